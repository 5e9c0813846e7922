import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { matchColumns, nameFit } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { ofShape, shapeOf } from '../read/shape.ts';
import { joinTables } from '../tables/join-tables.ts';
import type { RelatedInput } from '../tables/related-input.ts';
import type { Recognised } from '../tables/which-source.ts';

const leaving =
  /^(churn|churned|cancel|cancelled|canceled|cancellation|terminated|left|gekundigt|kundigung|resiliation|baja|disdetta|rezygnacji|reziliere|ухода|cancelacion|cancelamento|cancelado|opgezegd|opzegging|opzegdatum)$/;

/** The day on which some of a table's customers left. */
export const dayOfLeaving = ({ columns }: InputProfile): ColumnProfile | undefined =>
  columns.find(
    (column) =>
      shapeOf(column) === 'time' &&
      column.filled < 0.95 * column.rows &&
      wordsOf(column.name).some((word) => leaving.test(word)),
  );

/**
 * A table of customers that says when each came and when some left is one of contracts as well, where a column names the
 * fee: its own, or the plan's in another table. Null where none does.
 */
export async function contractsOfMembers(
  warehouse: Warehouse,
  members: Recognised,
  related: readonly RelatedInput[],
): Promise<Recognised | null> {
  const { input } = members;
  const [customer, start] = ['customer_id', 'joined_at'].map((name) => find(members, name)?.column);
  const end = dayOfLeaving(input);
  if (!customer || !start || !end || members.query !== undefined || start.filled < 0.95 * start.rows)
    return null;
  const settled = { customer_id: customer, subscription_id: null, started_at: start, ended_at: end };
  const fee = ofShape(input, 'number', 'count').find(
    (column) => nameFit('subscriptions', 'monthly_amount', column) > 0.75,
  );
  const matched = matchColumns(sourceContracts.subscriptions, input, {
    ...settled,
    ...(fee ? { monthly_amount: fee } : {}),
  });
  const own: Recognised | null = fee
    ? { source: 'subscriptions', input, inputs: members.inputs, score: 0, ...matched }
    : null;
  const whole =
    own ?? (await joinTables(warehouse, related, { source: 'subscriptions', from: [input], settled }));
  const text = `${customer.name} of ${input.name} counts as a contract from ${start.name} to ${end.name}. If nothing was agreed on that can end, delete sources.subscriptions.`;
  return whole && { ...whole, questions: [{ key: 'sources.subscriptions', text }] };
}
