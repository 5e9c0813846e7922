import type { Caution } from '../../models/effects.ts';
import { type Estimate, money, points, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import type { ExperimentAsk } from './ask.ts';
import type { ArmResult, ExperimentResult } from './compare.ts';
import type { ExperimentPlan } from './plan.ts';

export interface Experiment {
  readonly ask: ExperimentAsk;
  readonly plan: ExperimentPlan;
  readonly result: ExperimentResult;
}

/** The effect of an arm on one customer, as it is reported: adjusted where something was known before. */
export function headline({ ask, plan }: Experiment, arm: ArmResult): Estimate {
  const n = arm.treated.n + arm.control.n;
  const unit = plan.outcome.kind === 'share' ? points(0) : money(0, ask.currency ?? null, 2);
  const { effect, method } = chosen(arm);
  return {
    ...unit,
    signed: true,
    level: ask.level,
    n,
    method,
    value: effect.value,
    low: effect.low,
    high: effect.high,
  };
}

function chosen({ adjusted, shares, plain }: ArmResult) {
  if (adjusted !== null)
    return { effect: adjusted, method: 'adjusted for what was known before (CUPED), averaged variance' };
  if (shares !== null) return { effect: shares, method: 'Newcombe' };
  return { effect: plain, method: "Student's t, averaged variance" };
}

/** Mean of an arm in the unit of the outcome. */
export const armMean = ({ ask, plan }: Pick<Experiment, 'ask' | 'plan'>, mean: number) =>
  plan.outcome.kind === 'share' ? share(mean) : money(mean, ask.currency ?? null, 2);

/** The answer in a sentence for each arm; a warning where a check failed. */
export function verdict(experiment: Experiment): string {
  const broken = brokenChecks(experiment.result);
  if (broken.length > 0) return `No effect can be stated: ${broken.join('; ')}.`;
  return experiment.result.arms.map((arm) => armVerdict(experiment, arm)).join(' ');
}

function armVerdict(experiment: Experiment, arm: ArmResult): string {
  const effect = headline(experiment, arm);
  const { words, kind } = experiment.plan.outcome;
  const each = kind === 'share' ? '' : ' per customer';
  if (arm.treated.n < 2 || arm.cautions.some(({ kind }) => kind === 'few'))
    return `${arm.name}: too few customers for an interval; the difference in ${words} is ${write.quantity(effect)}${each}.`;
  const alpha = 1 - experiment.ask.level;
  if (arm.adjustedP >= alpha || (effect.low <= 0 && effect.high >= 0))
    return `${arm.name}: no effect on ${words} is shown; the difference is ${write.spoken(effect)}${each}.`;
  return `${arm.name} ${effect.value > 0 ? 'raised' : 'lowered'} ${words} by ${write.spoken(unsigned(effect))}${each}.`;
}

function unsigned({ signed: _, ...effect }: Estimate): Estimate {
  if (effect.value >= 0) return effect;
  return { ...effect, value: -effect.value, low: -effect.high, high: -effect.low };
}

/** Checks without which no figure of a randomised comparison means anything. */
export function brokenChecks({ draw, attrition }: ExperimentResult): string[] {
  return [
    draw?.broken
      ? `the arms are not as large as they were drawn (χ² ${write.number(draw.statistic, 1)}, p ${write.p(draw.p)})`
      : '',
    attrition?.uneven
      ? `outcomes are missing more often in one arm than in another (p ${write.p(attrition.p)})`
      : '',
  ].filter((text) => text !== '');
}

/** What speaks against the interval of an arm. */
export function cautionSentence(experiment: Experiment, arm: ArmResult, caution: Caution): string {
  switch (caution.kind) {
    case 'few':
      return `${arm.name}: ${write.count(caution.customers)} customers in the smaller arm are too few for an interval.`;
    case 'rich':
      return `${arm.name}: the arms differ by ${write.percent(Math.abs(caution.relative), 0)} of the control; from half of it on the interval is too narrow.`;
    case 'one-customer':
      return `${arm.name}: one customer makes ${write.percent(caution.share, 0)} of an arm's total; without this one the difference is ${write.quantity({ ...headline(experiment, arm), value: caution.effectWithout })} per customer.`;
  }
}
