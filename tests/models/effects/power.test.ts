import { describe, expect, it } from 'vitest';
import { alwaysValidReach, costOfLooks, declaredEndReach, smallestSeen } from '../../../models/effects.ts';
import { randomStream } from '../../../models/numerics.ts';

const looks = 90;

/** Share of comparisons that show an effect at any of the daily looks, of so many standard errors at the end. */
function foundBy(reach: (information: number) => number, effect: number, comparisons = 3000): number {
  const random = randomStream(7, 'looks');
  let found = 0;
  for (let i = 0; i < comparisons; i++) {
    let sum = 0;
    for (let day = 1; day <= looks; day++) {
      const information = day / looks;
      sum += effect / looks + random.normal() / Math.sqrt(looks);
      if (Math.abs(sum / Math.sqrt(information)) <= reach(information)) continue;
      found++;
      break;
    }
  }
  return found / comparisons;
}

describe('the smallest difference seen, looked at every day', () => {
  const onceSeen = smallestSeen({ treated: 2, control: 2, spread: 1 });

  it.each([
    ['declared end', declaredEndReach],
    ['always valid', alwaysValidReach],
  ] as const)('is found in four of five comparisons where it is %s', (how, reach) => {
    const by = (effect: number) => foundBy((information) => reach(information, 0.05), effect);
    const found = by(costOfLooks[how] * onceSeen);
    expect(found).toBeGreaterThan(0.77);
    expect(found).toBeLessThan(0.84);
    expect(by(0)).toBeLessThan(0.05);
  });
});
