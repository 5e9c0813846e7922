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
      orders: [order('first', 'c0', '2024-08-01'), ...bought(2024, before), ...bought(2025, now)],
    });
  const fallen = await shop(50, 30);
  expect(fallen.marginTrend).toMatchObject({ before: 2000, now: 1200, change: { value: -800 } });
  // Σ (30 − 50)² of 40 customers
  expect(fallen.marginTrend!.change.high).toBeCloseTo(-800 + 1.959964 * Math.sqrt(40 * 400), 2);
  expect(fallen.trends).toMatchObject([{ name: 'nps_relational', disagrees: true }]);
  expect(fallen.trends[0]!.change.value).toBeCloseTo(2, 10);
  const { data: _, ...report } = fallen;
  const [said] = warnings({ run: 'r', moods: null, ...report });
  expect(said).toMatch(/^NPS, relational up \(5\.9\d to 7\.9\d\), margin down \(€2,000 to €1,200\)/);
  expect((await shop(30, 50)).trends).toMatchObject([{ disagrees: false }]);
});

it('margin has no trend where the quarter a year before is not known from its first day', async () => {
  const ids = Array.from({ length: 40 }, (_, i) => `c${i}`);
  const bought = (day: string) => ids.map((id) => order(`${id}/${day}`, id, day, { amount: 9, margin: 9 }));
  const orders = [...bought('2024-10-05'), ...bought('2025-10-05')];
  const shop = (first: string) =>
    measured({ customers: ids.map((id) => customer(id)), orders: [order('first', 'c0', first), ...orders] });
  expect((await shop('2024-09-03')).marginTrend).toBeNull();
  expect((await shop('2024-09-01')).marginTrend).toMatchObject({ before: 360, now: 360 });
});

it('many answers of one customer are one customer', async () => {
  const ids = Array.from({ length: 30 }, (_, i) => `c${i}`);
  const answers = (year: number, of: (id: string, i: number) => number[]) =>
    ids.flatMap((id, i) =>
      of(id, i).map((score, n) =>
        survey(`${id}/${year}/${n}`, {
          customer_id: id,
          invited_at: Date.parse(`${year}-10-01T10:00:00Z`) / 1000 + 3600 * n,
          kind: 'nps',
          relation: 'relational',
          score,
        }),
      ),
    );
  const shop = (often: number) =>
    measured({
      customers: ids.map((id) => customer(id)),
      surveys: [
        ...answers(2024, (_, i) => [5 + (i % 3)]),
        ...answers(2025, (_, i) => (i === 0 ? Array.from({ length: often }, () => 10) : [5 + (i % 3)])),
      ],
    });
  const [once] = (await shop(1)).trends;
  const [often] = (await shop(200)).trends;
  expect(once).toMatchObject({ before: 6 });
  expect(often).toEqual(once);
  const few = ids.slice(0, 5);
  const told = await measured({
    customers: few.map((id) => customer(id)),
    surveys: [2024, 2025].flatMap((year) =>
      answers(year, (id) => (few.includes(id) ? [1, 2, 3, 4, 5, 6] : [])),
    ),
  });
  expect(told.trends).toEqual([]);
});
