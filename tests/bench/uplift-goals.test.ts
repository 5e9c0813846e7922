import { expect, it } from 'vitest';
import { valueStudy } from '../../bench/uplift/value-study.ts';

/** The whole study is `npm run bench:uplift`: hundreds of seeds, whose figures docs/uplift.md quotes. */
it('what a campaign teaches wins more of new customers than value at risk and than a lot', () => {
  const found = valueStudy({ customers: 3000, share: 0.5, effect: 'persuadable', seeds: 1 });
  expect(found.open).toBe(1);
  expect(found.behindGate).toBeGreaterThan(found.byValueAtRisk + 0.03);
  expect(found.byValueAtRisk).toBeGreaterThan(found.random + 0.2);
});
