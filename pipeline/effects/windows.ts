import { addDays, daysBetween } from '../../contracts/business-day.ts';
import type { DrawDate } from './draw-dates.ts';
import type { MeasuredCampaign } from './measured-campaign.ts';

/** Over which days a campaign's customers are followed, and which of them are compared. */
export interface Window {
  readonly campaign: MeasuredCampaign;
  readonly dates: readonly DrawDate[];
  /** The horizon; fewer days where nobody has been followed for so long. */
  readonly days: number;
  readonly maturity: 'matured' | 'partly' | 'none';
  /** Dates whose customers have been followed for those days. */
  readonly followed: readonly string[];
  /** First as-of date on which all drawn so far will have been followed for the horizon. */
  readonly maturesOn: string;
  readonly lagDays: number;
}

/**
 * The window of a campaign as of a date; null where nobody has been followed for a day yet.
 * @param lagDays how late rows arrive: outcomes wait so long
 */
export function windowOf(
  campaign: MeasuredCampaign,
  dates: readonly DrawDate[],
  { asOf, lagDays }: { asOf: string; lagDays: number },
): Window | null {
  const followedDays = ({ asOf: drawn }: DrawDate) => daysBetween(drawn, asOf) - lagDays;
  const full = dates.filter((date) => followedDays(date) >= campaign.horizonDays);
  const days = full.length > 0 ? campaign.horizonDays : earlyDays(dates, followedDays);
  if (days < 1) return null;
  return {
    campaign,
    dates,
    days,
    lagDays,
    maturity: full.length === dates.length ? 'matured' : full.length > 0 ? 'partly' : 'none',
    followed: dates.filter((date) => followedDays(date) >= days).map((date) => date.asOf),
    maturesOn: addDays(dates.at(-1)!.asOf, campaign.horizonDays + lagDays),
  };
}

/** So early that nobody is through: as many days as half of the customers have. */
function earlyDays(dates: readonly DrawDate[], followedDays: (date: DrawDate) => number): number {
  const all = dates.reduce((sum, { contact, control }) => sum + contact + control, 0);
  let seen = 0;
  for (const date of dates) {
    seen += date.contact + date.control;
    if (2 * seen >= all) return followedDays(date) >= 1 ? followedDays(date) : followedDays(dates[0]!);
  }
  return 0;
}
