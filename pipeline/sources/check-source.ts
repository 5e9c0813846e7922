import type { ReasonCount, Rhythm, SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { RowRule, SourceName } from '../../contracts/sources/column.ts';
import type { DayCount } from '../recognise/dense-span.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import { selectConsents } from './consent.ts';
import { inReportingCurrency } from './convert-money.ts';
import { countDays } from './count-days.ts';
import { cureOf, withShapes } from './explain-reason.ts';
import {
  duplicateRule,
  hasKey,
  type Judging,
  malformedLine,
  selectFlagged,
  selectGood,
  selectLater,
  selectSuspects,
  selectTwice,
  unknownCustomer,
} from './flag-rows.ts';
import { rhythmOf } from './freshness.ts';
import type { MappedSource } from './map-source.ts';
import { type RuleSetting, rowRules } from './row-rules.ts';
import { setLinesAside, setRowsAside } from './set-aside.ts';
import { sumOrders } from './sum-orders.ts';

export interface SourceCheck {
  readonly source: MappedSource;
  /** Table or parenthesised query to read, and how a person calls it. */
  readonly from: string;
  readonly input: string;
  /** Tables of lines that could not be read as rows. */
  readonly malformed: readonly string[];
  readonly run: string;
  readonly config: Config;
  readonly setting: RuleSetting;
}

/** A source whose rows are all judged, bad ones set aside. */
export interface JudgedSource extends SourceCheck {
  /** Table of the rows that were looked at closely, with their reasons; null where every row is good at first sight. */
  readonly flagged: string | null;
  readonly read: number;
  /** Good rows written; null where they are still to be. */
  readonly kept: number | null;
  readonly bad: number;
  readonly lines: number;
  readonly later: number;
  readonly reasons: readonly ReasonCount[];
  readonly days: readonly DayCount[];
  readonly rhythm: Rhythm | null;
  readonly sums: SourceReport['sums'];
}

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
  step(0.9, `${name}: what is set aside`);
  const { bad, later, reasons: counted } = await setAside(warehouse, check, found.flagged, rules);
  if (lines > 0) await setLinesAside(warehouse, source, check.malformed, check.run);
  const cure = cureOf(malformedLine.code, source);
  const unread = lines === 0 ? [] : [{ ...malformedLine, rows: lines, cure, shapes: [] }];
  const reasons = [...unread, ...counted];
  const days = await daysOf(warehouse, check, found);
  const { business, churn } = check.config;
  return {
    ...check,
    ...found,
    ...{ bad, lines, reasons, days },
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
  const table = `${source.contract.name}_rows`;
  await warehouse.create(table, `select * from ${from} q`);
  return table;
}

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
  const kept = await unloadKept(warehouse, check, selectKept(check, suspicious, early));
  if (kept === rows) return { flagged: early, kept, later: 0 };
  step(0.7, `${name}: rows in question`);
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
  flagged: string | null,
  rules: readonly RowRule[],
): Promise<Pick<JudgedSource, 'bad' | 'later' | 'reasons'>> {
  if (flagged === null) return { bad: 0, later: 0, reasons: [] };
  const counted = await countReasons(warehouse, source, flagged, [...rules, ...otherRules(source)]);
  const reasons = await withShapes(warehouse, source, { flagged, reasons: counted });
  const [total] = await warehouse.rows(
    `select count_if(reasons <> '') as bad, count_if(is_later) as later from ${flagged}`,
  );
  const bad = Number(total?.bad) === 0 ? 0 : await setRowsAside(warehouse, source, flagged, run);
  return { bad, later: Number(total?.later), reasons };
}

/** Writes the customers, one row each, with what all sources together say of their consent. */
export const keepCustomers = (warehouse: Warehouse, judged: JudgedSource): Promise<number> =>
  unloadKept(warehouse, judged, selectKeptCustomers(judged));

/** Writes the map of identities, each alias with the customer at the end of its chain. */
export const keepIdentities = (warehouse: Warehouse, judged: JudgedSource): Promise<number> =>
  unloadKept(
    warehouse,
    judged,
    `select ${Object.keys(judged.source.columns)
      .map((name) => `${name === 'customer_id' ? 'l' : 'f'}.${name}`)
      .join(', ')} from (select * from ${judged.flagged} where ${isKept}) f
     join identity_links l on l.alias_id = f.alias_id`,
  );

/** What became of the rows, all accounted for. */
export function reportOf(judged: JudgedSource, kept: number): SourceReport {
  const { source, run, bad, lines, later, read } = judged;
  const { name, columns } = source.contract;
  return accounted({
    source: name,
    input: judged.input,
    read,
    kept,
    merged: name === 'customers' ? read - lines - bad - later - kept : 0,
    later,
    quarantined: bad + lines,
    reasons: [...judged.reasons],
    mapped: [...source.mapped],
    unmapped: Object.keys(columns).filter((column) => !source.mapped.includes(column)),
    from: judged.days[0]?.day ?? null,
    until: judged.days.at(-1)?.day ?? null,
    rhythm: judged.rhythm,
    sums: judged.sums,
    quarantine: bad + lines > 0 ? keys.quarantine(run, name) : null,
  });
}

/** Of a flagged table: true for a good row that is known. */
const isKept = "reasons = '' and not is_later";

function accounted(report: SourceReport): SourceReport {
  const { read, kept, merged, later, quarantined, source } = report;
  if (kept + merged + later + quarantined !== read || merged < 0) {
    throw new HoldfastError(
      `${source}: ${read} rows read but ${kept} kept, ${merged} merged, ${later} later and ${quarantined} set aside; nothing may be lost. Please report this.`,
    );
  }
  return report;
}

function otherRules(source: MappedSource): { code: string; means: string }[] {
  return [...(source.contract.ofCustomer ? [unknownCustomer] : []), duplicateRule(source)];
}

async function countReasons(
  warehouse: Warehouse,
  source: MappedSource,
  flagged: string,
  rules: readonly Pick<RowRule, 'code' | 'means'>[],
): Promise<ReasonCount[]> {
  const counts = rules.map(
    ({ code }, i) => `count_if(strpos(',' || reasons || ',', ${literal(`,${code},`)}) > 0) as c_${i}`,
  );
  const [row] = await warehouse.rows(`select ${counts.join(', ')} from ${flagged}`);
  return rules
    .map(({ code, means }, i) => ({
      ...{ code, means, cure: cureOf(code, source), shapes: [] },
      rows: Number(row?.[`c_${i}`] ?? 0),
    }))
    .filter((reason) => reason.rows > 0)
    .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
}

async function countLines(warehouse: Warehouse, tables: readonly string[]): Promise<number> {
  let lines = 0;
  for (const table of tables) {
    const [row] = await warehouse.rows(`select count(*) as n from ${identifier(table)}`);
    lines += Number(row?.n);
  }
  return lines;
}

async function unloadKept(
  warehouse: Warehouse,
  { source, run }: SourceCheck,
  select: string,
): Promise<number> {
  const files = await warehouse.unload(select, keys.clean(run, source.contract.name), {
    orderBy: orderOf(source),
  });
  return files.reduce((sum, file) => sum + file.rows, 0);
}

/** The key, where it is always there, tells rows apart; else all columns do. */
function orderOf(source: MappedSource): string[] {
  const { key, columns } = source.contract;
  const whole = hasKey(source) && key.every((name) => columns[name]?.required);
  return [...key, ...(whole ? [] : Object.keys(source.columns).filter((name) => !key.includes(name)))];
}

/** Good rows with the contract's columns: ids resolved, money in the reporting currency. */
function selectKept({ source, setting }: SourceCheck, judging: Judging, flagged: string | null): string {
  const columns = Object.entries(source.columns).map(([name, column]) => {
    if (name === 'customer_id') return 'linked_id as customer_id';
    if (column.type !== 'money' || !('currency' in source.columns)) return name;
    return `${inReportingCurrency(name, setting)} as ${name}`;
  });
  const good = `select ${columns.join(', ')} from (${selectGood(judging)}) g`;
  return flagged === null
    ? good
    : `${good} union all select ${columns.join(', ')} from ${flagged} where ${isKept}`;
}

/** One row per customer, under the id that stays: its own where there is one, else the first of an alias. */
function selectKeptCustomers({ source, flagged }: JudgedSource): string {
  const names = Object.keys(source.columns);
  const place = `row_number() over (partition by linked_id order by case when linked_id = customer_id then 0 else 1 end,
    copy_number, ${source.inputColumns.map((_, i) => `in_${i}`).join(', ')})`;
  const chosen = names.map((name) => {
    if (name === 'customer_id') return 'g.linked_id as customer_id';
    return name === 'contact_consent' ? 'a.contact_consent' : `g.${name}`;
  });
  return `select ${chosen.join(', ')}
    from (select f.*, ${place} as place from ${flagged} f where ${isKept}) g
    join (${selectConsents(source, flagged ?? '')}) a on a.linked_id = g.linked_id
    where g.place = 1`;
}

/** Customers count from the day on which they are known. */
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
  return countDays(warehouse, { from: `${name}_kept`, at: happenedAt, timeZone });
}
