import type { Role, Schedule, ScheduledDate } from '../../contracts/artefacts/schedule.ts';
import type { FeatureColumn, FeatureTable, LearningSet } from '../../models/types.ts';
import { type LabelledMatrix, tableBetween } from '../features/matrix.ts';

/** Rows to fit on, or later rows to calibrate and judge on. */
export type Purpose = 'train' | 'later';

/**
 * The rows of a matrix that serve a purpose, each with the outcomes it may teach: an outcome of a date that has no such
 * role is not known (NaN), even where its window has matured, as it would share label days with the later dates. Rows that
 * follow each other are a view of the matrix: of a million, a copy would be a gigabyte.
 */
export function learningSet(matrix: LabelledMatrix, schedule: Schedule, purpose: Purpose): LearningSet {
  const roles = rolesByDay(schedule);
  const serves = (row: number, task: 'churn' | 'value') =>
    roles.get(matrix.asOf[row]!)?.includes(`${purpose}-${task}` as Role) ?? false;
  const rows = Int32Array.from(matrix.asOf.keys()).filter(
    (row) => serves(row, 'churn') || serves(row, 'value'),
  );
  const outcome = (values: Float64Array, task: 'churn' | 'value') =>
    Float64Array.from(rows, (row) => (serves(row, task) ? values[row]! : Number.NaN));
  return {
    table: isRun(rows)
      ? tableBetween(matrix.table, rows[0]!, rows.at(-1)! + 1)
      : takeRows(matrix.table, rows),
    customer: numbered(rows.map((row) => matrix.customer[row]!)),
    asOf: rows.map((row) => matrix.asOf[row]!),
    churned: outcome(matrix.churned, 'churn'),
    value: outcome(matrix.value, 'value'),
  };
}

/** Whether rising rows follow each other. */
const isRun = (rows: Int32Array): boolean => rows.length > 0 && rows.at(-1)! - rows[0]! === rows.length - 1;

/** Customers numbered as they come. */
function numbered(customer: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return customer.map((one) => {
    const number = numbers.get(one) ?? numbers.size;
    if (number === numbers.size) numbers.set(one, number);
    return number;
  });
}

/** Dates of a schedule that have any of the roles, oldest first. */
export const datesWith = (schedule: Schedule, ...roles: readonly Role[]): string[] =>
  schedule.dates.filter((date) => date.roles.some((role) => roles.includes(role))).map(({ asOf }) => asOf);

/** Days since 1970-01-01. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

const rolesByDay = ({ dates }: Schedule): Map<number, ScheduledDate['roles']> =>
  new Map(dates.map(({ asOf, roles }) => [dayNumber(asOf), roles]));

/** Some rows of a table, in the order given. */
export function takeRows(table: FeatureTable, rows: Int32Array): FeatureTable {
  return { rowCount: rows.length, columns: table.columns.map((column) => takeColumn(column, rows)) };
}

function takeColumn(column: FeatureColumn, rows: Int32Array): FeatureColumn {
  return column.kind === 'number'
    ? { ...column, values: numbersAt(column.values, rows) }
    : { ...column, codes: rows.map((row) => column.codes[row]!) };
}

/** `Float64Array.from` with a function takes several times as long. */
function numbersAt(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]!]!;
  return taken;
}
