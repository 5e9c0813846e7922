import { randomStream, shuffle } from '../numerics/random.ts';
import type { Trial } from './trial.ts';

export const folds = 5;

/** Deals the customers of each arm into folds of equal size, by lot. */
export function splitIntoFolds({ arm, chances }: Trial, seed: number, draw: number): Uint8Array {
  const random = randomStream(seed, `uplift folds ${draw}`);
  const fold = new Uint8Array(arm.length);
  for (let a = 0; a < chances.length; a++) {
    const own = Int32Array.from(arm.keys()).filter((i) => arm[i] === a);
    shuffle(own, random);
    own.forEach((i, k) => {
      fold[i] = k % folds;
    });
  }
  return fold;
}

/** Splits into folds: each more takes noise out of the verdict, and the more customers there are the less there is. */
export const drawsFor = (customers: number): number =>
  customers <= 20_000 ? 10 : customers <= 100_000 ? 4 : 2;
