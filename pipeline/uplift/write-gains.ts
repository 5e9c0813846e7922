import { HoldfastError } from '../../contracts/errors.ts';
import type { Feature } from '../../contracts/feature.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { FeatureTable } from '../../models/types.ts';
import { withinReach } from '../../models/uplift.ts';
import { readMatrixRows } from '../features/read-matrix.ts';
import { type ParquetColumn, writeParquet } from '../tables/parquet.ts';
import { openParquet, type ParquetFile, readColumns, rowRanges } from '../tables/parquet-columns.ts';
import { takeRows } from '../training/learning-set.ts';
import type { AssessedPlay } from './assess-plays.ts';

export interface GainsRequest {
  readonly features: readonly Feature[];
  /** Key prefixes: the features at the as-of date, the scores made of them, and where the gains go. */
  readonly matrix: string;
  readonly scores: string;
  readonly gains: string;
}

/** Customers whose gains are predicted at a time: how large a file of features is, is the warehouse's choice. */
const rowsAtOnce = 100_000;

/** Columns of the gains: of each play in the order of the report the gain in retention, and whether its contact drives such customers away. */
export const gainColumn = (play: number): string => `gain_${play}`;
export const harmColumn = (play: number): string => `harm_${play}`;

/**
 * Predicts what each play would change in every customer who can still leave, file by file; answers how many there are. A play
 * whose gate is closed gains what its customers' risk does on average.
 */
export async function writeGains(
  store: ObjectStore,
  plays: readonly AssessedPlay[],
  { features, matrix, scores, gains }: GainsRequest,
): Promise<number> {
  const risks = await readRisks(store, scores);
  let customers = 0;
  for (const { key, size } of await store.list(matrix)) {
    if (!key.endsWith('.parquet')) continue;
    const file = await openParquet(store, key, size);
    for (const range of rowRanges(file, rowsAtOnce)) {
      const { customerIds, table } = await readMatrixRows(file, features, range);
      const rows = Int32Array.from(customerIds.keys()).filter((i) => risks.has(customerIds[i]!));
      const ids = Array.from(rows, (i) => customerIds[i]!);
      const risk = Float64Array.from(ids, (id) => risks.get(id)!);
      const name = key.slice(key.lastIndexOf('/') + 1).replace(/\.parquet$/, '');
      await store.put(
        `${gains}${name}.${range.from}.parquet`,
        gainsFile(plays, ids, takeRows(table, rows), risk),
      );
      customers += ids.length;
    }
  }
  return customers;
}

/** The chance of leaving of whoever can still leave. */
async function readRisks(store: ObjectStore, prefix: string): Promise<Map<string, number>> {
  const risks = new Map<string, number>();
  for (const { key, size } of await store.list(prefix))
    await readInto(risks, await openParquet(store, key, size));
  if (risks.size > 0) return risks;
  throw new HoldfastError(`${store.locate(prefix)} has no scores. Run the score stage again.`);
}

async function readInto(risks: Map<string, number>, file: ParquetFile): Promise<void> {
  const ids = new Array<string>(file.rows);
  const churn = new Float64Array(file.rows).fill(Number.NaN);
  await readColumns(file, ['customer_id', 'churn'], (name, values, row) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (name === 'customer_id') ids[row + i] = String(value);
      else if (typeof value === 'number') churn[row + i] = value;
    }
  });
  ids.forEach((id, i) => {
    if (!Number.isNaN(churn[i]!)) risks.set(id, churn[i]!);
  });
}

function gainsFile(
  plays: readonly AssessedPlay[],
  ids: readonly string[],
  table: FeatureTable,
  risk: Float64Array,
): Uint8Array {
  const order = [...ids.keys()].sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const pick = <Value>(values: ArrayLike<Value>) => order.map((row) => values[row]!);
  const columns = plays.flatMap((play, p): ParquetColumn[] => {
    const gain = gainOf(play, table, risk);
    const harm = Array.from(gain, (own) => isHarmed(play, own));
    return [
      { name: gainColumn(p), type: 'number', values: pick(withinReach(gain, risk)) },
      { name: harmColumn(p), type: 'flag', values: pick(harm) },
    ];
  });
  return writeParquet([{ name: 'customer_id', type: 'text', values: pick(ids) }, ...columns]);
}

const gainOf = (
  { taught, assessment }: AssessedPlay,
  table: FeatureTable,
  risk: Float64Array,
): Float64Array =>
  taught.gate.open ? assessment.predict(table, risk) : risk.map((own) => taught.anchor * own);

const isHarmed = ({ taught: { gate, doNotDisturb } }: AssessedPlay, gain: number): boolean =>
  gate.open && doNotDisturb.kind === 'named' && gain <= doNotDisturb.gainUpTo;
