import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { RowRule, SourceName } from '../../contracts/sources/column.ts';
import type { DayCount } from '../recognise/day-count.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import { contractMoments } from './contract-days.ts';
import { countDays } from './count-days.ts';
import { countReasons, otherRules } from './count-reasons.ts';
import { cureOf, withShapes } from './explain-reason.ts';
import {
  type Judging,
  malformedLine,
  selectFlagged,
  selectLater,
  selectSuspects,
  selectTwice,
} from './flag-rows.ts';
import { rhythmOf } from './freshness.ts';
import type { JudgedSource, SourceCheck } from './judged-source.ts';
import { isKept, keepGoodRows } from './keep-rows.ts';
import { rowRules } from './row-rules.ts';
import { setLinesAside, setRowsAside } from './set-aside.ts';
import { sumOrders } from './sum-orders.ts';

/** Told what is done, from 0 to 1. */
type Step = (share: number, what: string) => void;

/**
 * Judges every row of one source by every rule, in the warehouse. Good rows leave as Parquet under `clean/`, typed and in one
 * stream; those that need a second look, be it for a rule or for their key, make a table with their columns as they stood, and
 * the bad ones leave for `quarantine/`. Customers and identities are few and are looked at closely one and all; customers are
 * written by `keepCustomers`, when all is known of their consent.
 */
export async function judgeSource(
  warehouse: Warehouse,
  check: SourceCheck,
  step: Step,
): Promise<JudgedSource> {
  const { source, setting } = check;
  const { name } = source.contract;
  const rules = rowRules(source, setting);
  const judging = { source, from: await stableRows(warehouse, check), setting: { ...setting, rules } };
  const lines = await countLines(warehouse, check.malformed);
  const rows = await countRows(warehouse, judging.from);
  const found = isSmall(name)
    ? await judgeAll(warehouse, judging)
    : await judgeBySuspicion(warehouse, check, judging, { rows, step });
  step(0.9, `${name}: quarantine`);
  const {
    bad,
    later,
    repeated,
    reasons: counted,
  } = await setAside(warehouse, check, { flagged: found.flagged, rules, read: rows });
  if (lines > 0) await setLinesAside(warehouse, source, check.malformed, check.run);
  const cure = cureOf(malformedLine.code, source);
  const unread = lines === 0 ? [] : [{ ...malformedLine, rows: lines, cure, shapes: [] }];
  const reasons = [...unread, ...counted];
  const days = await daysOf(warehouse, check, found);
  const { business, churn } = check.config;
  return {
    ...check,
    ...found,
    ...{ bad, lines, repeated, reasons, days },
    read: rows + lines,
    later: later + found.later,
    rhythm: rhythmOf(days, { until: business.dataUntil, lagDays: churn.lagDays }),
    sums: name === 'orders' ? await sumOrders(warehouse, 'orders_kept') : null,
  };
}

const isSmall = (name: SourceName): boolean => name === 'customers' || name === 'identities';

/** A query is run once: what it costs, and whether it answers alike each time, is not known. */
async function stableRows(warehouse: Warehouse, { source, from }: SourceCheck): Promise<string> {
  if (source.config.query === undefined) return from;
  const table = tableOf(source);
  await warehouse.create(table, `select * from ${from} q`);
  return table;
}

const tableOf = ({ contract }: SourceCheck['source']): string => `${contract.name}_rows`;

/** Where the rows of a source that was judged stand. */
export const judgedRows = ({ source, from }: SourceCheck): string =>
  source.config.query === undefined ? from : tableOf(source);

async function countRows(warehouse: Warehouse, from: string): Promise<number> {
  const [row] = await warehouse.rows(`select count(*) as n from ${from} r`);
  return Number(row?.n);
}

type Found = Pick<JudgedSource, 'flagged' | 'kept' | 'later'>;

async function judgeAll(warehouse: Warehouse, judging: Omit<Judging, 'twice'>): Promise<Found> {
  const flagged = await flag(warehouse, { ...judging, twice: null }, { all: true });
  return { flagged, kept: null, later: 0 };
}

/** The rows in question are looked for where keys come twice, or where fewer rows were written than there are. */
async function judgeBySuspicion(
  warehouse: Warehouse,
  check: SourceCheck,
  judging: Omit<Judging, 'twice'>,
  { rows, step }: { rows: number; step: Step },
): Promise<Found> {
  const { name } = check.source.contract;
  step(0, `${name}: keys`);
  const twice = await findTwice(warehouse, judging);
  const suspicious = { ...judging, twice };
  const early = twice === null ? null : await flag(warehouse, suspicious, { all: false });
  step(0.3, `${name}: good rows`);
  const kept = await keepGoodRows(warehouse, check, suspicious, early);
  if (kept === rows) return { flagged: early, kept, later: 0 };
  step(0.7, `${name}: doubtful rows`);
  const later = await countRows(warehouse, `(${selectLater(judging)})`);
  return { flagged: early ?? (await flag(warehouse, suspicious, { all: false })), kept, later };
}

/** A table of the hashes of keys that come more than once, or null. */
async function findTwice(warehouse: Warehouse, judging: Omit<Judging, 'twice'>): Promise<string | null> {
  const select = selectTwice(judging);
  if (select === null) return null;
  const table = `${judging.source.contract.name}_twice`;
  await warehouse.create(table, select);
  return (await countRows(warehouse, table)) === 0 ? null : table;
}

/** The table of suspects with their reasons. */
async function flag(warehouse: Warehouse, judging: Judging, which: { all: boolean }): Promise<string> {
  const { name } = judging.source.contract;
  await warehouse.create(`${name}_suspects`, selectSuspects(judging, which));
  await warehouse.create(`${name}_flagged`, selectFlagged(judging.source, `${name}_suspects`));
  return `${name}_flagged`;
}

async function setAside(
  warehouse: Warehouse,
  { source, run }: SourceCheck,
  { flagged, rules, read }: { flagged: string | null; rules: readonly RowRule[]; read: number },
): Promise<Pick<JudgedSource, 'bad' | 'later' | 'repeated' | 'reasons'>> {
  if (flagged === null) return { bad: 0, later: 0, repeated: 0, reasons: [] };
  const counted = await countReasons(warehouse, source, flagged, [...rules, ...otherRules(source)]);
  const reasons = await withShapes(warehouse, source, { flagged, reasons: counted, read });
  const [total] = await warehouse.rows(
    `select count_if(reasons <> '') as bad, count_if(is_later) as later, count_if(is_repeat) as repeated from ${flagged}`,
  );
  const bad = Number(total?.bad) === 0 ? 0 : await setRowsAside(warehouse, source, flagged, run);
  return { bad, later: Number(total?.later), repeated: Number(total?.repeated), reasons };
}

async function countLines(warehouse: Warehouse, tables: readonly string[]): Promise<number> {
  let lines = 0;
  for (const table of tables) {
    const [row] = await warehouse.rows(`select count(*) as n from ${identifier(table)}`);
    lines += Number(row?.n);
  }
  return lines;
}

/** Customers count from the day on which they are known, contracts also when their end becomes known. */
async function daysOf(
  warehouse: Warehouse,
  check: SourceCheck,
  { flagged, kept }: Found,
): Promise<DayCount[]> {
  const { name, happenedAt } = check.source.contract;
  if (happenedAt === undefined) return [];
  const { timeZone } = check.config.business;
  if (kept === null) {
    const at = name === 'customers' ? `greatest(${happenedAt}, known_at)` : happenedAt;
    return countDays(warehouse, { from: `(select * from ${flagged} where ${isKept})`, at, timeZone });
  }
  await warehouse.attach(`${name}_kept`, keys.clean(check.run, name));
  if (name !== 'subscriptions')
    return countDays(warehouse, { from: `${name}_kept`, at: happenedAt, timeZone });
  const moments = await contractMoments(warehouse, `${name}_kept`);
  const from = `(select moment_at from ${moments} m where moment_at < timestamp ${literal(check.setting.dataUntil)})`;
  return countDays(warehouse, { from, at: 'moment_at', timeZone });
}
