import { daysBetween } from '../contracts/business-day.ts';
import { day } from '../contracts/config/values.ts';
import { ConfigError } from '../contracts/errors.ts';
import type { ColumnProfile } from '../contracts/profile.ts';
import { contentOf, textSql } from './content.ts';
import type { PlannedSplit } from './plan.ts';
import { valuesForPeople } from './values-for-people.ts';

/** Parts that a split column may name. */
export type NamedPart = 'train' | 'validation' | 'test';

const names: Readonly<Record<string, NamedPart>> = {
  train: 'train',
  training: 'train',
  learn: 'train',
  fit: 'train',
  insample: 'train',
  valid: 'validation',
  validation: 'validation',
  validate: 'validation',
  val: 'validation',
  dev: 'validation',
  calibration: 'validation',
  test: 'test',
  testing: 'test',
  holdout: 'test',
  eval: 'test',
  evaluation: 'test',
  oot: 'test',
  outoftime: 'test',
  outofsample: 'test',
};

/** The part that a value names, or null. */
export const namedPart = (value: string): NamedPart | null =>
  names[value.toLowerCase().replace(/[^a-z]/g, '')] ?? null;

/**
 * How rows are parted by the column that the person names, or at random where none is named.
 * @throws ConfigError for a column that names no parts and holds no dates, or a day that is none
 */
export function planSplit(column: ColumnProfile | null, at: string | undefined): PlannedSplit {
  if (column === null) {
    if (at !== undefined) throw new ConfigError('--split-at needs --split with a column of dates');
    return { kind: 'random' };
  }
  const { name } = column;
  const content = contentOf(column);
  if (content.kind === 'date') return { kind: 'dates', name, sql: content.sql, from: fromDay(at) };
  if (at !== undefined) throw new ConfigError(`--split-at ${at}: "${name}" holds no dates`);
  const strange = column.common.find(({ value }) => namedPart(value) === null);
  if (strange === undefined && column.common.length > 0) return { kind: 'named', name, sql: textSql(name) };
  throw new ConfigError(
    `--split ${name}: it holds ${valuesForPeople(column.common.slice(0, 5).map(({ value }) => ({ value }))) || 'nothing'}; write train, validation (if any) and test, or name a column of dates`,
  );
}

function fromDay(at: string | undefined): number | null {
  if (at === undefined) return null;
  if (!day.safeParse(at).success) throw new ConfigError(`--split-at ${at}: write a day as 2026-01-31`);
  return daysBetween('1970-01-01', at);
}
