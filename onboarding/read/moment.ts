import type { ColumnProfile } from '../../contracts/profile.ts';
import { readValue } from '../../pipeline/sql/read-value.ts';
import { sqlOf } from '../columns/propose-columns.ts';
import { readColumn } from './read-column.ts';

const time = { type: 'time', means: 'a time' } as const;

/** A column as a moment in SQL. Null where it holds no times. */
export function moment(column: ColumnProfile): string | null {
  const read = readColumn(column, time, true);
  if ('unfit' in read) return null;
  const format = typeof read.map === 'object' && read.map.format ? { format: read.map.format } : {};
  return readValue(sqlOf(read.map, column.type), time, format);
}
