import { DataRefusedError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ArmRows } from '../../models/effects.ts';
import { write } from '../../pipeline/reports/format.ts';
import { identifier, literal } from '../../pipeline/sql/sql-text.ts';
import { openParquet, readColumns } from '../../pipeline/tables/parquet-columns.ts';
import type { ExperimentPlan } from './plan.ts';
import { refuseRepeated } from './refuse-repeated.ts';

/** Rows of one arm whose outcome is known, and how many have none. */
export interface ReadArm {
  readonly name: string;
  readonly rows: ArmRows;
  readonly unknown: number;
}

export interface ReadArms {
  readonly control: ReadArm;
  readonly treated: readonly ReadArm[];
  /** Names of the columns known before, in the order of the rows'. */
  readonly covariates: readonly string[];
  /** Covariates in which values are missing: they count as the mean, and a column says where. */
  readonly filled: readonly string[];
}

/**
 * Reads every arm into memory, column by column.
 * @throws DataRefusedError where a customer has several rows, or an arm has no known outcome
 */
export async function readArms(
  warehouse: Warehouse,
  store: ObjectStore,
  table: string,
  plan: ExperimentPlan,
): Promise<ReadArms> {
  await refuseRepeated(warehouse, table, plan);
  const arms = [plan.control, ...plan.treated].map(({ name }) => name);
  const columns = await unload({ warehouse, store, table }, plan, arms);
  refuseBoundless(columns, plan);
  const filled = plan.before.filter((_, i) => columns.before[i]!.some(Number.isNaN));
  const before = columns.before.flatMap(withoutGaps);
  const read = arms.map((name, code) => pick(name, code, { ...columns, before }));
  for (const { name, rows } of read) {
    if (rows.outcome.length > 1) continue;
    throw new DataRefusedError(
      `The arm "${name}" has ${rows.outcome.length === 0 ? 'no row' : 'one row'} with a known "${plan.outcome.name}": fill its outcomes in, or leave the arm's rows out of the table`,
    );
  }
  const [control, ...treated] = read;
  refuseUnknownCosts(treated);
  refuseNegativeCosts(treated);
  refuseNoCosts(treated);
  const covariates = plan.before.flatMap(({ name }, i) =>
    columns.before[i]!.some(Number.isNaN) ? [name, `${name} missing`] : [name],
  );
  return { control: control!, treated, covariates, filled: filled.map(({ name }) => name) };
}

interface Columns {
  readonly arm: Float64Array;
  readonly outcome: Float64Array;
  readonly before: readonly Float64Array[];
  readonly cost: Float64Array | null;
}

async function unload(
  {
    warehouse,
    store,
    table,
  }: { readonly warehouse: Warehouse; readonly store: ObjectStore; readonly table: string },
  plan: ExperimentPlan,
  arms: readonly string[],
): Promise<Columns> {
  const code = `case ${plan.arm.sql} ${arms.map((name, i) => `when ${literal(name)} then ${i}`).join(' ')} end`;
  const numbers = { outcome: plan.outcome.sql, ...beforeSql(plan), ...costSql(plan) };
  const select = Object.entries(numbers).map(([key, sql]) => `cast(${sql} as double) as ${key}`);
  const files = await warehouse.unload(
    `select cast(${code} as double) as arm, ${select.join(', ')}, row_number() over () as place
     from ${identifier(table)} where ${plan.arm.sql} is not null`,
    'experiment/',
    { orderBy: ['place'] },
  );
  const count = files.reduce((sum, { rows }) => sum + rows, 0);
  const read = new Map(
    ['arm', ...Object.keys(numbers)].map((key) => [key, new Float64Array(count).fill(Number.NaN)]),
  );
  let first = 0;
  for (const { key, rows } of files) {
    const file = await openParquet(store, key);
    await readColumns(file, [...read.keys()], (name, values, row) => {
      const column = read.get(name)!;
      for (let i = 0; i < values.length; i++)
        if (typeof values[i] === 'number') column[first + row + i] = values[i] as number;
    });
    first += rows;
  }
  return {
    arm: read.get('arm')!,
    outcome: read.get('outcome')!,
    before: plan.before.map((_, i) => read.get(`before_${i}`)!),
    cost: read.get('cost') ?? null,
  };
}

const beforeSql = ({ before }: ExperimentPlan): Record<string, string> =>
  Object.fromEntries(before.map(({ sql }, i) => [`before_${i}`, sql]));

const costSql = ({ cost }: ExperimentPlan): Record<string, string> =>
  cost.kind === 'known' ? { cost: cost.sql } : {};

/** What is not known counts as the mean of all arms together, and a column of its own says where. */
function withoutGaps(values: Float64Array): Float64Array[] {
  if (!values.some(Number.isNaN)) return [values];
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  return [
    values.map((value) => (Number.isNaN(value) ? mean : value)),
    values.map((value) => Number(Number.isNaN(value))),
  ];
}

function pick(name: string, code: number, { arm, outcome, before, cost }: Columns): ReadArm {
  const own = Uint8Array.from(arm, (value, i) => Number(value === code && !Number.isNaN(outcome[i]!)));
  const drawn = arm.reduce((sum, value) => sum + Number(value === code), 0);
  const take = (values: Float64Array) => values.filter((_, i) => own[i] === 1);
  const rows = { outcome: take(outcome), before: before.map(take), cost: cost && take(cost) };
  return { name, rows, unknown: drawn - rows.outcome.length };
}

/** No amount, share or count is as large as this. */
const boundless = 1e15;

/** @throws DataRefusedError where one value would be all that there is */
function refuseBoundless({ outcome, before, cost }: Columns, plan: ExperimentPlan): void {
  const named: readonly (readonly [string, Float64Array])[] = [
    [plan.outcome.name, outcome],
    ...plan.before.map(({ name }, i) => [name, before[i]!] as const),
    ...(cost === null ? [] : [['--cost', cost] as const]),
  ];
  for (const [name, values] of named) {
    const rows = values.reduce((sum, value) => sum + Number(Math.abs(value) > boundless), 0);
    if (rows === 0) continue;
    throw new DataRefusedError(
      `"${name}" is infinite or above 10^15 in ${rows} ${rows === 1 ? 'row' : 'rows'}, which no amount is. Leave such values empty, or correct them`,
    );
  }
}

function refuseNegativeCosts(treated: readonly ReadArm[]): void {
  for (const { name, rows } of treated) {
    const negative = rows.cost?.filter((value) => value < 0).length ?? 0;
    if (negative === 0) continue;
    throw new DataRefusedError(
      `${customersOf(negative, name)} ${negative === 1 ? 'has' : 'have'} a cost below zero: a cost is what was spent; what came back belongs to the outcome`,
    );
  }
}

const customersOf = (n: number, arm: string): string =>
  `${write.count(n)} ${n === 1 ? 'customer' : 'customers'} of the arm "${arm}"`;

/** Nothing can be divided by nothing. */
function refuseNoCosts(treated: readonly ReadArm[]): void {
  const free = treated.find(({ rows }) => rows.cost?.every((value) => value === 0));
  if (free === undefined) return;
  throw new DataRefusedError(
    `The cost is 0 for every customer of the arm "${free.name}": what one unit of it brought cannot be computed. Name the column of what was spent, or leave --cost out`,
  );
}

/** A cost that is not known is not nothing; the control's are not asked for. */
function refuseUnknownCosts(treated: readonly ReadArm[]): void {
  for (const { name, rows } of treated) {
    const unknown = rows.cost?.filter(Number.isNaN).length ?? 0;
    if (unknown === 0) continue;
    throw new DataRefusedError(
      `${customersOf(unknown, name)} ${unknown === 1 ? 'has' : 'have'} no cost: fill them in, with 0 where there was none, or leave --cost out`,
    );
  }
}
