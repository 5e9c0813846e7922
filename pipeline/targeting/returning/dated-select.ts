import { addDays, sqlInstant, startOfDay } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { visitsOf } from '../../features/labels.ts';
import { literal } from '../../sql/sql-text.ts';
import datedVisits from './dated-visits.sql';

/** The dates at which customers are looked at: one to list, one to judge, the rest to learn. */
export interface GoneDates {
  readonly list: string;
  readonly judge: string;
  readonly learn: readonly string[];
}

/**
 * Fills a query over customers at some dates, whose outcome within the horizon is taken as far as it is known by the date of the
 * list. A template may begin with `{{visits_by_then}}`: see dated-visits.sql.
 * @param borderDays days before each date at which its border lies
 */
export function datedSelect(
  template: string,
  { list, judge, learn }: GoneDates,
  { churn, business: { timeZone } }: Pick<Config, 'churn' | 'business'>,
  borderDays: number,
): string {
  const at = (day: string) => `timestamp ${literal(sqlInstant(startOfDay(day, timeZone)))}`;
  const dates = [list, judge, ...learn].map(
    (day) =>
      `(${literal(day)}, ${at(day)}, ${at(addDays(day, -borderDays))}, ${at(addDays(day, churn.horizonDays))}, ${at(list)})`,
  );
  const text = template
    .replace('{{visits_by_then}}', () => datedVisits.trimEnd())
    .replace(/^--.*\n/gm, '')
    .replace('{{seen}}', () => seenBy[churn.by])
    .replace('{{visits}}', () => visitsOf(churn));
  return inlineFacts(text).replace('{{dates}}', () => dates.join(',\n    '));
}

const bought = "select spine_id, ordered_at as seen_at from known_lines where kind = 'sale'";

/** What was known of visits, as `visitsOf` counts them. */
const seenBy: Readonly<Record<Config['churn']['by'], string>> = {
  orders: bought,
  activity: `${bought}\n  union all\n  select spine_id, happened_at as seen_at from known_events`,
};
