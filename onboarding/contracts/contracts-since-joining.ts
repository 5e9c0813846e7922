import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { find } from '../columns/propose-columns.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { overlap, type RelatedInput, readFrom, relatedQuery } from '../tables/related-input.ts';
import { fileFit, type Recognised } from '../tables/which-source.ts';
import { dayOfLeaving } from './contracts-of-members.ts';
import { joinedContracts } from './joined-contracts.ts';

const known = 0.9;
const since = 'joined_on';

/**
 * A table that is called contracts, of one for each customer, and says when some ended but not when any began: since their
 * customers joined, which another table says. Null where there is none.
 */
export async function contractsSinceJoining(
  warehouse: Warehouse,
  members: Recognised,
  related: readonly RelatedInput[],
): Promise<Recognised | null> {
  const [customer, joined] = ['customer_id', 'joined_at'].map((name) => find(members, name)?.column);
  if (!customer || !joined || members.query !== undefined || joined.filled < 0.95 * joined.rows) return null;
  for (const input of related.filter((one) => one.name !== members.input.name)) {
    const end = dayOfLeaving(input);
    const key = fileFit('subscriptions', input) > 0 && end ? keyOf(input, customer) : undefined;
    if (!end || !key) continue;
    const whole = await withJoined(warehouse, input, { key, customer, joined, members: members.input });
    const started = whole.columns.find(({ name }) => name === since) ?? null;
    const settled = { customer_id: key, started_at: started, ended_at: end };
    const text = `no column of ${input.name} says when contracts began: each is taken to run since ${joined.name} of ${members.input.name}. If they began later, map their own day.`;
    return joinedContracts(whole, settled, [
      { key: 'sources.subscriptions.columns.started_at', text, decides: true },
    ]);
  }
  return null;
}

const keyOf = ({ columns }: RelatedInput, customer: ColumnProfile): ColumnProfile | undefined =>
  columns.find(
    (column) =>
      column.name.toLowerCase() === customer.name.toLowerCase() &&
      column.distinct >= 0.99 * column.rows &&
      overlap(column, customer).exact >= known,
  );

interface Joined {
  readonly key: ColumnProfile;
  readonly customer: ColumnProfile;
  readonly joined: ColumnProfile;
  readonly members: RelatedInput;
}

async function withJoined(
  warehouse: Warehouse,
  input: RelatedInput,
  { key, customer, joined, members }: Joined,
): Promise<RelatedInput> {
  const query = `select b.*, m.v as ${since}
from ${readFrom(input)} b
left join (select ${sqlText(customer)} as k, min(${sqlText(joined)}) as v from ${readFrom(members)} c group by 1) m on m.k = ${sqlText(key).replace(/^(cast\()?/, '$1b.')}`;
  const column: ColumnProfile = { ...joined, name: since, type: 'varchar', rows: input.rows };
  const remarks = [...input.remarks, `${since} stands in ${members.name}.${joined.name}`];
  return relatedQuery(warehouse, { ...input, columns: [...input.columns, column], remarks }, query, [
    ...input.parts,
    ...members.parts,
  ]);
}
