import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { selectConsents, wishes } from './consent.ts';
import { inReportingCurrency } from './convert-money.ts';
import { hasKey, type Judging, selectGood } from './flag-rows.ts';
import type { JudgedSource, SourceCheck } from './judged-source.ts';
import type { MappedSource } from './map-source.ts';

/** Of a flagged table: true for a good row that is known. */
export const isKept = "reasons = '' and not is_later and not is_repeat";

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

/** Writes the good rows of any other source; `flagged` is the table of those that were looked at closely. */
export const keepGoodRows = (
  warehouse: Warehouse,
  check: SourceCheck,
  judging: Judging,
  flagged: string | null,
): Promise<number> => unloadKept(warehouse, check, selectKept(check, judging, flagged));

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
function selectKeptCustomers({ source, flagged, setting }: JudgedSource): string {
  const names = Object.keys(source.columns);
  const place = `row_number() over (partition by linked_id order by case when linked_id = customer_id then 0 else 1 end,
    copy_number, ${source.inputColumns.map((_, i) => `in_${i}`).join(', ')})`;
  const chosen = names.map((name) => {
    if (name === 'customer_id') return 'g.linked_id as customer_id';
    return wishes.includes(name) ? `a.${name}` : `g.${name}`;
  });
  const kept = `select * from (select f.*, ${place} as place from ${flagged} f where ${isKept}) p where p.place = 1`;
  const said = selectConsents(source, { flagged: flagged ?? '', kept }, setting);
  return `select ${chosen.join(', ')} from (${kept}) g join (${said}) a on a.linked_id = g.linked_id`;
}
