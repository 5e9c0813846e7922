import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import type { Feature } from '../../contracts/feature.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { FeatureTable } from '../../models/types.ts';
import {
  type ColumnDraft,
  columnDraft,
  finishColumn,
  putValues,
  reorderRows,
} from '../tables/column-draft.ts';
import {
  openParquet,
  type ParquetFile,
  parquetOf,
  type RowRange,
  readColumns,
  requireColumns,
} from '../tables/parquet-columns.ts';
import type { LabelledMatrix, Matrix } from './matrix.ts';

/** Reads the matrix at some as-of dates (`YYYY-MM-DD`) into memory, column by column. */
export async function readMatrix(
  store: ObjectStore,
  run: string,
  { features }: Pick<FeatureReport, 'features'>,
  dates: readonly string[],
): Promise<Matrix> {
  const parts = await partsOf(store, keys.features(run), dates);
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const draft = draftOf(features, rows);
  let first = 0;
  for (const part of parts) {
    const file = await openParquet(store, part.key, part.size);
    draft.asOf.fill(dayNumber(part.date), first, first + part.rows);
    await fillFrom(file, features, draft, { first });
    first += part.rows;
  }
  return finish(sortRows(draft), features);
}

/** The same, with what became of each customer. */
export async function readLabelledMatrix(
  store: ObjectStore,
  run: string,
  report: Pick<FeatureReport, 'features'>,
  dates: readonly string[],
): Promise<LabelledMatrix> {
  const matrix = await readMatrix(store, run, report, dates);
  const labels = await readLabels(store, run, dates, matrix);
  return { ...matrix, ...labels };
}

/** Customers and features of one file of the matrix, in the file's order. */
export const readMatrixFile = (bytes: Uint8Array, features: readonly Feature[]): Promise<MatrixRows> =>
  readMatrixRows(parquetOf(bytes, 'the file of features'), features);

/** The same for some rows of a file: memory depends on their number, not on the file's. */
export async function readMatrixRows(
  file: ParquetFile,
  features: readonly Feature[],
  rows: RowRange = { from: 0, to: file.rows },
): Promise<MatrixRows> {
  const draft = draftOf(features, rows.to - rows.from);
  await fillFrom(file, features, draft, { first: -rows.from, rows });
  const { customerIds, active, table } = finish(draft, features);
  return { customerIds, active, table };
}

type MatrixRows = Pick<Matrix, 'customerIds' | 'active' | 'table'>;

interface Part {
  readonly key: string;
  readonly size: number;
  readonly date: string;
  readonly rows: number;
}

/** The files of the dates, oldest date first, with the rows of each: the arrays are made once, in their final size. */
async function partsOf(store: ObjectStore, prefix: string, dates: readonly string[]): Promise<Part[]> {
  const parts: Part[] = [];
  for (const date of [...new Set(dates)].sort()) {
    const found = await store.list(`${prefix}as_of=${date}/`);
    for (const { key, size } of found.filter((object) => object.key.endsWith('.parquet'))) {
      parts.push({ key, size, date, rows: (await openParquet(store, key, size)).rows });
    }
  }
  if (parts.length === 0) {
    throw new HoldfastError(
      `${store.locate(prefix)} has no file at ${dates.join(', ')}. Run the features stage again.`,
    );
  }
  return parts;
}

/** Rows being read. */
interface Draft {
  readonly customerIds: string[];
  readonly asOf: Int32Array;
  readonly active: Uint8Array;
  readonly columns: readonly ColumnDraft[];
}

const draftOf = (features: readonly Feature[], rows: number): Draft => ({
  customerIds: new Array<string>(rows).fill(''),
  asOf: new Int32Array(rows),
  active: new Uint8Array(rows),
  columns: features.map(({ kind }) => columnDraft(kind, rows)),
});

/** @param first place in the draft of the file's first row */
async function fillFrom(
  file: ParquetFile,
  features: readonly Feature[],
  draft: Draft,
  { first, rows }: { readonly first: number; readonly rows?: RowRange },
): Promise<void> {
  const names = features.map(({ name }) => name);
  requireColumns(file, ['customer_id', 'active', ...names]);
  const putOwn = (name: string, values: ArrayLike<unknown>, row: number) => {
    for (let i = 0; i < values.length; i++) {
      if (name === 'active') draft.active[first + row + i] = values[i] === true ? 1 : 0;
      else draft.customerIds[first + row + i] = String(values[i]);
    }
  };
  await readColumns(file, ['customer_id', 'active'], putOwn, rows);
  const columns = new Map(names.map((name, f) => [name, draft.columns[f]!]));
  await readColumns(
    file,
    names,
    (name, values, row) => putValues(columns.get(name)!, values, first + row),
    rows,
  );
}

/** Rows by date, then by customer id; files keep no order on every engine. The columns of the draft are put in order where they are. */
function sortRows(draft: Draft): Draft {
  const { asOf, customerIds } = draft;
  const compare = (a: number, b: number) =>
    asOf[a]! - asOf[b]! || compareTexts(customerIds[a]!, customerIds[b]!);
  let sorted = true;
  for (let row = 1; row < asOf.length && sorted; row++) sorted = compare(row - 1, row) < 0;
  if (sorted) return draft;
  const order = Int32Array.from(asOf.keys()).sort(compare);
  reorderRows(draft.columns, order);
  return {
    customerIds: Array.from(order, (row) => customerIds[row]!),
    asOf: order.map((row) => asOf[row]!),
    active: Uint8Array.from(order, (row) => draft.active[row]!),
    columns: draft.columns,
  };
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function finish({ customerIds, asOf, active, columns }: Draft, features: readonly Feature[]): Matrix {
  const indices = new Map<string, number>();
  const customer = Int32Array.from(customerIds, (id) => {
    const index = indices.get(id) ?? indices.size;
    if (index === indices.size) indices.set(id, index);
    return index;
  });
  const table: FeatureTable = {
    rowCount: customerIds.length,
    columns: columns.map((column, f) => finishColumn(features[f]!.name, column)),
  };
  return { customerIds, customer, asOf, active, table };
}

const labelColumns = ['churned', 'value', 'full_value'] as const;

async function readLabels(
  store: ObjectStore,
  run: string,
  dates: readonly string[],
  { asOf, customerIds }: Matrix,
): Promise<Pick<LabelledMatrix, 'churned' | 'value' | 'fullValue'>> {
  const unknown = () => new Float64Array(customerIds.length).fill(Number.NaN);
  const labels = new Map<string, Float64Array>(labelColumns.map((name) => [name, unknown()]));
  let found = 0;
  let at = { date: '', rows: new Map<string, number>() };
  for (const part of await partsOf(store, keys.labels(run), dates)) {
    const file = await openParquet(store, part.key, part.size);
    if (part.date !== at.date)
      at = { date: part.date, rows: rowsOn(dayNumber(part.date), asOf, customerIds) };
    const places = await placesOf(file, at.rows);
    found += places.length;
    await readColumns(file, labelColumns, (name, values, from) => {
      const label = labels.get(name)!;
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        if (typeof value === 'number') label[places[from + i]!] = value;
      }
    });
  }
  if (found !== customerIds.length) {
    throw new HoldfastError(
      `${store.locate(keys.labels(run))} has ${found} rows for ${customerIds.length} of the matrix. Run the features stage again.`,
    );
  }
  return {
    churned: labels.get('churned')!,
    value: labels.get('value')!,
    fullValue: labels.get('full_value')!,
  };
}

/** Row of each customer at one date: of all dates at once they would take more memory than the features of many rows. */
function rowsOn(day: number, asOf: Int32Array, customerIds: readonly string[]): Map<string, number> {
  const rows = new Map<string, number>();
  for (let row = asOf.indexOf(day); asOf[row] === day; row++) rows.set(customerIds[row]!, row);
  return rows;
}

/** Row of the matrix for each row of a file of labels. */
async function placesOf(file: ParquetFile, rows: ReadonlyMap<string, number>): Promise<Int32Array> {
  requireColumns(file, ['customer_id', ...labelColumns]);
  const places = new Int32Array(file.rows);
  await readColumns(file, ['customer_id'], (_, values, from) => {
    for (let i = 0; i < values.length; i++) {
      const row = rows.get(String(values[i]));
      if (row === undefined)
        throw new HoldfastError(`${file.key} has a label of a customer without features`);
      places[from + i] = row;
    }
  });
  return places;
}

/** Days since 1970-01-01. */
const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
