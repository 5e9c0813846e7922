import { ConfigError, DataRefusedError } from '../contracts/errors.ts';
import type { Row, Warehouse } from '../contracts/ports/warehouse.ts';
import type { ColumnProfile, InputProfile } from '../contracts/profile.ts';
import { wordsOf } from '../pipeline/recognise/column-words.ts';
import { write } from '../pipeline/reports/format.ts';
import { identifier } from '../pipeline/sql/sql-text.ts';
import type { Ask } from './ask.ts';
import { contentOf, notNumbers, textSql, unknownSql } from './content.ts';
import { findColumn } from './find-column.ts';
import type { PlannedFeature, TablePlan } from './plan.ts';
import { namesRowId, planColumns } from './plan-columns.ts';
import { planSplit } from './plan-split.ts';
import { planTarget } from './plan-target.ts';

/**
 * What each column of a table is for, guessed where the person did not say.
 * @param table the table's name in the warehouse, holding all its rows
 * @throws ConfigError for options that name what is not there, DataRefusedError for a table that no model can learn from
 */
export async function planTable(
  warehouse: Warehouse,
  table: string,
  input: InputProfile,
  ask: Ask,
): Promise<TablePlan> {
  findColumn(input, '--target', ask.target);
  for (const name of ask.drop) findColumn(input, '--drop', name);
  for (const name of ask.keep) findColumn(input, '--keep', name);
  const value = ask.value === undefined ? null : planValue(findColumn(input, '--value', ask.value));
  const split = planSplit(
    ask.split === undefined ? null : findColumn(input, '--split', ask.split),
    ask.splitAt,
  );
  const told = await withoutOddRows(warehouse, table, input, ask);
  const { target } = told;
  const id = planId(told.input, ask);
  const taken = [ask.target, value?.name, id?.name, split.kind === 'random' ? undefined : split.name];
  refuseTwoRoles(taken);
  const { features, leftOut } = planColumns(
    told.input,
    taken.filter((name) => name !== undefined),
    ask,
  );
  if (features.length === 0) {
    throw new DataRefusedError(
      `${input.path} has no column to learn from${leftOut.length === 0 ? '' : `: ${leftOut.map(({ name, why }) => `${name} (${why})`).join(', ')}. Use one with --keep`}`,
    );
  }
  const today = split.kind === 'dates' ? null : await newestDay(warehouse, table, features);
  const counted = `(select * from ${identifier(table)} where ${target.rowsThatCount}) v`;
  const unread = await countUnread(warehouse, counted, features);
  return {
    target,
    value,
    id,
    split,
    features: features.map((f, i) => withUnread(f, unread[i]!)),
    leftOut,
    today,
  };
}

interface Told {
  /** The table as its rows of customers are. */
  readonly input: InputProfile;
  readonly target: TablePlan['target'];
}

/** Rows that are of no customer, blank from end to end or describing the columns, count nowhere. */
async function withoutOddRows(
  warehouse: Warehouse,
  table: string,
  input: InputProfile,
  ask: Ask,
): Promise<Told> {
  const target = await planTarget(warehouse, table, ask.target, ask.positive);
  const filled = `coalesce(${[...input.columns.map(({ name }) => textSql(name)), 'null'].join(', ')}) is not null`;
  const [counted] = await warehouse.rows(`select count_if(not (${filled})) as n from ${identifier(table)}`);
  const blank = Number(counted?.n ?? 0);
  const described = await describingRow(warehouse, table, input, target);
  const columns = input.columns.map((column, i) => {
    const rows = column.rows - blank;
    const value = described?.[`c${i}`];
    return described === null ? { ...column, rows } : withoutValue({ ...column, rows: rows - 1 }, value);
  });
  return {
    input: { ...input, columns },
    target: {
      ...target,
      unknown: target.unknown - blank,
      rowsThatCount: [filled, ...(target.rowsThatCount === undefined ? [] : [target.rowsThatCount])].join(
        ' and ',
      ),
    },
  };
}

/** The values of the row that says what the columns hold; null where there is none. */
async function describingRow(
  warehouse: Warehouse,
  table: string,
  { columns }: InputProfile,
  { rowsThatCount }: TablePlan['target'],
): Promise<Row | null> {
  if (rowsThatCount === undefined) return null;
  const values = columns.map(({ name }, i) => `${textSql(name)} as c${i}`).join(', ');
  const [row] = await warehouse.rows(
    `select ${values} from ${identifier(table)} where not (${rowsThatCount}) limit 1`,
  );
  return row ?? null;
}

function withoutValue(column: ColumnProfile, value: Row[string] | undefined): ColumnProfile {
  if (value === null || value === undefined) return column;
  const isAlone = column.common.every((one) => one.value !== value || one.rows === 1);
  return {
    ...column,
    filled: column.filled - 1,
    distinct: column.distinct - (isAlone ? 1 : 0),
    sample: column.sample.filter((one) => one !== value),
    common: column.common.filter((one) => one.value !== value),
  };
}

function planValue(column: ColumnProfile): TablePlan['value'] {
  const content = contentOf(column);
  if (content.kind === 'number') return { name: column.name, sql: content.sql, said: content.said };
  throw new ConfigError(`--value ${column.name}: ${notNumbers(content)}`);
}

/** The column that the person names, or the first that is called an id and differs in every row. */
function planId(input: InputProfile, ask: Ask): TablePlan['id'] {
  if (ask.id !== undefined) {
    const { name } = findColumn(input, '--id', ask.id);
    return { name, sql: textSql(name), said: 'you said so' };
  }
  const roles = [ask.target, ask.value, ask.split, ...ask.keep];
  const own = input.columns.filter(
    ({ name, distinct, filled, rows }) => filled === rows && distinct === rows && !roles.includes(name),
  );
  const found = own.find(({ name }) => wordsOf(name).at(-1) === 'id') ?? own.find(namesRowId);
  if (found === undefined) return null;
  return {
    name: found.name,
    sql: textSql(found.name),
    said: 'guessed: called an id, and different in every row',
  };
}

function refuseTwoRoles(names: readonly (string | undefined)[]): void {
  const twice = names.find((name, i) => name !== undefined && names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new ConfigError(`The column "${twice}" is named for two purposes; name another`);
}

async function newestDay(
  warehouse: Warehouse,
  table: string,
  features: readonly PlannedFeature[],
): Promise<number | null> {
  const dates = features.filter(({ kind }) => kind === 'date');
  if (dates.length === 0) return null;
  const newest = dates.map(({ sql }, i) => `max(${sql}) as d${i}`).join(', ');
  const [row] = await warehouse.rows(`select ${newest} from ${identifier(table)}`);
  return Math.max(...dates.map((_, i) => Number(row?.[`d${i}`] ?? Number.NEGATIVE_INFINITY)));
}

/** Values that are not what the column is read as: they count as missing, and it is said. */
async function countUnread(
  warehouse: Warehouse,
  rows: string,
  features: readonly PlannedFeature[],
): Promise<number[]> {
  const counts = features.map(({ name, kind, sql }, i) => {
    const text = textSql(name);
    const lost =
      kind === 'category' ? 'false' : `${text} is not null and not ${unknownSql(text)} and ${sql} is null`;
    return `count_if(${lost}) as n${i}`;
  });
  const [row] = await warehouse.rows(`select ${counts.join(', ')} from ${rows}`);
  return features.map((_, i) => Number(row?.[`n${i}`] ?? 0));
}

function withUnread(feature: PlannedFeature, unread: number): PlannedFeature {
  if (unread === 0) return feature;
  const lost =
    unread === 1
      ? `1 value cannot be read as a ${feature.kind} and counts as missing`
      : `${write.count(unread)} values cannot be read as a ${feature.kind} and count as missing`;
  return { ...feature, said: feature.said === '' ? lost : `${feature.said}; ${lost}` };
}
