import { entropyWeights } from '../entropy-balance.ts';
import { type TreatedEffect, weightedEffect } from '../treated-effect.ts';
import type { Basis } from './basis.ts';
import { isShare, type ObservedRows } from './observed-rows.ts';
import { fitRidge } from './ridge-regression.ts';
import { placesOf, shapeOf, standardised, taken } from './shape.ts';

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
  const armOf = (arm: number) => placesOf(treated.length, (i) => treated[i] === arm);
  const [alone, contacted] = [armOf(0), armOf(1)];
  const ofControls = basis.columns.map((column) => taken(column, alone));
  const covariates = ofControls.map((column, j) =>
    standardised(column, shapeOf(taken(basis.columns[j], contacted))),
  );
  const { weights: own, balanced } = entropyWeights(covariates, ridge);
  const weights = new Float64Array(treated.length);
  alone.forEach((i, k) => {
    weights[i] = own[k];
  });
  const expect = fitRidge(
    {
      columns: ofControls,
      target: taken(outcome, alone),
      weight: own.map((weight) => weight * alone.length),
    },
    isShare(outcome) ? 'logistic' : 'squared',
  );
  const expected = expect(basis.columns);
  return { ...weightedEffect({ treated, outcome, expected, weights }, level), balanced };
}
