import { addDays } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import { type Exposure, exposingFacts } from '../../contracts/config/exposures.ts';
import { literal } from '../sql/sql-text.ts';
import { instant } from './draw-dates.ts';

type ExposureConfig = Pick<Config, 'churn' | 'business' | 'exposures'>;

/** Who was a customer on the day of each change, by whether it met them: in the shape of `effect_past`. */
export const exposedSelect = (config: ExposureConfig): string =>
  config.exposures.map((exposure) => exposedTo(exposure, config)).join('\nunion all\n');

function exposedTo(exposure: Exposure, config: ExposureConfig): string {
  const since = instant(exposure.since, config.business.timeZone);
  return `select ${literal(exposure.name)} as campaign, p.spine_id,
    case when x.spine_id is null then 'control' else 'contact' end as arm, ${since} as touched_at,
    cast(null as varchar) as play, cast(null as varchar) as channel
  from (${customersOn(exposure, config)}) p
  left join (${metBy(exposure, config)}) x on x.spine_id = p.spine_id`;
}

/** Customers on a day: with a subscription that runs, or a purchase within the look-back. */
function customersOn({ since }: Exposure, { churn, business: { timeZone } }: ExposureConfig): string {
  const at = instant(since, timeZone);
  if (churn.kind === 'contractual')
    return `select distinct spine_id from known_terms where started_at < ${at} and (ended_at is null or ended_at > ${at})`;
  const from = instant(addDays(since, -churn.lookbackDays), timeZone);
  return `select distinct spine_id from known_lines where kind = 'sale' and ordered_at >= ${from} and ordered_at < ${at}`;
}

/** Lower half of a scale. */
const lowScore = '5e-1';

function metBy(
  { by, values = [], since, withinDays }: Exposure,
  { business: { timeZone } }: ExposureConfig,
): string {
  const named = (column: string) => `${column} in (${values.map(literal).join(', ')})`;
  const within = (column: string) =>
    `${column} >= ${instant(addDays(since, -withinDays), timeZone)} and ${column} < ${instant(since, timeZone)}`;
  switch (by) {
    case 'late_delivery':
      return `select distinct spine_id from known_lines where delivered_late and ${within('ordered_at')}`;
    case 'ticket':
      return `select distinct spine_id from known_tickets where ${within('opened_at')}${values.length === 0 ? '' : ` and ${named('reason')}`}`;
    case 'low_score':
      return `select distinct spine_id from known_answers where ${within('answered_at')}
      and cast(score as double) <= ${lowScore} * coalesce(cast(scale_max as double), case when kind = 'nps' then 1e1 end)`;
    case 'event':
      return `select distinct spine_id from known_events where ${within('happened_at')} and ${named('name')}`;
    default:
      return `select distinct spine_id from known_customers where ${named(by)}`;
  }
}

/** Who was exposed, in no language: `country = PL, RO`, `ticket (−30 d)`. */
export function exposedRule({ by, values, withinDays }: Exposure): string {
  const named = values?.join(', ');
  if (exposingFacts.some((fact) => fact === by)) return `${by} = ${named}`;
  return `${by}${named === undefined ? '' : ` = ${named}`} (−${withinDays} d)`;
}
