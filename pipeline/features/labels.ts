import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import activeByTerms from './labels/active-by-terms.sql';
import activeByVisits from './labels/active-by-visits.sql';
import churnedByTerms from './labels/churned-by-terms.sql';
import churnedByVisits from './labels/churned-by-visits.sql';
import medianGap from './labels/median-gap.sql';
import valueText from './labels/value.sql';
import visitsActivity from './labels/visits-activity.sql';
import visitsOrders from './labels/visits-orders.sql';

/** Creates `actives` (spine_id): who was there at each as-of date, by the config's definition; and `visits`. */
export async function createActives(warehouse: Warehouse, { churn }: Config): Promise<void> {
  await warehouse.create('visits', churn.by === 'orders' ? visitsOrders : visitsActivity);
  await warehouse.create('actives', churn.kind === 'contractual' ? activeByTerms : activeByVisits);
}

/** Creates `churned` (spine_id, churned) and `earned` (spine_id, observed_value, full_value): what became of each. */
export async function createLabels(warehouse: Warehouse, { churn, clv }: Config): Promise<void> {
  if (churn.kind === 'contractual') {
    await warehouse.create('churned', churnedByTerms.replaceAll('{{grace}}', String(churn.graceDays)));
  } else {
    await warehouse.create('median_gap', medianGap);
    await warehouse.create('churned', churnedByVisits);
  }
  await warehouse.create('earned', valueSelect(clv.discountRate));
}

/** SELECT of labels, one row per row of the spine. */
export const labelsSelect = `select s.as_of, s.customer_id, cast(c.churned as double) as churned,
    cast(e.observed_value as double) as value, cast(e.full_value as double) as full_value
  from spine s
  left join churned c on c.spine_id = s.spine_id
  left join earned e on e.spine_id = s.spine_id
  where not s.is_scoring`;

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
