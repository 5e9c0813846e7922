import type {
  EffectCheck,
  EffectEstimate,
  EffectMethod,
  EffectReport,
} from '../../../contracts/artefacts/effect-report.ts';
import { stretched } from '../../../pipeline/effects/estimates.ts';
import { observedFigures, placeboChecks, refusalChecks } from '../../../pipeline/effects/observed-figures.ts';
import { judged } from '../../../pipeline/effects/verdict.ts';
import { answerOf, type Compared, frameOf, isOfShare, readOnce, tableNotes } from '../table-report.ts';
import type { ObservedArm } from './observed.ts';

/** The report of each arm that somebody chose, against customers like them. */
export const observedReports = (compared: Compared, arms: readonly ObservedArm[]): EffectReport[] =>
  arms.map((arm) => reportOf(compared, arm));

function reportOf(compared: Compared, arm: ObservedArm): EffectReport {
  const { level } = compared;
  const written = (effect: Parameters<typeof readOnce>[0], method: EffectMethod) =>
    readOnce(effect, method, level);
  const checks = [...refusalChecks(arm), ...earlierChecks(compared, arm), ...tableNotes(compared, arm.name)];
  const effect = written(arm.blend, 'aipw');
  const plain = written(arm.naive, 'plain-difference');
  const money = isOfShare(compared) ? null : moneyOf(effect, plain, arm.treated.n);
  const retention = isOfShare(compared) ? sharesOf(effect, plain) : null;
  return {
    ...frameOf(compared, { name: arm.name, summary: arm.treated }, arm.control),
    verdict: judged(checks, answerOf({ money, retention })),
    sampleRatio: null,
    retention,
    money,
    gained: null,
    everyLook: null,
    balance: arm.overlap.balance.map(({ name, before, after }) => ({ name, before, after })),
    observed: observedFigures(arm, { earlier: arm.earlier, strength: arm.eValue }, written),
    checks,
    method: {
      estimator: 'aipw',
      covariates: arm.overlap.balance.map(({ name }) => name),
      varianceCut: null,
      winsorise: { quantile: 1, cap: null, capped: 0 },
      safe: 'aipw',
    },
  };
}

function earlierChecks({ plan }: Compared, { earlier }: ObservedArm): EffectCheck[] {
  if (earlier !== null) return placeboChecks(earlier, 'note');
  return plan.earlier === null
    ? []
    : [{ code: 'earlier-still', state: 'note', found: null, limit: null, name: plan.earlier }];
}

const sharesOf = (points: EffectEstimate, unadjusted: EffectEstimate): EffectReport['retention'] => ({
  points,
  stratified: null,
  unadjusted,
  relativeChurn: null,
  relativeRetention: null,
});

const moneyOf = (
  headline: EffectEstimate,
  unadjusted: EffectEstimate,
  customers: number,
): NonNullable<EffectReport['money']> => ({
  headline,
  unadjusted,
  uncapped: null,
  withoutLargest: null,
  customers,
  margin: stretched(headline, { times: customers }),
  cost: null,
  net: null,
  roi: null,
  payback: null,
});
