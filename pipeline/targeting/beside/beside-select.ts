import { identifier } from '../../sql/sql-text.ts';

/** What the context takes of the scores, but for the priority. */
const scored = [
  'customer_id',
  'standing',
  'churn',
  'churn_low',
  'churn_high',
  'clv',
  'clv_p10',
  'clv_p50',
  'clv_p90',
  'clv_if_kept',
  'clv_if_lost',
  'value_at_risk',
];

/**
 * SELECT of ranked customers for a list with an order of its own, which the context then reads like all ranked customers.
 * @param ranked table of `rankedSelect`, `s` in the parts that follow
 * @param priority SQL of what orders the list, the highest first
 * @param whom the rest of the query: joins and conditions
 */
export const besideSelect = (ranked: string, priority: string, whom: string): string =>
  `select ${scored.map((name) => `s.${name}`).join(', ')}, ${priority} as priority
  from ${identifier(ranked)} s ${whom}`;
