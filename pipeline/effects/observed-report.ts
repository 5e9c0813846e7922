import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import {
  combined,
  earlierDifference,
  eValue,
  type ObservedEffect,
  type ObservedRows,
  observedEffect,
} from '../../models/effects.ts';
import type { CampaignData } from './campaign-data.ts';
import { estimated, type Reading, stretched } from './estimates.ts';
import { checksOf } from './gate.ts';
import { momentsOfFigures } from './linear-moments.ts';
import { costsKnown } from './money.ts';
import { observedFigures, placeboChecks, refusalChecks } from './observed-figures.ts';
import { frameOf, type ReportRequest } from './randomised-report.ts';
import { type ObservedCustomers, readObserved } from './read-observed.ts';
import { readingOf } from './reading-of.ts';
import { verdictOf } from './verdict.ts';

/** The same draws of folds whoever asks. */
const seed = 1;
/** Shares vary little from split to split. */
const splitsOfShare = 3;

/** The report of a campaign whose customers somebody chose: they are compared with customers like them. */
export async function observedReport(
  data: CampaignData,
  request: ReportRequest,
  at: { readonly warehouse: Warehouse; readonly store: ObjectStore; readonly prefix: string },
): Promise<EffectReport> {
  const { asOf, level } = request;
  const { kind } = data.window.campaign;
  const reading = readingOf(data, { level, asOf });
  const checks = checksOf(data, { ...request, balance: [] });
  const frame = frameOf(data, reading, request);
  const rest = {
    reached: null,
    value: null,
    curves: [],
    segments: { groups: 0, level, rows: [] },
    cohorts: { groups: 0, level, rows: [] },
  };
  if (!reading.holds) {
    const verdict = verdictOf(checks, { money: null, maturity: data.window.maturity, kind });
    return { ...frame, ...rest, verdict, retention: null, money: null, balance: [], observed: null, checks };
  }
  const customers = await readObserved(at, data.window.campaign);
  const margin = observedEffect(rowsOf(customers, customers.capped), { level, seed });
  const kept = observedEffect(rowsOf(customers, customers.kept), {
    level,
    seed,
    splits: splitsOfShare,
    contacts: margin.contacts,
  });
  const earlier = earlierDifference(rowsOf(customers, customers.capped), customers.before, {
    level,
    earliest: reachesBack(customers, data) ? customers.earlier : undefined,
  });
  const all = [...checks, ...refusalChecks(margin), ...placeboChecks(earlier, 'failed')];
  const money = observedMoney(data, margin, reading);
  return {
    ...frame,
    ...rest,
    verdict: verdictOf(all, { money, maturity: data.window.maturity, kind }),
    retention: {
      points: estimated(kept.blend, 'aipw', reading),
      stratified: null,
      unadjusted: null,
      relativeChurn: null,
      relativeRetention: null,
    },
    money,
    method: { ...frame.method, covariates: customers.covariates.map(({ name }) => name) },
    balance: margin.overlap.balance.map(({ name, before, after }) => ({ name, before, after })),
    observed: observedFigures(
      margin,
      { earlier, strength: eValue(margin.blend, spreadOf(data)) },
      (effect, method) => estimated(effect, method, reading),
    ),
    checks: all,
  };
}

const rowsOf = ({ treated, covariates }: ObservedCustomers, outcome: Float64Array): ObservedRows => ({
  treated,
  outcome,
  covariates,
});

/** Whether anybody was a customer two horizons before the start: else the data do not reach so far back. */
const reachesBack = ({ longestTenure }: ObservedCustomers, { window }: CampaignData): boolean =>
  longestTenure >= 2 * window.campaign.horizonDays;

function observedMoney(
  data: CampaignData,
  { blend, naive }: ObservedEffect,
  reading: Reading,
): NonNullable<EffectReport['money']> {
  const { arms, costs, window } = data;
  const customers = arms.contact.n;
  const headline = estimated(blend, 'aipw', reading);
  const margin = stretched(headline, { times: customers });
  const known = costsKnown(data);
  const mean = momentsOfFigures(arms.contact.moments, [{ cost: 1 }]).mean[0]!;
  const total = mean * customers + window.campaign.fixedCost;
  const times = known && total > 0 ? 1 / total : null;
  return {
    headline,
    unadjusted: estimated(naive, 'plain-difference', reading),
    uncapped: null,
    withoutLargest: null,
    customers,
    margin,
    cost: known
      ? {
          from: costs.from,
          perCustomer: mean,
          fixed: window.campaign.fixedCost,
          total,
          lines: [...costs.lines],
        }
      : null,
    net: known ? stretched(margin, { times: 1, less: total, method: 'fixed-cost' }) : null,
    roi: times === null ? null : stretched(margin, { times, less: 1, method: 'fixed-cost' }),
    payback: null,
  };
}

/** Spread of the outcome within both groups. */
function spreadOf({ arms }: CampaignData): number {
  const variance = (arm: 'contact' | 'control') =>
    combined(momentsOfFigures(arms[arm].moments, [{ capped: 1 }]), [1]).variance;
  return Math.sqrt((variance('contact') + variance('control')) / 2);
}
