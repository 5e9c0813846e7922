import type { ColumnProfile } from '../contracts/profile.ts';
import { contentOf, notNumbers } from './content.ts';
import { valuesForPeople } from './values-for-people.ts';

/** Texts of which so many hold a number, apart from letters, were meant as numbers. */
const mostly = 0.9;

/** Why a column is read as no number, and what to do about it. */
export function whyNoNumber(column: ColumnProfile): string {
  const content = contentOf(column);
  if (content.kind === 'nothing') return notNumbers(content);
  if (content.kind === 'date')
    return 'its values are dates, not numbers: use the days since the start instead';
  const { sample } = column;
  const numbers = sample.filter((value) => /\d/.test(value) && !/\p{L}\d|\d\p{L}/u.test(value));
  const odd = numbers.find((value) => !Number.isFinite(Number(value)));
  if (numbers.length < mostly * sample.length || odd === undefined) return notNumbers(content);
  return `its values are not written as numbers (${valuesForPeople([{ value: odd }])}): leave only the number in each cell`;
}
