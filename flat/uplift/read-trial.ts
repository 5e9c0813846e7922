import { DataRefusedError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { UnloadedFile, Warehouse } from '../../contracts/ports/warehouse.ts';
import type { FeatureTable } from '../../models/types.ts';
import type { Trial } from '../../models/uplift.ts';
import { identifier, literal } from '../../pipeline/sql/sql-text.ts';
import {
  type ColumnDraft,
  columnDraft,
  draftRows,
  finishColumn,
  putValues,
} from '../../pipeline/tables/column-draft.ts';
import { openParquet, readColumns } from '../../pipeline/tables/parquet-columns.ts';
import { refuseRepeated } from '../experiment/refuse-repeated.ts';
import type { UpliftPlan } from './plan.ts';

/** The customers of a trial whose outcome is known. */
export interface ReadTrial {
  readonly trial: Trial;
  /** As written; the row's number, from 1, where the table has no ids. */
  readonly ids: readonly string[];
  /** What one unit of the outcome is worth; null where nobody said. */
  readonly value: Float64Array | null;
  /** What the contact of each arm costs each customer, in the order of the plan's arms; null where nobody said. */
  readonly costs: readonly Float64Array[] | null;
  /** Customers of each arm, control first: all who were drawn, and those whose outcome is known. */
  readonly drawn: readonly number[];
  readonly known: readonly number[];
  /** Customers without a risk, who count as of the mean. */
  readonly withoutRisk: number;
}

/** @throws DataRefusedError where a customer has several rows, or an amount that is needed is not known */
export async function readTrial(
  warehouse: Warehouse,
  store: ObjectStore,
  table: string,
  plan: UpliftPlan,
): Promise<ReadTrial> {
  await refuseRepeated(warehouse, table, plan);
  const columns = await readAll(store, await unload(warehouse, table, plan), plan);
  const numbers = (name: string) => columns.get(name) as Float64Array;
  const outcomes = numbers('outcome');
  const rows = Int32Array.from(outcomes.keys()).filter((i) => !Number.isNaN(outcomes[i]!));
  const take = (name: string) => draftRows(columns.get(name)!, rows) as Float64Array;
  const arms = [plan.control, ...plan.treated];
  const countOf = (values: Float64Array) =>
    arms.map((_, a) => values.reduce((sum, arm) => sum + Number(arm === a), 0));
  const [drawn, known] = [countOf(numbers('arm')), countOf(take('arm'))];
  const shares = arms.map(({ share }, a) => share ?? known[a]! / rows.length);
  const risk = plan.risk === null ? null : withoutGaps(take('risk'));
  return {
    trial: {
      table: featuresOf(columns, rows, plan),
      arm: Uint8Array.from(take('arm')),
      chances: shares.map((share) => new Float64Array(rows.length).fill(share)),
      outcome: take('outcome'),
      risk: risk?.values ?? null,
    },
    ids: idsOf(columns.get('id')!, rows, plan),
    value:
      plan.value === null
        ? null
        : needed(take('value'), '--value', 'fill them in, with 0 where there was none'),
    costs: plan.costs?.map((_, a) => neededCost(take(costKey(plan, a)), take('arm'))) ?? null,
    drawn,
    known,
    withoutRisk: risk?.missing ?? 0,
  };
}

function unload(warehouse: Warehouse, table: string, plan: UpliftPlan): Promise<UnloadedFile[]> {
  const arms = [plan.control, ...plan.treated].map(({ name }, i) => `when ${literal(name)} then ${i}`);
  const none = 'cast(null as double)';
  return warehouse.unload(
    `select cast(case ${plan.arm.sql} ${arms.join(' ')} end as double) as arm,
      cast(${plan.outcome.sql} as double) as outcome, cast(${plan.value ?? none} as double) as value,
      cast(${plan.risk?.sql ?? none} as double) as risk,
      ${plan.id?.sql ?? 'cast(null as varchar)'} as id,
      ${costColumns(plan)
        .map(([key, sql]) => `cast(${sql} as double) as ${key},`)
        .join(' ')}
      ${plan.before.map(({ sql, key }) => `${sql} as ${key}`).join(', ')}, row_number() over () as place
     from ${identifier(table)} where ${plan.arm.sql} is not null`,
    'trial/',
    { orderBy: ['place'] },
  );
}

/** Arms that cost the same share a column. */
const costKey = ({ costs }: UpliftPlan, arm: number): string =>
  `cost_${costs!.findIndex(({ sql }) => sql === costs![arm]!.sql)}`;

const costColumns = (plan: UpliftPlan): [key: string, sql: string][] => [
  ...new Map(plan.costs?.map(({ sql }, a) => [costKey(plan, a), sql])),
];

async function readAll(
  store: ObjectStore,
  files: readonly UnloadedFile[],
  plan: UpliftPlan,
): Promise<Map<string, ColumnDraft>> {
  const count = files.reduce((sum, { rows }) => sum + rows, 0);
  const columns = new Map<string, ColumnDraft>();
  const costs = costColumns(plan).map(([key]) => key);
  for (const name of ['arm', 'outcome', 'value', 'risk', ...costs])
    columns.set(name, columnDraft('number', count));
  columns.set('id', columnDraft('category', count));
  for (const { key, kind } of plan.before) columns.set(key, columnDraft(kind, count));
  let first = 0;
  for (const { key, rows } of files) {
    await readColumns(await openParquet(store, key), [...columns.keys()], (name, values, row) =>
      putValues(columns.get(name)!, values, first + row),
    );
    first += rows;
  }
  return columns;
}

const featuresOf = (
  columns: ReadonlyMap<string, ColumnDraft>,
  rows: Int32Array,
  { before }: UpliftPlan,
): FeatureTable => ({
  rowCount: rows.length,
  columns: before.map(({ name, key }) => finishColumn(name, draftRows(columns.get(key)!, rows))),
});

function idsOf(column: ColumnDraft, rows: Int32Array, { id }: UpliftPlan): string[] {
  const read = finishColumn('id', draftRows(column, rows));
  return Array.from(rows, (row, i) =>
    id === null || read.kind === 'number' ? String(row + 1) : (read.levels[read.codes[i]!] ?? ''),
  );
}

function withoutGaps(values: Float64Array): { values: Float64Array; missing: number } {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  return {
    values: values.map((value) => (Number.isNaN(value) ? mean : value)),
    missing: values.length - known.length,
  };
}

/** An amount that is not known is not nothing. */
function needed(values: Float64Array, option: string, cure: string): Float64Array {
  const missing = values.filter(Number.isNaN).length;
  if (missing === 0) return values;
  throw new DataRefusedError(`${option}: ${missing} customers have none: ${cure}, or leave ${option} out`);
}

const wouldCost =
  'give what contacting each customer would cost, the control included, or one amount for all';

/** What a contact would cost is wanted. Where it cost the whole control nothing, the column holds what was paid. */
function neededCost(values: Float64Array, arm: Float64Array): Float64Array {
  const costs = needed(values, '--cost', wouldCost);
  const hasCost = (isControl: boolean) => costs.some((cost, i) => (arm[i] === 0) === isControl && cost !== 0);
  if (hasCost(true) || !hasCost(false)) return costs;
  throw new DataRefusedError(
    `--cost: it is 0 for everybody in the control, as actual costs are: ${wouldCost}`,
  );
}
