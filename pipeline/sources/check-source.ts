import type { ReasonCount, SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import type { RowRule } from '../../contracts/sources/column.ts';
import { identifier, literal, secondsText } from '../sql/sql-text.ts';
import { selectConsents } from './consent.ts';
import { duplicateRule, malformedLine, selectFlagged, unknownCustomer } from './flag-rows.ts';
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
  readonly reasons: readonly ReasonCount[];
}

/** Judges every row of one source by every rule, in the warehouse; bad rows leave for `quarantine/` as they stood. */
export async function judgeSource(warehouse: Warehouse, check: SourceCheck): Promise<JudgedSource> {
  const { source, run } = check;
  const rules = rowRules(source, check.setting);
  const flagged = `${source.contract.name}_flagged`;
  await warehouse.create(
    flagged,
    selectFlagged(source, check.from, { currency: check.setting.currency, rules }),
  );
  const counted = await countReasons(warehouse, flagged, [...rules, ...otherRules(source)]);
  const [total] = await warehouse.rows(
    `select count(*) as n, count_if(reasons <> '') as bad from ${flagged}`,
  );
  const lines = await countLines(warehouse, check.malformed);
  const bad = Number(total?.bad) === 0 ? 0 : await setRowsAside(warehouse, source, flagged, run);
  if (lines > 0) await setLinesAside(warehouse, source, check.malformed, run);
  const reasons = lines === 0 ? counted : [{ ...malformedLine, rows: lines }, ...counted];
  return { ...check, flagged, read: Number(total?.n) + lines, bad, lines, reasons };
}

/** Writes the good rows of a judged source as Parquet under `clean/`. */
export async function keepRows(warehouse: Warehouse, judged: JudgedSource): Promise<SourceReport> {
  const { source, run, bad, lines, read, flagged } = judged;
  const { name, columns } = source.contract;
  const kept = await unloadKept(warehouse, judged);
  return accounted({
    source: name,
    input: judged.input,
    read,
    kept,
    merged: name === 'customers' ? read - lines - bad - kept : 0,
    quarantined: bad + lines,
    reasons: judged.reasons,
    mapped: source.mapped,
    unmapped: Object.keys(columns).filter((column) => !source.mapped.includes(column)),
    ...(await span(warehouse, source, flagged)),
    quarantine: bad + lines > 0 ? keys.quarantine(run, name) : null,
  });
}

function accounted(report: SourceReport): SourceReport {
  const { read, kept, merged, quarantined, source } = report;
  if (kept + merged + quarantined !== read || merged < 0) {
    throw new HoldfastError(
      `${source}: ${read} rows read but ${kept} kept, ${merged} merged and ${quarantined} set aside; nothing may be lost. Please report this.`,
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
    return `cast(${name} * ${rateOf(setting)} as decimal(18,4)) as ${name}`;
  });
  return `select ${columns.join(', ')} from ${flagged} where reasons = ''`;
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
    from (select f.*, ${place} as place from ${flagged} f where reasons = '') g
    join (${selectConsents(source, flagged)}) a on a.linked_id = g.linked_id
    where g.place = 1`;
}

function rateOf({ currency, rates }: RuleSetting): string {
  const whens = Object.entries(rates).map(
    ([code, rate]) => `when ${literal(code)} then cast(${literal(rate.toFixed(8))} as decimal(16,8))`,
  );
  if (whens.length === 0) return 'cast(1 as decimal(16,8))';
  return `case currency when ${literal(currency)} then cast(1 as decimal(16,8)) ${whens.join(' ')} end`;
}

async function span(
  warehouse: Warehouse,
  { contract }: MappedSource,
  flagged: string,
): Promise<{ from: string | null; until: string | null }> {
  if (contract.happenedAt === undefined) return { from: null, until: null };
  const at = contract.happenedAt;
  const [row] = await warehouse.rows(
    `select ${secondsText(`min(${at})`)} as first_at, ${secondsText(`max(${at})`)} as last_at from ${flagged} where reasons = ''`,
  );
  return { from: textOrNull(row, 'first_at'), until: textOrNull(row, 'last_at') };
}

const textOrNull = (row: Row | undefined, name: string): string | null =>
  row?.[name] == null ? null : String(row[name]);
