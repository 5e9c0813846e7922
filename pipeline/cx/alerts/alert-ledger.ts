import { HoldfastError } from '../../../contracts/errors.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { nextNumber } from '../../tables/next-number.ts';
import { type ParquetColumn, readParquet, writeParquet } from '../../tables/parquet.ts';

/** An alert that a run opened or closed, as the ledger keeps it. */
export interface AlertEvent {
  readonly alert_id: string;
  /** Series that it is of. */
  readonly series: string;
  readonly event: 'opened' | 'closed';
  readonly metric: string;
  readonly dimension: string;
  readonly value: string | null;
  readonly watch: string;
  readonly threshold: number | null;
  /** First day of the breach, and the day on which it opened or closed. */
  readonly since: string;
  readonly day: string;
  /** Why it closed; null where it opened. */
  readonly because: string | null;
  /** As-of date of the run that said so. */
  readonly as_of: string;
  readonly run: string;
}

/** All that was opened and closed, in the order of the files, and the number of the next one. */
export interface AlertsBefore {
  readonly events: readonly AlertEvent[];
  readonly next: number;
}

/** @throws HoldfastError where a file is gone while it is read */
export async function readAlertEvents(store: ObjectStore): Promise<AlertsBefore> {
  const events: AlertEvent[] = [];
  const files = await store.list(keys.alertEvents);
  for (const { key } of files) {
    const bytes = await store.get(key);
    if (bytes === null) throw new HoldfastError(`${store.locate(key)} was there a moment ago and is gone`);
    events.push(...((await readParquet(bytes)) as unknown as AlertEvent[]));
  }
  return { events, next: nextNumber(files, store) };
}

/** Adds what a run opened and closed as the ledger's next file; false where another run was first, and nothing is written. */
export const appendAlertEvents = (
  store: ObjectStore,
  file: number,
  events: readonly AlertEvent[],
): Promise<boolean> =>
  store.put(keys.alertEventFile(file), writeParquet(columnsOf(events)), { ifAbsent: true });

const columns: Readonly<Record<keyof AlertEvent, ParquetColumn['type']>> = {
  alert_id: 'text',
  series: 'text',
  event: 'text',
  metric: 'text',
  dimension: 'text',
  value: 'text',
  watch: 'text',
  threshold: 'number',
  since: 'text',
  day: 'text',
  because: 'text',
  as_of: 'text',
  run: 'text',
};

const columnsOf = (events: readonly AlertEvent[]): ParquetColumn[] =>
  Object.entries(columns).map(([name, type]) => ({
    name,
    type,
    values: events.map((event) => event[name as keyof AlertEvent]),
  }));
