import { addDays, dayOf, sqlInstant, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { literal } from '../sql/sql-text.ts';

/** Customers whom a campaign drew for an as-of date. */
export interface DrawDate {
  readonly campaign: string;
  readonly asOf: string;
  readonly armUntil: string;
  readonly contact: number;
  readonly control: number;
}

/** What the ledger drew before an as-of date. */
export async function ledgerDates(warehouse: Warehouse, asOf: string): Promise<DrawDate[]> {
  const rows = await warehouse.rows(
    `select campaign, as_of, max(arm_until) as arm_until, count_if(arm = 'contact') as contacted,
       count_if(arm = 'control') as held_out
     from ledger where as_of < ${literal(asOf)} group by campaign, as_of order by campaign, as_of`,
  );
  return rows.map((row) => ({
    campaign: String(row.campaign),
    asOf: String(row.as_of),
    armUntil: String(row.arm_until),
    contact: Number(row.contacted),
    control: Number(row.held_out),
  }));
}

/** A customer's first contact, or the time at which one was left out, for each arm that touches name. */
export const firstTouches = (names: readonly string[]): string =>
  `select campaign, spine_id, arm, min(touched_at) as touched_at, min(play) as play, min(channel) as channel
   from known_touches where campaign in (${names.map(literal).join(', ')}) group by campaign, spine_id, arm`;

/** The same of campaigns of the past, whose arms stand in touches: by the business's days. */
export async function pastDates(
  warehouse: Warehouse,
  { business, pastCampaigns, exposures }: Pick<Config, 'business' | 'pastCampaigns' | 'exposures'>,
): Promise<DrawDate[]> {
  const spans = await warehouse.rows(
    'select campaign, min(touched_at) as first_at, max(touched_at) as last_at from effect_past group by campaign order by campaign',
  );
  const dates: DrawDate[] = [];
  for (const { campaign, first_at, last_at } of spans) {
    const { horizonDays } = [...pastCampaigns, ...exposures].find(({ name }) => name === campaign)!;
    const days = daysFrom(String(first_at), String(last_at), business.timeZone);
    const counted = await warehouse.rows(
      `select d.as_of, count_if(t.arm = 'contact') as contacted, count_if(t.arm = 'control') as held_out
       from effect_past t
       join (${daysSelect(days, business.timeZone)}) d on t.touched_at >= d.from_at and t.touched_at < d.until_at
       where t.campaign = ${literal(String(campaign))} group by d.as_of order by d.as_of`,
    );
    for (const row of counted)
      dates.push({
        campaign: String(campaign),
        asOf: String(row.as_of),
        armUntil: addDays(String(row.as_of), horizonDays),
        contact: Number(row.contacted),
        control: Number(row.held_out),
      });
  }
  return dates.sort((a, b) => (a.campaign + a.asOf < b.campaign + b.asOf ? -1 : 1));
}

function daysFrom(first: string, last: string, timeZone: string): string[] {
  const days: string[] = [];
  const end = dayOf(new Date(`${last.replace(' ', 'T').slice(0, 19)}Z`), timeZone);
  let day = dayOf(new Date(`${first.replace(' ', 'T').slice(0, 19)}Z`), timeZone);
  for (; day <= end; day = addDays(day, 1)) days.push(day);
  return days;
}

const daysSelect = (days: readonly string[], timeZone: string): string =>
  `select * from (values ${days
    .map((day) => `(${literal(day)}, ${instant(day, timeZone)}, ${instant(addDays(day, 1), timeZone)})`)
    .join(', ')}) as v (as_of, from_at, until_at)`;

/** The first instant of a day as SQL. */
export const instant = (day: string, timeZone: string): string =>
  `cast(${literal(sqlInstant(startOfDay(day, timeZone)))} as timestamp)`;
