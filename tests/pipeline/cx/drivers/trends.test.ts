import { expect, it } from 'vitest';
import { warnings } from '../../../../pipeline/reports/drivers/driver-sentences.ts';
import { customer, order, survey } from '../figures.ts';
import { measured } from './measured.ts';

/** The last 90 days begin on 2 September 2025; the same a year before, on 2 September 2024. */
it('a score that rose while margin fell is told, and one that rose with it is not', async () => {
  const ids = Array.from({ length: 40 }, (_, i) => `c${i}`);
  const scored = (year: number, score: (i: number) => number) =>
    ids.map((id, i) => {
      const invited_at = Date.parse(`${year}-10-01T10:00:00Z`) / 1000;
      const of = { customer_id: id, invited_at, kind: 'nps', relation: 'relational' };
      return survey(`${id}/${year}`, { ...of, score: score(i) });
    });
  const bought = (year: number, amount: number) =>
    ids.map((id) => order(`${id}/${year}`, id, `${year}-10-05`, { amount, margin: amount }));
  const shop = (before: number, now: number) =>
    measured({
      customers: ids.map((id) => customer(id)),
      surveys: [...scored(2024, (i) => 5 + (i % 3)), ...scored(2025, (i) => 7 + (i % 3))],
      orders: [...bought(2024, before), ...bought(2025, now)],
    });
  const fallen = await shop(50, 30);
  expect(fallen.marginTrend).toMatchObject({ before: 2000, now: 1200, change: { value: -800 } });
  // Σ (30 − 50)² of 40 customers
  expect(fallen.marginTrend!.change.high).toBeCloseTo(-800 + 1.959964 * Math.sqrt(40 * 400), 2);
  expect(fallen.trends).toMatchObject([{ name: 'nps_relational', disagrees: true }]);
  expect(fallen.trends[0]!.change.value).toBeCloseTo(2, 10);
  const { data: _, ...report } = fallen;
  const [said] = warnings({ run: 'r', ...report });
  expect(said).toMatch(/^NPS, relational up \(5\.9\d to 7\.9\d\), margin down \(€2,000 to €1,200\)/);
  expect((await shop(30, 50)).trends).toMatchObject([{ disagrees: false }]);
});
