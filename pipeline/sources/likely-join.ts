import type { Config, SourceConfig } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { write } from '../reports/format.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import { unknownCustomer } from './flag-rows.ts';

/** Ways in which two exports write one id, each with SQL that makes them alike. */
const spellings: readonly { readonly but: string; readonly alike: (id: string) => string }[] = [
  { but: 'leading zeros', alike: (id) => `trim(leading '0' from ${id})` },
  { but: '.0 at the end', alike: (id) => `regexp_replace(${id}, '[.]0+$', '')` },
  { but: 'upper and lower case', alike: (id) => `lower(${id})` },
  { but: 'spaces', alike: (id) => `replace(${id}, ' ', '')` },
  { but: 'a leading +', alike: (id) => `trim(leading '+' from ${id})` },
  {
    but: 'zeros, .0, case, spaces and a leading +',
    alike: (id) =>
      `lower(trim(leading '0' from trim(leading '+' from regexp_replace(replace(${id}, ' ', ''), '[.]0+$', ''))))`,
  },
];

/**
 * How the ids of a source agree with those of customers where, as they stand, most do not: in words, with the setting; null
 * where no spelling explains at least half of the unknown ids.
 * @param flagged table of the rows that were set aside, with reasons
 */
export async function likelyJoin(
  warehouse: Warehouse,
  config: Config,
  { name, flagged }: { readonly name: SourceName; readonly flagged: string },
): Promise<string | null> {
  const unknown = `select distinct customer_id as id from ${flagged}
    where strpos(',' || reasons || ',', ${literal(`,${unknownCustomer.code},`)}) > 0`;
  const matches = spellings.map(
    ({ alike }, i) =>
      `count_if(${alike('u.id')} in (select ${alike('customer_id')} from customer_ids)) as m_${i}`,
  );
  const [row] = await warehouse.rows(`select count(*) as n, ${matches.join(', ')} from (${unknown}) u`);
  const ids = Number(row?.n);
  const best = spellings.findIndex((_, i) => 2 * Number(row?.[`m_${i}`]) >= ids);
  if (ids === 0 || best < 0) return null;
  const { but, alike } = spellings[best]!;
  const setting = (source: SourceName) =>
    `sources.${source}.columns.customer_id: { sql: "${alike(idOf(config.sources[source]))}" }`;
  return `${write.count(Number(row?.[`m_${best}`]))} of ${write.count(ids)} unknown ids match a customer's except for ${but}. Write both the same way: ${setting('customers')} and ${setting(name)}`;
}

/** The config's expression for the id, within double quotes. */
function idOf(source: SourceConfig | undefined): string {
  const map = source?.columns.customer_id;
  if (typeof map === 'object' && map.sql !== undefined) return map.sql.replaceAll('"', '\\"');
  const column = (typeof map === 'object' ? map.column : map) ?? 'customer_id';
  return /^[a-z_][a-z0-9_]*$/i.test(column) ? column : identifier(column).replaceAll('"', '\\"');
}
