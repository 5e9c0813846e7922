import type { Refusal } from '../../../models/effects.ts';
import { type Estimate, money, number, points } from '../../../pipeline/reports/estimate.ts';
import { write } from '../../../pipeline/reports/format.ts';
import type { Observed, ObservedArm } from './observed.ts';

export const notRandomised = 'not randomised';

/** An effect in the unit of the outcome. */
export function estimateIn(
  { ask, plan }: Observed,
  arm: ObservedArm,
  { value, low, high, method }: Pick<Estimate, 'value' | 'low' | 'high' | 'method'>,
): Estimate {
  const unit = plan.outcome.kind === 'share' ? points(0) : money(0, ask.currency ?? null, 2);
  const n = arm.customers.treated + arm.customers.control;
  return { ...unit, signed: true, level: ask.level, n, method, value, low, high };
}

/** The answer in a sentence for each arm: an effect, none that is shown, or why none can be told. */
export const observedVerdict = (observed: Observed): string =>
  observed.arms.map((arm) => armVerdict(observed, arm)).join(' ');

function armVerdict(observed: Observed, arm: ObservedArm): string {
  const { words, kind } = observed.plan.outcome;
  const each = kind === 'share' ? '' : ' per customer';
  if (arm.refusals.length > 0)
    return `${arm.name}: no effect can be told, for nobody drew lots and ${arm.refusals.map((one) => refusalSentence(one)).join('; ')}.`;
  const effect = estimateIn(observed, arm, { ...arm.blend, method: 'AIPW' });
  if (!isShown(observed, arm))
    return `${arm.name}: no effect on ${words} is shown; by comparison with similar customers, not by a draw, the difference is ${write.spoken(effect)}${each}.`;
  const size = effect.value < 0 ? turned(effect) : { ...effect, signed: false };
  return `${arm.name} seems to have ${effect.value > 0 ? 'raised' : 'lowered'} ${words} by ${write.spoken(size)}${each}: a comparison with similar customers, not a draw.`;
}

/** Whether an effect is told from none, by its own interval and by all arms together. */
export const isShown = ({ ask }: Observed, { blend, adjustedP }: ObservedArm): boolean =>
  (blend.low > 0 || blend.high < 0) && adjustedP < 1 - ask.level;

const turned = (effect: Estimate): Estimate => ({
  ...effect,
  signed: false,
  value: -effect.value,
  low: -effect.high,
  high: -effect.low,
});

/** A broken rule with what was found and what would do. */
export function refusalSentence({ rule, found, limit, name }: Refusal): string {
  switch (rule) {
    case 'few-controls':
      return `the controls who are like them weigh as much as ${write.count(found)} customers, where ${write.count(Math.ceil(limit))} are needed`;
    case 'no-overlap':
      return `${write.percent(found, 0)} of the contacted were all but certain to be (chance above 90%), where ${write.percent(limit, 0)} may be`;
    case 'imbalance':
      return `after weighting "${name}" still differs by ${write.number(found, 2)} standard deviations, where ${write.number(limit, 1)} may be`;
    case 'one-control':
      return `one control carries ${write.percent(found, 0)} of all weight, where ${write.percent(limit, 0)} may be`;
    case 'estimators-disagree':
      return `two ways to estimate it lie ${write.number(found, 1)} standard errors apart, where ${write.number(limit, 0)} may be`;
  }
}

/** Standard deviations by which groups differ in more than a trifle (Austin 2009). */
const notable = 0.1;

/** The plain difference as the warning that it is. */
export function naiveSentence(observed: Observed, arm: ObservedArm): string {
  const plain = estimateIn(observed, arm, { ...arm.naive, method: 'difference of means' });
  const worst = arm.overlap.balance.reduce((most, one) =>
    Math.abs(one.before) > Math.abs(most.before) ? one : most,
  );
  const why =
    Math.abs(worst.before) < notable
      ? 'nobody drew lots, though what is known from before differs little'
      : `the contacted already differed from the others before, most of all in ${worst.name} (${write.quantity({ ...number(worst.before, 2), signed: true })} standard deviations)`;
  return `${arm.name}: the plain difference of ${write.quantity(plain)} is no effect: ${why}.`;
}
