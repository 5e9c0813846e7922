import type { Trial } from './trial.ts';

/** Amounts of a trial's customers. */
export interface Stakes {
  /** What one unit of the outcome is worth, for each customer. */
  readonly worth: Float64Array;
  /** What each arm's contact costs, for each customer; the first is the first arm's. */
  readonly cost: readonly Float64Array[];
}

/** Γ of an arm over all customers, who were not all drawn into it or the control. */
export function scoreIn({ arm, chances }: Trial, a: number, effects: Float64Array, i: number): number {
  const drawn = arm[i] === 0 || arm[i] === a + 1;
  return drawn ? effects[i] / (chances[0][i] + chances[a + 1][i]) : 0;
}
