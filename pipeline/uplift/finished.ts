import { addDays, daysBetween } from '../../contracts/business-day.ts';
import { referralCampaign } from '../../contracts/campaign.ts';
import type { DrawDate } from '../effects/draw-dates.ts';
import type { MeasuredCampaign } from '../effects/measured-campaign.ts';
import { type Window, windowOf } from '../effects/windows.ts';

export interface FinishedRequest {
  readonly asOf: string;
  /** How late rows arrive: outcomes wait so long. */
  readonly lagDays: number;
}

/**
 * The draws of a campaign that may teach; null where there are none yet. A campaign that declares its end is judged once: when
 * it is over and everybody has been followed for the horizon. One that goes on is judged again whenever the draws of another whole horizon
 * have been followed: judged every night, a gate would open by chance sooner or later.
 */
export function finishedWindow(
  campaign: MeasuredCampaign,
  dates: readonly DrawDate[],
  request: FinishedRequest,
): Window | null {
  if (campaign.kind !== 'campaign' || !campaign.randomised) return null;
  if (campaign.name === referralCampaign) return null; // asks who brings others, not who stays
  if (campaign.span !== null && campaign.span.ends >= request.asOf) return null;
  const settled = campaign.span === null ? wholeHorizons(campaign, dates, request) : dates;
  const window = settled.length === 0 ? null : windowOf(campaign, settled, request);
  return window?.maturity === 'matured' ? window : null;
}

function wholeHorizons(
  { horizonDays }: MeasuredCampaign,
  dates: readonly DrawDate[],
  { asOf, lagDays }: FinishedRequest,
): DrawDate[] {
  const first = dates[0]!.asOf;
  const whole = Math.floor((daysBetween(first, asOf) - lagDays) / horizonDays) - 1;
  const last = addDays(first, whole * horizonDays);
  return dates.filter((date) => date.asOf <= last);
}

/** Horizons that are not the same mean another outcome: that of the most customers teaches. */
export function teachingHorizon(windows: readonly Window[]): number | null {
  const drawn = new Map<number, number>();
  for (const { campaign, dates } of windows) {
    const own = dates.reduce((sum, { contact, control }) => sum + contact + control, 0);
    drawn.set(campaign.horizonDays, (drawn.get(campaign.horizonDays) ?? 0) + own);
  }
  const [most] = [...drawn].sort(([a, n], [b, m]) => m - n || a - b);
  return most?.[0] ?? null;
}
