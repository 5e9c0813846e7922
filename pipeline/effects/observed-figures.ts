import type {
  EffectCheck,
  EffectEstimate,
  EffectMethod,
  EffectReport,
} from '../../contracts/artefacts/effect-report.ts';
import {
  type EarlierDifference,
  type EValue,
  type ObservedEffect,
  overlapRules,
} from '../../models/effects.ts';

type Found = Omit<ObservedEffect, 'contacts'>;

interface Effect {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/** What stands beside the headline without randomisation. @param written an effect as it is reported */
export function observedFigures(
  effect: Found,
  { earlier, strength }: { readonly earlier: EarlierDifference | null; readonly strength: EValue },
  written: (effect: Effect, method: EffectMethod) => EffectEstimate,
): NonNullable<EffectReport['observed']> {
  const { naive, blend, linear, trees, balanced, overlap, chances, splits, taughtAtMost } = effect;
  const { change = null, changeBefore = null, placebo = null } = earlier ?? {};
  return {
    naive: written(naive, 'plain-difference'),
    blend: written(blend, 'aipw'),
    linear: written(linear, 'aipw-linear'),
    trees: written(trees, 'aipw-trees'),
    balanced: written(balanced, 'entropy-balance'),
    effectiveControls: overlap.effectiveControls,
    treated: overlap.treated,
    certain: overlap.certain,
    largestWeight: overlap.largestWeight,
    chances: chances.map(({ treated, control }) => ({ treated, control })),
    eValue: { ...strength },
    differences: change && written(change, 'difference-in-differences'),
    differencesBefore: changeBefore && written(changeBefore, 'difference-in-differences'),
    placebo: placebo && written(placebo, 'entropy-balance'),
    splits,
    taughtAtMost,
  };
}

/** Each rule of overlap, broken or not, with its limit. */
export const refusalChecks = ({ overlap, blend, balanced }: Found): EffectCheck[] =>
  overlapRules(overlap, { ...blend, other: balanced.value }).map(
    ({ rule, isBroken, found, limit, name }) => ({
      code: rule,
      state: isBroken ? 'failed' : 'passed',
      found,
      limit,
      name: name ?? null,
    }),
  );

/** Standard errors from which neither can be chance. */
const certain = 1.96;

/**
 * An effect on what was before the start cannot be: where one is found on the figure itself, those chosen differ in what nobody
 * wrote down; where one is found on how it changed, the groups did not move alike, and the difference in differences is none.
 */
export function placeboChecks(
  { placebo, placeboFails, changeBefore, changeBeforeFails }: EarlierDifference,
  failing: 'failed' | 'note',
): EffectCheck[] {
  const z = ({ value, standardError }: Pick<Effect, 'value' | 'standardError'>) =>
    standardError === 0 ? null : value / standardError;
  const check = (code: EffectCheck['code'], found: number | null, state: EffectCheck['state']) => ({
    code,
    state,
    found,
    limit: certain,
    name: null,
  });
  return [
    ...(placebo === null ? [] : [check('placebo-fails', z(placebo), placeboFails ? failing : 'passed')]),
    ...(changeBefore === null
      ? []
      : [check('trends-differ', z(changeBefore), changeBeforeFails ? 'note' : 'passed')]),
  ];
}
