import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { find } from '../columns/propose-columns.ts';
import { moment } from '../read/moment.ts';
import { ofShape } from '../read/shape.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { plainKey, type RelatedInput } from './related-input.ts';
import { type Recognised, tableOf } from './which-source.ts';

const most = 0.8;

/**
 * Whether what a table with one row each says happened to customers after they were there: an answer, a case, a leaving.
 * Master data bear the day on which somebody joined, which lies before what they did.
 * @param key the column of the table that holds the customer
 */
export async function liesLater(
  warehouse: Warehouse,
  { input, key, acting }: { input: RelatedInput; key: ColumnProfile; acting: Recognised },
): Promise<boolean> {
  const times = ofShape(input, 'time').flatMap((column) => moment(column) ?? []);
  const who = find(acting, 'customer_id')?.column;
  const first = find(acting, sourceContracts[acting.source].happenedAt ?? '')?.column;
  const since = first && moment(first);
  if (times.length === 0 || !who || !since) return false;
  const beyond = times.map((time) => `coalesce(${time}, timestamp '9999-01-01 00:00:00')`);
  const earliest = beyond.length === 1 ? beyond[0] : `least(${beyond.join(', ')})`;
  const [row] = await warehouse.rows(
    `select count(*) as n, count_if(t.at > a.since) as later
     from (select ${plainKey(sqlText(key))} as k, ${earliest} as at from ${tableOf(input.query === undefined ? { input } : { input, query: input.query })}) t
     join (select ${plainKey(sqlText(who))} as k, min(${since}) as since from ${tableOf(acting)} group by 1) a on a.k = t.k
     where t.at < timestamp '9999-01-01 00:00:00'`,
  );
  return Number(row?.n ?? 0) > 0 && Number(row?.later) >= most * Number(row?.n);
}
