import { daysBetween } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { write } from '../../pipeline/reports/format.ts';
import { find } from '../columns/propose-columns.ts';
import { countGaps, countTermGaps, quantile } from '../read/measure.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { ProposedChurn } from '../write/proposal.ts';
import { longestHorizon, proposeHorizon, proposeLookback, roundUp, usualHorizon } from './horizon.ts';

export interface History {
  /** First day of the data, and the first that they do not hold. */
  readonly first: string;
  readonly dataUntil: string;
  /** Days by which rows arrive late. */
  readonly lagDays: number;
}

/** What losing a customer means here, and within how many days. Reads the warehouse for gaps and breaks. */
export async function proposeChurn(
  warehouse: Warehouse,
  draft: Config,
  found: readonly Recognised[],
  { first, dataUntil, lagDays }: History,
): Promise<ProposedChurn> {
  const days = daysBetween(first, dataUntil);
  const lag = { lagDays, lagNote: lagNote(lagDays) };
  if (isContractual(found)) return contractual(await graceOf(warehouse, draft), days, lag);
  const by = has(found, 'orders') ? 'orders' : 'events';
  const gaps = await countGaps(warehouse, draft, by, dataUntil);
  const horizon = proposeHorizon(gaps, days, { lag: lagDays, grace: 0 });
  const lookbackDays = proposeLookback(horizon.days);
  return {
    kind: 'non-contractual',
    by: by === 'orders' ? 'orders' : 'activity',
    horizonDays: horizon.days,
    lookbackDays,
    graceDays: 0,
    lagDays,
    notes: {
      kind: kindNote(found),
      horizonDays: by === 'orders' ? horizon.note : horizon.note.replace('purchases', 'days of activity'),
      lookbackDays: `guessed: ${lookbackDays} days, ${Math.round(lookbackDays / horizon.days)} horizons; customers away longer are gone already`,
      graceDays: '',
      lagDays: lag.lagNote,
    },
  };
}

const has = (found: readonly Recognised[], source: string): boolean =>
  found.some((one) => one.source === source);

const customersIn = (found: readonly Recognised[], source: string): number => {
  const one = found.find((candidate) => candidate.source === source);
  return (one && find(one, 'customer_id')?.column.distinct) ?? 0;
};

/** Contracts decide where at least half as many customers have one as have ordered. */
export const isContractual = (found: readonly Recognised[]): boolean =>
  has(found, 'subscriptions') && customersIn(found, 'subscriptions') >= customersIn(found, 'orders') / 2;

function kindNote(found: readonly Recognised[]): string {
  if (has(found, 'subscriptions'))
    return 'guessed: fewer than half of those who order have a subscription, so the end of a subscription is not what losing them means';
  return has(found, 'orders')
    ? 'guessed: there are orders and no subscriptions'
    : 'guessed: there are neither orders nor subscriptions, so activity shows who is still a customer';
}

const lagNote = (days: number): string =>
  days === 0 ? '' : `99 in 100 rows are known within ${days} days of their event`;

function contractual(
  grace: { days: number; note: string },
  history: number,
  { lagDays, lagNote: note }: { lagDays: number; lagNote: string },
): ProposedChurn {
  const horizonDays = Math.min(usualHorizon, longestHorizon(history, { lag: lagDays, grace: grace.days }));
  const lookbackDays = proposeLookback(horizonDays);
  return {
    kind: 'contractual',
    by: 'orders',
    horizonDays,
    lookbackDays,
    graceDays: grace.days,
    lagDays,
    notes: {
      kind: 'guessed: subscriptions say when a customer leaves',
      horizonDays: `guessed: time enough to act before an end; write how far ahead you want to know${horizonDays < usualHorizon ? '. With more history, 90 days' : ''}`,
      lookbackDays: 'guessed: customers who ended longer ago are gone already',
      graceDays: grace.note,
      lagDays: note,
    },
  };
}

/** Breaks longer than this are a new beginning. */
const longestBreak = 60;
const fewestBreaks = 20;

/** How long a customer may be without a contract and still not be lost: nine in ten of the short breaks are not longer. */
async function graceOf(warehouse: Warehouse, draft: Config): Promise<{ days: number; note: string }> {
  const gaps = (await countTermGaps(warehouse, draft)).filter(({ gap }) => gap <= longestBreak);
  const count = gaps.reduce((sum, { times }) => sum + times, 0);
  if (count < fewestBreaks)
    return { days: 0, note: 'hardly any customer, if any, started a new contract soon after one ended' };
  const ninety = quantile(gaps, 0.9);
  return {
    days: ninety === 0 ? 0 : Math.min(longestBreak, roundUp(ninety)),
    note: `of ${write.count(count)} breaks of up to ${longestBreak} days between two contracts, 9 in 10 last ${ninety} days or less`,
  };
}
