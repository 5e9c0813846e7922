import { entropyWeights } from '../entropy-balance.ts';
import { type TreatedEffect, weightedEffect } from '../treated-effect.ts';
import type { Basis } from './basis.ts';
import { isShare, type ObservedRows } from './observed-rows.ts';
import { fitRidge } from './ridge-regression.ts';

/** Lets far covariates miss by a little rather than put all weight on a few controls. */
const ridge = 0.01;

export interface BalancedEffect extends TreatedEffect {
  /** Whether weights were found under which the controls are like the contacted. */
  readonly balanced: boolean;
}

/**
 * Effect on the contacted with controls weighted until they are like them (entropy balancing; Hainmueller 2012), and a
 * weighted regression for what the weights leave. Nothing in it is random.
 */
export function balancedEffect(
  { treated, outcome }: ObservedRows,
  basis: Basis,
  level: number,
): BalancedEffect {
  const all = Int32Array.from(treated.keys());
  const alone = all.filter((i) => treated[i] === 0);
  const [ofControls, ofTreated] = [basis.at(alone), basis.at(all.filter((i) => treated[i] === 1))];
  const about = ofTreated.map(shapeOf);
  const covariates = ofControls.map((column, j) =>
    column.map((x) => (x - about[j].mean) / about[j].deviation),
  );
  const { weights: own, balanced } = entropyWeights(covariates, ridge);
  const weights = new Float64Array(treated.length);
  alone.forEach((i, k) => {
    weights[i] = own[k];
  });
  const expect = fitRidge(
    {
      columns: ofControls,
      target: Float64Array.from(alone, (i) => outcome[i]),
      weight: own.map((weight) => weight * alone.length),
    },
    isShare(outcome) ? 'logistic' : 'squared',
  );
  const expected = expect(basis.at(all));
  return { ...weightedEffect({ treated, outcome, expected, weights }, level), balanced };
}

function shapeOf(values: Float64Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) || 1 };
}
