import { type Campaign, campaignsOf } from '../campaigns/campaigns.ts';
import type { SimulationPlan } from '../plan.ts';
import { type Calendar, calendarOf, futureDays } from './calendar.ts';
import { type Incident, type IncidentKind, incidentsOf } from './incidents.ts';

/** What all customers share: days, seasons, incidents. */
export interface World {
  readonly plan: SimulationPlan;
  readonly calendar: Calendar;
  readonly incidents: readonly Incident[];
  /** Demand of each day, around 1: the week's and the year's season. */
  readonly demand: Float64Array;
  /** How many times the usual share of customers competition draws away. */
  readonly competition: Float64Array;
  /** Chance that a payment fails. */
  readonly paymentFails: Float64Array;
  /** Chance that a parcel comes late. */
  readonly late: Float64Array;
  /** Running share of customers who have joined, by day, of those who join while there is data. */
  readonly joined: Float64Array;
  /** 1 on the days on which CSAT of one segment drops. */
  readonly csatDrop: Uint8Array;
  readonly priceRise: number;
  /** From this day on one support channel answers faster. */
  readonly serviceChange: number;
  readonly campaigns: readonly Campaign[];
  readonly newsletter: boolean;
  /** Deliberate changes of causes, for the truth about metrics. Without one, the world is as it is. */
  readonly shift: Shift;
}

/** Moves one cause for everybody. */
export interface Shift {
  /** Added to every customer's own level of satisfaction. */
  readonly satisfaction: number;
  /** Added to every customer's mood, which moves NPS and nothing else. */
  readonly mood: number;
  /** Times the usual: waiting for support, late parcels, failing payments. */
  readonly waiting: number;
  readonly late: number;
  readonly failures: number;
}

export const noShift: Shift = { satisfaction: 0, mood: 0, waiting: 1, late: 1, failures: 1 };

const usualLate = 0.07;
const usualFailures = 0.025;

export function worldOf(plan: SimulationPlan, shift: Shift = noShift): World {
  const calendar = calendarOf(plan.until, plan.days, plan.timeZone);
  const incidents = incidentsOf(plan.days, plan.seed);
  const during = (kind: IncidentKind, day: number) =>
    incidents.some((one) => one.kind === kind && day >= one.from && day < one.until);
  const firstDay = (kind: IncidentKind) =>
    incidents.find((one) => one.kind === kind)?.from ?? Number.POSITIVE_INFINITY;
  const perDay = (value: (day: number) => number) =>
    Float64Array.from({ length: plan.days + futureDays }, (_, d) => value(d));
  return {
    plan,
    calendar,
    incidents,
    shift,
    campaigns: campaignsOf(plan.days, plan.campaigns),
    newsletter: plan.campaigns.includes('newsletter'),
    demand: perDay((day) => yearly(calendar, day) * weekly[(calendar.weekdayOfFirst + day) % 7]!),
    competition: perDay((day) => (during('competition', day) ? 2.2 : 1)),
    paymentFails: perDay((day) => shift.failures * (during('broken_step', day) ? 0.4 : usualFailures)),
    late: perDay((day) => {
      const spike = during('theme_spike', day) ? 4 : 1;
      return Math.min(0.9, shift.late * usualLate * spike * yearly(calendar, day));
    }),
    joined: runningShare(
      perDay((day) => (1 + (0.6 * day) / plan.days) * yearly(calendar, day)).slice(0, plan.days),
    ),
    csatDrop: Uint8Array.from({ length: plan.days + futureDays }, (_, day) =>
      Number(during('csat_drop', day)),
    ),
    priceRise: firstDay('price_rise'),
    serviceChange: firstDay('service_change'),
  };
}

const weekly = [1.02, 0.96, 0.95, 0.98, 1.08, 1.1, 0.91];

/** A broad wave, a peak before Christmas and a quiet January; the mean over a year is near 1. */
function yearly(calendar: Calendar, day: number): number {
  const date = new Date(Date.parse(`${calendar.first}T12:00:00Z`) + day * 86_400_000);
  const ofYear =
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
      Date.UTC(date.getUTCFullYear(), 0, 1)) /
    86_400_000;
  const wave = 0.07 * Math.cos((2 * Math.PI * (ofYear - 330)) / 365);
  const peak = 0.5 * Math.exp(-(((ofYear - 338) / 14) ** 2));
  const lull = -0.18 * Math.exp(-(((ofYear - 15) / 14) ** 2));
  return 0.965 + wave + peak + lull;
}

function runningShare(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let running = 0;
  return weights.map((weight) => {
    running += weight / total;
    return running;
  });
}
