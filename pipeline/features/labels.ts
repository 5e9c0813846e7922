import type { Config } from '../../contracts/config/config.ts';
import type { FactTables } from '../facts/facts-on-spine.ts';
import activeByTerms from './labels/active-by-terms.sql';
import activeByVisits from './labels/active-by-visits.sql';
import churnedByTerms from './labels/churned-by-terms.sql';
import churnedByVisits from './labels/churned-by-visits.sql';
import medianGap from './labels/median-gap.sql';
import valueText from './labels/value.sql';
import visitsActivity from './labels/visits-activity.sql';
import visitsOrders from './labels/visits-orders.sql';

/** Creates `actives` (spine_id): who was there at each as-of date, by the config's definition. */
export async function createActives(facts: FactTables, { churn }: Config): Promise<void> {
  await facts.create(
    'actives',
    churn.kind === 'contractual' ? activeByTerms : withVisits(activeByVisits, churn),
  );
}

/** Creates `churned` (spine_id, churned) and `earned` (spine_id, observed_value, full_value): what became of each. */
export async function createLabels(facts: FactTables, { churn, clv }: Config): Promise<void> {
  if (churn.kind === 'contractual') {
    await facts.create('churned', churnedByTerms.replaceAll('{{grace}}', String(churn.graceDays)));
  } else {
    await facts.create('median_gap', withVisits(medianGap, churn));
    await facts.create('churned', withVisits(churnedByVisits, churn));
  }
  await createEarned(facts, clv);
}

/** Creates `earned` alone, of which a row of the spine needs but its first instant and the ends of its value windows. */
export const createEarned = (facts: FactTables, { discountRate }: Pick<Config['clv'], 'discountRate'>) =>
  facts.create('earned', valueSelect(discountRate));

/** SELECT of labels, one row per row of the spine. */
export const labelsSelect = `select s.as_of, s.customer_id, cast(c.churned as double) as churned,
    cast(e.observed_value as double) as value, cast(e.full_value as double) as full_value
  from spine s
  left join churned c on c.spine_id = s.spine_id
  left join earned e on e.spine_id = s.spine_id
  where not s.is_scoring`;

/** Puts in what counts as a visit, and the fact of when customers were seen by it. */
function withVisits(sql: string, churn: Pick<Config['churn'], 'by'>): string {
  const seen = churn.by === 'orders' ? 'seen_buying' : 'seen_active';
  return sql.replaceAll('{{visits}}', `\n${visitsOf(churn)}`).replaceAll('{{seen}}', seen);
}

/** SELECT of what counts as a visit: customer_id, visited_at, known_at. */
export const visitsOf = ({ by }: Pick<Config['churn'], 'by'>): string =>
  by === 'orders' ? visitsOrders : visitsActivity;

/** `rate` is a year's; the text works with the force of interest a day, ln(1 + rate) / 365. */
function valueSelect(rate: number): string {
  const force = Math.log1p(rate) / 365;
  const accrued = (until: string) =>
    force === 0
      ? `(${until} - from_day)`
      : `(exp(-${sqlDouble(force)} * from_day) - exp(-${sqlDouble(force)} * ${until})) / ${sqlDouble(force)}`;
  return valueText
    .replaceAll('{{force}}', sqlDouble(force))
    .replaceAll('{{accrued_until_observed}}', accrued('observed_until'))
    .replaceAll('{{accrued_until_full}}', accrued('full_until'));
}

/** A number as a literal that both engines read as a double. */
const sqlDouble = (value: number): string => value.toExponential();
