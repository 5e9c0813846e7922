import type { EffectCheck, EffectReport } from '../../contracts/artefacts/effect-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import {
  type ArmMean,
  combined,
  earlierDifference,
  eValue,
  type ObservedEffect,
  type ObservedRows,
  type Overlap,
  observedEffect,
} from '../../models/effects.ts';
import type { CampaignData } from './campaign-data.ts';
import { estimated, type Reading, stretched } from './estimates.ts';
import { checksOf } from './gate.ts';
import { momentsOfFigures } from './linear-moments.ts';
import { costsKnown } from './money.ts';
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
  const reading = readingOf(data, { level, asOf });
  const checks = checksOf(data, { ...request, balance: [] });
  const frame = frameOf(data, reading, request);
  const rest = { reached: null, value: null, curves: [], segments: { groups: 0, level, rows: [] } };
  if (!reading.holds) {
    const verdict = verdictOf(checks, { money: null, maturity: data.window.maturity });
    return { ...frame, ...rest, verdict, retention: null, money: null, balance: [], observed: null, checks };
  }
  const customers = await readObserved(at, data.window.campaign.name);
  const margin = observedEffect(rowsOf(customers, customers.capped), { level, seed });
  const kept = observedEffect(rowsOf(customers, customers.kept), {
    level,
    seed,
    splits: splitsOfShare,
    contacts: margin.contacts,
  });
  const earlier = earlierDifference(
    rowsOf(customers, customers.capped),
    {
      name: 'margin_before',
      values: customers.covariates.find(({ name }) => name === 'margin_before')!.values,
    },
    level,
  );
  const all = [
    ...checks,
    ...refusalChecks(margin),
    placeboCheck(earlier.placeboFails, earlier.placebo === null ? null : earlier.placebo),
  ];
  const money = observedMoney(data, margin, reading);
  return {
    ...frame,
    ...rest,
    verdict: verdictOf(all, { money, maturity: data.window.maturity }),
    retention: {
      points: estimated(kept.blend, 'aipw', reading),
      stratified: null,
      relativeChurn: null,
      relativeRetention: null,
    },
    money,
    method: { ...frame.method, covariates: customers.covariates.map(({ name }) => name) },
    balance: margin.overlap.balance.map(({ name, before, after }) => ({ name, before, after })),
    observed: observedFigures(data, margin, { earlier, reading }),
    checks: all,
  };
}

const rowsOf = ({ treated, covariates }: ObservedCustomers, outcome: Float64Array): ObservedRows => ({
  treated,
  outcome,
  covariates,
});

/** Each rule of overlap, broken or not. */
function refusalChecks({ overlap, refusals, blend, balanced }: ObservedEffect): EffectCheck[] {
  const broken = new Map(refusals.map((refusal) => [refusal.rule, refusal]));
  const apart = Math.abs(balanced.value - blend.value) / blend.standardError;
  return foundBy(overlap, apart).map(({ rule, found }) => {
    const refusal = broken.get(rule);
    return {
      code: rule,
      state: refusal === undefined ? 'passed' : 'failed',
      found: refusal?.found ?? found,
      limit: refusal?.limit ?? null,
      name: refusal?.name ?? null,
    };
  });
}

const foundBy = ({ effectiveControls, certain, balance, largestWeight }: Overlap, apart: number) =>
  [
    { rule: 'few-controls', found: effectiveControls },
    { rule: 'no-overlap', found: certain },
    { rule: 'imbalance', found: Math.max(0, ...balance.map(({ after }) => Math.abs(after))) },
    { rule: 'one-control', found: largestWeight },
    { rule: 'estimators-disagree', found: apart },
  ] as const;

/** An effect on the figure of before cannot be: where one is found, those chosen differ in what nobody wrote down. */
function placeboCheck(fails: boolean, placebo: { value: number; standardError: number } | null): EffectCheck {
  const z = placebo === null || placebo.standardError === 0 ? null : placebo.value / placebo.standardError;
  return { code: 'placebo-fails', state: fails ? 'failed' : 'passed', found: z, limit: 1.96, name: null };
}

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

function observedFigures(
  { arms }: CampaignData,
  { naive, blend, linear, trees, balanced, overlap, chances, splits }: ObservedEffect,
  { earlier, reading }: { earlier: ReturnType<typeof earlierDifference>; reading: Reading },
): EffectReport['observed'] {
  const spread = (arm: ArmMean) => arm.variance;
  const [a, b] = [arms.contact, arms.control].map((arm) =>
    combined(momentsOfFigures(arm.moments, [{ capped: 1 }]), [1]),
  ) as [ArmMean, ArmMean];
  return {
    naive: estimated(naive, 'plain-difference', reading),
    blend: estimated(blend, 'aipw', reading),
    linear: estimated(linear, 'aipw-linear', reading),
    trees: estimated(trees, 'aipw-trees', reading),
    balanced: estimated(balanced, 'entropy-balance', reading),
    effectiveControls: overlap.effectiveControls,
    treated: overlap.treated,
    certain: overlap.certain,
    largestWeight: overlap.largestWeight,
    chances: chances.map(({ treated, control }) => ({ treated, control })),
    eValue: eValue(blend, Math.sqrt((spread(a) + spread(b)) / 2)),
    differences: estimated(earlier.change, 'difference-in-differences', reading),
    placebo: earlier.placebo === null ? null : estimated(earlier.placebo, 'entropy-balance', reading),
    splits,
  };
}
