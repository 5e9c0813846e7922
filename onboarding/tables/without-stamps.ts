import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { ofShape } from '../read/shape.ts';

const fewest = 20;

/**
 * An input without the times at which its rows were written all at once: `created_at` of a database that was filled on one
 * day says when nothing happened. Where no other time of the table tells more, it stays.
 */
export function withoutStamps<Input extends InputProfile>(input: Input): Input {
  const times = ofShape(input, 'time').filter(({ filled }) => filled >= fewest);
  const stamps = times.filter((column) => daysOf(column) === 1 && hasClock(column));
  if (stamps.length === 0 || !times.some((column) => daysOf(column) >= fewest)) return input;
  const names = stamps.map(({ name }) => name).join(', ');
  return {
    ...input,
    columns: input.columns.filter((column) => !stamps.includes(column)),
    remarks: [
      ...input.remarks,
      `${names} is of one day on all rows, when they were written, and is not used`,
    ],
  };
}

const daysOf = ({ sample }: ColumnProfile): number =>
  new Set(sample.map((value) => value.trim().split(/[T ]/)[0])).size;

const hasClock = ({ sample, distinct }: ColumnProfile): boolean =>
  distinct > 1 && sample.every((value) => /\d:\d\d/.test(value));
