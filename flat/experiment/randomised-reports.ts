import type { EffectCheck, EffectEstimate, EffectReport } from '../../contracts/artefacts/effect-report.ts';
import {
  type Attrition,
  brokenBelow,
  fewestCustomers,
  mostOfOne,
  mostRelative,
  type SampleRatio,
} from '../../models/effects.ts';
import { stretched } from '../../pipeline/effects/estimates.ts';
import { judged } from '../../pipeline/effects/verdict.ts';
import type { ArmResult, ExperimentResult } from './compare.ts';
import { answerOf, type Compared, frameOf, isOfShare, readOnce, tableNotes } from './table-report.ts';

/** The report of each arm that was drawn at random, against the control. */
export const randomisedReports = (compared: Compared, result: ExperimentResult): EffectReport[] =>
  result.arms.map((arm) => reportOf(compared, arm, result));

function reportOf(compared: Compared, arm: ArmResult, { draw, attrition }: ExperimentResult): EffectReport {
  const { plan, level } = compared;
  const checks = [
    drawCheck(draw),
    ...attritionChecks(attrition),
    ...armChecks(compared, arm),
    ...tableNotes(compared, arm.name),
  ];
  const money = isOfShare(compared) ? null : moneyOf(compared, arm);
  const retention = isOfShare(compared) ? sharesOf(compared, arm) : null;
  const method = methodOf(arm);
  return {
    ...frameOf(compared, { name: arm.name, summary: arm.treated }, arm.control),
    verdict: judged(checks, answerOf({ money, retention })),
    sampleRatio: ratioOfDraw(compared, draw),
    retention,
    money,
    gained: money?.net ? null : gainedOf(compared, arm),
    everyLook: { low: arm.alwaysValid[0], high: arm.alwaysValid[1], level, method: 'always-valid' },
    balance: arm.balance.map((row) => ({ ...row, after: null })),
    observed: null,
    checks,
    method: {
      estimator: method,
      covariates: plan.before.map(({ name }) => name),
      varianceCut: arm.adjusted === null ? null : 1 - arm.adjusted.varianceRatio,
      winsorise: { quantile: 1, cap: null, capped: 0 },
      safe: method,
    },
  };
}

const methodOf = ({ adjusted, shares }: ArmResult) =>
  adjusted !== null ? 'cuped' : shares !== null ? 'newcombe' : 'averaged-t';

function sharesOf({ level }: Compared, arm: ArmResult): EffectReport['retention'] {
  const { adjusted, shares, plain, treated, control } = arm;
  const unadjusted =
    shares === null ? readOnce(plain, 'averaged-t', level) : readOnce(shares, 'newcombe', level);
  return {
    points: adjusted === null ? unadjusted : readOnce(adjusted, 'cuped', level),
    stratified: null,
    unadjusted: adjusted === null ? null : unadjusted,
    relativeChurn: control.mean === 1 ? null : (1 - treated.mean) / (1 - control.mean) - 1,
    relativeRetention: control.mean === 0 ? null : treated.mean / control.mean - 1,
  };
}

/** Costs are money of the outcome's own where a currency is named for both. */
function moneyOf(compared: Compared, arm: ArmResult): NonNullable<EffectReport['money']> {
  const { ask, level } = compared;
  const { plain, adjusted, treated, cautions, net } = arm;
  const unadjusted = readOnce(plain, 'averaged-t', level);
  const headline = adjusted === null ? unadjusted : readOnce(adjusted, 'cuped', level);
  const customers = treated.n;
  const priced = ask.currency !== undefined && net !== null;
  const one = cautions.find((caution) => caution.kind === 'one-customer');
  return {
    headline,
    unadjusted,
    uncapped: null,
    withoutLargest: one?.effectWithout ?? null,
    customers,
    margin: stretched(headline, { times: customers }),
    cost: priced ? costOf(treated.cost ?? 0, customers) : null,
    net: priced ? stretched(readOnce(net, methodOf(arm), level), { times: customers }) : null,
    roi: priced ? perCost(arm, level, 1) : null,
    payback: null,
  };
}

const costOf = (perCustomer: number, customers: number) => {
  const total = perCustomer * customers;
  const line = { channel: null, play: null, contacts: customers, total };
  return { from: 'table' as const, perCustomer, fixed: 0, total, lines: [line] };
};

/** The effect over the cost, by Fieller, less what counts as none. */
function perCost({ perCost: ratio }: ArmResult, level: number, less: number): EffectEstimate | null {
  if (ratio === null) return null;
  const { value, interval } = ratio;
  return {
    value: value - less,
    standardError: null,
    interval: interval && { low: interval[0] - less, high: interval[1] - less, level, method: 'fieller' },
    safe: null,
  };
}

const gainedOf = ({ level }: Compared, arm: ArmResult): EffectEstimate | null => perCost(arm, level, 0);

function ratioOfDraw({ plan }: Compared, draw: SampleRatio | null): EffectReport['sampleRatio'] {
  const { control, treated } = plan;
  if (draw === null || control.share === null) return null;
  const all = treated.reduce((sum, { rows }) => sum + rows, control.rows);
  return { planned: control.share, found: control.rows / all, limit: brokenBelow, ...draw };
}

interface Found {
  readonly found: number | null;
  readonly limit: number;
  readonly broken: boolean;
}

const check = (code: EffectCheck['code'], { found, limit, broken }: Found): EffectCheck => ({
  code,
  state: broken ? 'failed' : 'passed',
  found,
  limit,
  name: null,
});

function drawCheck(draw: SampleRatio | null): EffectCheck {
  if (draw === null) return { code: 'draw-unknown', state: 'note', found: null, limit: null, name: null };
  return check('sample-ratio', { found: draw.p, limit: brokenBelow, broken: draw.broken });
}

const attritionChecks = (attrition: Attrition | null): EffectCheck[] =>
  attrition === null
    ? []
    : [check('uneven-outcomes', { found: attrition.p, limit: brokenBelow, broken: attrition.uneven })];

/** Standardised differences from which a draw looks odd, and p-value below which chance alone does not explain it. */
const mostImbalance = 0.1;
const oddZ = 3.29;

/** The rules of `holdfast roi`: where an interval cannot hold, there is none. */
function armChecks({ ask }: Compared, arm: ArmResult): EffectCheck[] {
  const { treated, control, shares, plain, cautions, perCost: ratio, balance } = arm;
  const smaller = Math.min(treated.n, control.n);
  const few = check('few', { found: smaller, limit: fewestCustomers, broken: smaller < fewestCustomers });
  const error = Math.sqrt(1 / treated.n + 1 / control.n);
  const odd = balance.filter(
    ({ before }) => Math.abs(before) > mostImbalance && Math.abs(before) > oddZ * error,
  );
  const differences = odd.map(
    ({ name, before }): EffectCheck => ({
      code: 'imbalance',
      state: 'note',
      found: before,
      limit: mostImbalance,
      name,
    }),
  );
  if (shares !== null) return [few, ...differences];
  const broken = (kind: 'rich' | 'one-customer') => cautions.some((caution) => caution.kind === kind);
  const relative = control.mean === 0 ? null : plain.value / Math.abs(control.mean);
  const most = Math.max(treated.largestShare ?? 0, control.largestShare ?? 0);
  return [
    few,
    richCheck(relative, broken('rich')),
    oneCustomerCheck(most, broken('one-customer')),
    ...(ask.currency === undefined ? [] : [lossCheck(control.mean)]),
    ...differences,
    ...(ask.currency !== undefined && ratio === null
      ? [{ code: 'costs-missing' as const, state: 'note' as const, found: null, limit: null, name: null }]
      : []),
  ];
}

/** Against a loss nothing is relative. Of a figure that is no money nothing is lost. */
const lossCheck = (mean: number): EffectCheck => ({
  ...check('negative-margins', { found: mean, limit: 0, broken: false }),
  state: mean < 0 ? 'note' : 'passed',
});

/** A larger share than the limit is no fault where sums cancel and no few customers decide: it is told without it. */
function oneCustomerCheck(found: number, broken: boolean): EffectCheck {
  const told = check('one-customer', { found, limit: mostOfOne, broken });
  return found > mostOfOne && !broken ? { ...told, limit: null } : told;
}

/** A larger difference than the limit that the sizes of the arms allow is told without it. */
function richCheck(found: number | null, broken: boolean): EffectCheck {
  const told = check('rich', { found, limit: mostRelative, broken });
  return found !== null && Math.abs(found) > mostRelative && !broken ? { ...told, limit: null } : told;
}
