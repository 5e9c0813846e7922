import { addDays, daysBetween } from '../../contracts/business-day.ts';
import { fewestCustomers } from '../../models/effects.ts';
import type { CampaignData } from './campaign-data.ts';
import type { Reading } from './estimates.ts';
import { followedShare } from './gate.ts';

/** As many customers in each arm as the bound of a campaign that never ends is narrowest for. */
const plannedInEach = 1000;

/**
 * How a campaign's figures are to be read. One that declares its end has the narrower bound for it; one that goes on for ever
 * has the bound that holds for ever. What was planned is never taken from the outcome.
 */
export function readingOf(data: CampaignData, { level, asOf }: { level: number; asOf: string }): Reading {
  const { window, arms } = data;
  return {
    level,
    safe: window.campaign.span === null ? 'always-valid' : 'declared-end',
    information: Math.max(informationOf(data, asOf), 1e-6),
    holds: Math.min(arms.contact.n, arms.control.n) >= fewestCustomers,
  };
}

function informationOf(data: CampaignData, asOf: string): number {
  const { window, arms, counts } = data;
  const { span, horizonDays } = window.campaign;
  const days = window.maturity === 'none' ? window.days / horizonDays : 1;
  const now = pairs(arms.contact.n, arms.control.n);
  if (span === null) return (now / pairs(plannedInEach, plannedInEach)) * days;
  const drawn = pairs(counts.contact.drawn, counts.control.drawn);
  const followed = window.maturity === 'none' ? (drawn === 0 ? 0 : now / drawn) : followedShare(data);
  return Math.min(1, followed * days * elapsed(span, asOf));
}

/** Share of a campaign's days that have passed. */
function elapsed({ starts, ends }: { starts: string; ends: string }, asOf: string): number {
  if (asOf > ends) return 1;
  return Math.min(1, daysBetween(starts, asOf) / daysBetween(starts, addDays(ends, 1)));
}

/** Customers of both arms as far as a difference of means goes by them. */
const pairs = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : 1 / (1 / a + 1 / b));
