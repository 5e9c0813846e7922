import type { ReasonCount, Rhythm, SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { RowRule } from '../../contracts/sources/column.ts';
import type { DayCount } from '../recognise/dense-span.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import { selectConsents } from './consent.ts';
import { inReportingCurrency } from './convert-money.ts';
import { countDays } from './count-days.ts';
import { duplicateRule, malformedLine, selectFlagged, unknownCustomer } from './flag-rows.ts';
import { rhythmOf } from './freshness.ts';
import type { MappedSource } from './map-source.ts';
import { type RuleSetting, rowRules } from './row-rules.ts';
import { setLinesAside, setRowsAside } from './set-aside.ts';

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

/** A source whose rows are all judged, bad ones set aside; the good ones are still to be written. */
export interface JudgedSource extends SourceCheck {
  readonly flagged: string;
  readonly read: number;
  readonly bad: number;
  readonly lines: number;
  readonly later: number;
  readonly reasons: readonly ReasonCount[];
  readonly days: readonly DayCount[];
  readonly rhythm: Rhythm | null;
}

/** Judges every row of one source by every rule, in the warehouse; bad rows leave for `quarantine/` as they stood. */
export async function judgeSource(warehouse: Warehouse, check: SourceCheck): Promise<JudgedSource> {
  const { source, run } = check;
  const rules = rowRules(source, check.setting);
  const flagged = `${source.contract.name}_flagged`;
  await warehouse.create(flagged, selectFlagged(source, check.from, { ...check.setting, rules }));
  const counted = await countReasons(warehouse, flagged, [...rules, ...otherRules(source)]);
  const [total] = await warehouse.rows(
    `select count(*) as n, count_if(reasons <> '') as bad, count_if(is_later) as later from ${flagged}`,
  );
  const lines = await countLines(warehouse, check.malformed);
  const bad = Number(total?.bad) === 0 ? 0 : await setRowsAside(warehouse, source, flagged, run);
  if (lines > 0) await setLinesAside(warehouse, source, check.malformed, run);
  const reasons = lines === 0 ? counted : [{ ...malformedLine, rows: lines }, ...counted];
  const days = await daysOf(warehouse, check, flagged);
  const { business, churn } = check.config;
  return {
    ...check,
    ...{ flagged, bad, lines, reasons, days },
    read: Number(total?.n) + lines,
    later: Number(total?.later),
    rhythm: rhythmOf(days, { until: business.dataUntil, lagDays: churn.lagDays }),
  };
}

/** Writes the good rows of a judged source as Parquet under `clean/`. */
export async function keepRows(warehouse: Warehouse, judged: JudgedSource): Promise<SourceReport> {
  const { source, run, bad, lines, later, read } = judged;
  const { name, columns } = source.contract;
  const kept = await unloadKept(warehouse, judged);
  return accounted({
    source: name,
    input: judged.input,
    read,
    kept,
    merged: name === 'customers' ? read - lines - bad - later - kept : 0,
    later,
    quarantined: bad + lines,
    reasons: judged.reasons,
    mapped: source.mapped,
    unmapped: Object.keys(columns).filter((column) => !source.mapped.includes(column)),
    from: judged.days[0]?.day ?? null,
    until: judged.days.at(-1)?.day ?? null,
    rhythm: judged.rhythm,
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
  flagged: string,
  rules: readonly Pick<RowRule, 'code' | 'means'>[],
): Promise<ReasonCount[]> {
  const counts = rules.map(
    ({ code }, i) => `count_if(strpos(',' || reasons || ',', ${literal(`,${code},`)}) > 0) as c_${i}`,
  );
  const [row] = await warehouse.rows(`select ${counts.join(', ')} from ${flagged}`);
  return rules
    .map(({ code, means }, i) => ({ code, means, rows: Number(row?.[`c_${i}`] ?? 0) }))
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

async function unloadKept(warehouse: Warehouse, judged: JudgedSource): Promise<number> {
  const { source, run } = judged;
  const names = Object.keys(source.columns);
  const files = await warehouse.unload(
    source.contract.name === 'customers' ? selectKeptCustomers(judged) : selectKept(judged),
    keys.clean(run, source.contract.name),
    { orderBy: names },
  );
  return files.reduce((sum, file) => sum + file.rows, 0);
}

/** Good rows with the contract's columns: ids resolved, money in the reporting currency. */
function selectKept({ source, flagged, setting }: JudgedSource): string {
  const columns = Object.entries(source.columns).map(([name, column]) => {
    if (name === 'customer_id') return 'linked_id as customer_id';
    if (column.type !== 'money' || !('currency' in source.columns)) return name;
    return `${inReportingCurrency(name, setting)} as ${name}`;
  });
  return `select ${columns.join(', ')} from ${flagged} where ${isKept}`;
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
    join (${selectConsents(source, flagged)}) a on a.linked_id = g.linked_id
    where g.place = 1`;
}

/** Customers count from the day on which they are known. */
async function daysOf(warehouse: Warehouse, check: SourceCheck, flagged: string): Promise<DayCount[]> {
  const { name, happenedAt } = check.source.contract;
  if (happenedAt === undefined) return [];
  const at = name === 'customers' ? `greatest(${happenedAt}, known_at)` : happenedAt;
  const { timeZone } = check.config.business;
  return countDays(warehouse, { from: `(select * from ${flagged} where ${isKept})`, at, timeZone });
}
