import { readDocument, sha256, writeDocument } from '../../contracts/artefacts/document.ts';
import {
  type LedgerMigration,
  ledgerMigrationDocument,
  type MigratedFile,
} from '../../contracts/artefacts/ledger-migration.ts';
import { assignmentColumns } from '../../contracts/artefacts/list-columns.ts';
import { addDays } from '../../contracts/business-day.ts';
import { type Arm, standingCampaign } from '../../contracts/campaign.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Row } from '../../contracts/ports/warehouse.ts';
import { listedRun } from '../published/listed-run.ts';
import { readParquet } from '../tables/parquet.ts';
import { listParquet } from './list-files.ts';
import { listTable } from './list-table.ts';

export interface MigrationRequest {
  /** How long an arm of the standing campaign binds. */
  readonly horizonDays: number;
  /** Which run counts on dates where no published list says so. */
  readonly counted: ReadonlyMap<string, string>;
  /** False: only say what would be done. */
  readonly apply: boolean;
}

/**
 * Reads the arms of the time before campaigns, a file for each date and run, into the ledger as draws of the standing
 * campaign: of each date the file of the run whose list is published; of a customer drawn night after night the first
 * draw, and another once that arm has run out. The old files stay. Killed half-way it goes on where it was.
 * @returns what came of each file; null where there is nothing to migrate
 * @throws HoldfastError where it cannot be known which run counts, or where the ledger holds other draws already
 */
export async function migrateLedger(
  store: ObjectStore,
  request: MigrationRequest,
): Promise<LedgerMigration | null> {
  const done = await readDocument(store, ledgerMigrationDocument, keys.migration);
  if (done !== null) return done.value;
  const dates = await oldFiles(store);
  if (dates.size === 0) return null;
  const counting = await runsThatCount(store, dates, request);
  const known = new Map<string, LastDraw>();
  const files: MigratedFile[] = [];
  let next = 1;
  for (const [asOf, runs] of dates) {
    for (const run of runs) {
      const rows = await readOld(store, asOf, run);
      const counts = counting.get(asOf) === run;
      const { draws, changedArm } = counts
        ? firstDraws(rows, known, { asOf, run, file: next, horizonDays: request.horizonDays })
        : { draws: [], changedArm: 0 };
      files.push({ asOf, run, rows: rows.length, counts, taken: draws.length, changedArm });
      if (draws.length === 0) continue;
      await putDraws(store, next, draws, request.apply);
      next += 1;
    }
  }
  const { horizonDays } = request;
  const migration = { state: 'complete', campaign: standingCampaign, horizonDays, files } as const;
  if (request.apply) await writeDocument(store, ledgerMigrationDocument, keys.migration, migration);
  return migration;
}

/** Runs of each date, dates and runs in order. */
async function oldFiles(store: ObjectStore): Promise<Map<string, string[]>> {
  const dates = new Map<string, string[]>();
  for (const { key } of await store.list(keys.assignments)) {
    const [, asOf, run] = /as_of=(\d{4}-\d{2}-\d{2})\/run=([^/]+)\.parquet$/.exec(key) ?? [];
    if (asOf === undefined || run === undefined)
      throw new HoldfastError(
        `${store.locate(key)} is not a file of arms. Move it elsewhere and migrate again.`,
      );
    dates.set(asOf, [...(dates.get(asOf) ?? []), run]);
  }
  return dates;
}

/** The run whose list is published for each date, by its manifest, else as told, else the only one there is. */
async function runsThatCount(
  store: ObjectStore,
  dates: ReadonlyMap<string, readonly string[]>,
  { counted }: MigrationRequest,
): Promise<Map<string, string>> {
  const counting = new Map<string, string>();
  const open: string[] = [];
  for (const [asOf, runs] of dates) {
    const run =
      counted.get(asOf) ?? (await listedRun(store, asOf)) ?? (runs.length === 1 ? runs[0] : undefined);
    if (run === undefined || !runs.includes(run)) open.push(`  ${asOf}: ${runs.join(', ')}`);
    else counting.set(asOf, run);
  }
  if (open.length === 0) return counting;
  throw new HoldfastError(
    `Whose arms count on these dates is not known: none of these runs made a published list.\n${open.join('\n')}\nDecide with --count, such as --count 2026-01-31=RUN, for each of them.`,
  );
}

const isArm = ({ customer_id: id, arm }: Row): boolean =>
  typeof id === 'string' && (arm === 'contact' || arm === 'control');

async function readOld(store: ObjectStore, asOf: string, run: string): Promise<Row[]> {
  const key = `${keys.assignments}as_of=${asOf}/run=${run}.parquet`;
  const bytes = await store.get(key);
  if (bytes === null) throw new HoldfastError(`${store.locate(key)} was there a moment ago and is gone`);
  const rows = await readParquet(bytes).catch(() => null);
  if (rows?.every(isArm)) return rows;
  throw new HoldfastError(
    `${store.locate(key)} is not a whole file of arms, with customer_id and an arm (contact or control) in each row: restore it from a backup, then migrate again.`,
  );
}

interface LastDraw {
  readonly term: number;
  readonly until: string;
  readonly arm: Arm;
}

interface OldFile {
  readonly asOf: string;
  readonly run: string;
  /** Number of the ledger's file that the draws go into. */
  readonly file: number;
  readonly horizonDays: number;
}

/** The rows of customers whom no arm binds on that date; notes their draws as the last known. */
function firstDraws(
  rows: readonly Row[],
  known: Map<string, LastDraw>,
  { asOf, run, file, horizonDays }: OldFile,
): { draws: Row[]; changedArm: number } {
  const draws: Row[] = [];
  let changedArm = 0;
  for (const row of rows) {
    const [id, arm] = [String(row.customer_id), row.arm as Arm];
    const last = known.get(id);
    if (last !== undefined && asOf < last.until) {
      if (last.arm !== arm) changedArm += 1;
      continue;
    }
    const term = (last?.term ?? 0) + 1;
    const until = addDays(asOf, horizonDays);
    known.set(id, { term, until, arm });
    draws.push({ ...row, campaign: standingCampaign, term, as_of: asOf, arm_until: until, run, draw: file });
  }
  return { draws, changedArm };
}

/** Puts a file of the ledger, or finds the same there from an attempt before. */
async function putDraws(
  store: ObjectStore,
  file: number,
  draws: readonly Row[],
  apply: boolean,
): Promise<void> {
  const bytes = listParquet(listTable('assignments', assignmentColumns, draws));
  const there = await store.get(keys.arms(file));
  if (there === null && (!apply || (await store.put(keys.arms(file), bytes, { ifAbsent: true })))) return;
  if (there !== null && sha256(there) === sha256(bytes)) return;
  throw new HoldfastError(
    `${store.locate(keys.arms(file))} already holds other draws: the arms of earlier versions must enter the ledger before any list draws. Restore the ledger as it was before, or ask for help.`,
  );
}
