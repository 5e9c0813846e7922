import { processes, roughNormal } from '../random.ts';
import { type Cause, causes, type Life, type Setting } from './life.ts';

/** Share of the way back to the own level per day: half a push is gone after a month. */
export const pull = 1 / 45;
/** Spread of the daily step: wandering alone gives a spread of 0.5. */
export const step = 0.5 * Math.sqrt(2 * pull);

/** Satisfaction wanders around the customer's own level. */
export function wander(life: Life, { draws }: Setting): void {
  const noise = roughNormal(draws.uniform(processes.wander, life.day));
  life.satisfaction += pull * (life.traits.level - life.satisfaction) + step * noise;
}

/** Something pushes satisfaction; what is left of it fades as satisfaction returns to its level. */
export function push(life: Life, amount: number, cause: Cause): void {
  life.satisfaction += amount;
  const left = (1 - pull) ** (life.day - life.pushedOn);
  for (let i = 0; i < causes.length; i++) life.pushes[i]! *= left;
  life.pushes[causes.indexOf(cause)]! += amount;
  life.pushedOn = life.day;
}

/** What is left of each cause's pushes today, in the order of `causes`. */
export function pushesNow(life: Life): number[] {
  const left = (1 - pull) ** (life.day - life.pushedOn);
  return Array.from(life.pushes, (amount) => amount * left);
}
