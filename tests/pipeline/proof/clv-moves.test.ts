import { describe, expect, it } from 'vitest';
import type { ClvMove } from '../../../contracts/artefacts/clv-moves.ts';
import { randomStream } from '../../../models/numerics.ts';
import { type Basket, clvMoves, type ScoredSums } from '../../../pipeline/proof/clv-moves.ts';
import { movesReport } from '../../../pipeline/reports/proof/moves-report.ts';

const scored: ScoredSums = {
  n: 10_000,
  clv: 500_000,
  clv_squares: 60_000_000,
  gain: 300_000,
  gain_squares: 20_000_000,
};

/** Buyers whose margin is `per` an order and `more` with several categories. */
function baskets(n: number, more: number, per = 12): Basket[] {
  const random = randomStream(11, 'baskets');
  const people = Array.from({ length: n }, () => {
    const several = random.uniform() < 0.4 ? 1 : 0;
    const orders = 1 + Math.floor(3 * random.uniform()) + several; // who buys more widely also orders more
    const before = 30 * random.uniform();
    return { several, orders, before, money: per * orders + 0.3 * before + more * several + random.normal() };
  });
  const sum = (rows: typeof people, of: (row: (typeof people)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  return [0, 1].map((several) => {
    const rows = people.filter((row) => row.several === several);
    return {
      several,
      n: rows.length,
      most_categories: 1 + several,
      y: sum(rows, (r) => r.money),
      o: sum(rows, (r) => r.orders),
      x: sum(rows, (r) => r.before),
      yy: sum(rows, (r) => r.money ** 2),
      yo: sum(rows, (r) => r.money * r.orders),
      yx: sum(rows, (r) => r.money * r.before),
      oo: sum(rows, (r) => r.orders ** 2),
      ox: sum(rows, (r) => r.orders * r.before),
      xx: sum(rows, (r) => r.before ** 2),
    };
  });
}

const movesOf = (rows: readonly Basket[] | null, sums = scored) =>
  Object.fromEntries(
    clvMoves({ scored: sums, baskets: rows, level: 0.95 }).map((move) => [move.mover, move]),
  );

describe('what moves CLV', () => {
  it('is a hundredth of what staying is worth, and of CLV, with intervals that allow for the model’s error', () => {
    const { retention, 'order-value': value } = movesOf(baskets(2000, 5));
    expect(retention!.worth!.value).toBe(3000);
    expect(value!.worth!.value).toBe(5000);
    expect(value!.share).toBeCloseTo(0.01, 12);
    // At least 1.96 × 10% on either side.
    expect(value!.worth!.high - 5000).toBeGreaterThan(0.196 * 5000 * 0.999);
    expect(5000 - value!.worth!.low).toBeCloseTo(value!.worth!.high - 5000, 8);
  });

  it('holds what a second category is worth apart from more orders and another past', () => {
    const cross = movesOf(baskets(3000, 5))['cross-sell']!;
    expect(cross.worth!.value).toBeCloseTo(0.01 * 5 * 10_000, -2);
    expect(cross.worth!.low).toBeLessThan(500);
    expect(cross.worth!.high).toBeGreaterThan(500);
    const none = movesOf(baskets(3000, 0))['cross-sell']!.worth!;
    expect(none.low).toBeLessThan(0);
    expect(none.high).toBeGreaterThan(0);
  });

  it('takes the margin of an order as a ratio of sums', () => {
    const rows = baskets(2000, 0);
    const [y, o] = [rows[0]!.y + rows[1]!.y, rows[0]!.o + rows[1]!.o];
    expect(movesOf(rows).frequency!.worth!.value).toBeCloseTo((0.01 * 10_000 * y) / o, 8);
  });

  it('is not known where too few tell of it, and the reason is said', () => {
    const without = movesOf(null);
    expect(without.frequency!.worth).toBeNull();
    expect(movesOf([{ ...baskets(500, 0)[0]!, most_categories: 1 }])['cross-sell']!.why).toMatch(
      /no second category/,
    );
    expect(movesOf(baskets(120, 1))['cross-sell']!.why).toMatch(/it takes 100/);
    expect(movesOf(null, { ...scored, n: 0, clv: 0, gain: 0 }).retention!.why).toBe('nobody can still leave');
  });

  it('is a chart with the largest in its title, and says what it does not know', () => {
    const moves = clvMoves({ scored, baskets: baskets(2000, 5), level: 0.95 });
    const head = { asOf: '2026-03-09', currency: 'EUR', level: 0.95, horizonDays: 365, customers: 10_000 };
    const report = movesReport({ ...head, clv: 500_000, modelError: 0.1, past: null, moves });
    expect(report.verdict).toMatch(/Most is won where each order brings 1% more margin: €5,000 \(€/);
    expect(JSON.stringify(report)).toMatch(/cannot be added/);
    const nothing = movesReport({ ...head, customers: 0, clv: 0, modelError: 0.1, past: null, moves: [] });
    expect(nothing.verdict).toMatch(/Nothing can be said/);
  });

  const head = { asOf: '2026-03-09', currency: 'EUR', level: 0.95, horizonDays: 365, customers: 10_000 };
  const verdictOf = (worths: readonly (readonly [ClvMove['mover'], ClvMove['from'], number, number])[]) =>
    movesReport({
      ...{ ...head, clv: 500_000, modelError: 0.1, past: null },
      moves: worths.map(
        ([mover, from, value, reach]): ClvMove => ({
          ...{ mover, from, share: 0.01, why: null, lacking: null },
          worth: { value, low: value - reach, high: value + reach },
        }),
      ),
    }).verdict;

  it('names the most only where no other one reaches as high, and an association never', () => {
    const retention = ['retention', 'model', 3000, 400] as const;
    expect(verdictOf([retention, ['order-value', 'model', 5000, 900]])).toMatch(
      /^Most is won where each order/,
    );
    expect(verdictOf([retention, ['order-value', 'model', 3500, 900]])).toMatch(
      /^Largest estimate where each order .* not shown to be more than where one customer in a hundred more stays/,
    );
    expect(verdictOf([retention, ['cross-sell', 'association', 9000, 500]])).toMatch(
      /^Largest estimate where one customer in a hundred more stays.* not shown .* second category/,
    );
  });

  it('says that nothing is shown where no interval lies above zero', () => {
    expect(verdictOf([['retention', 'model', 300, 400]])).toMatch(/None of these changes is shown/);
    expect(verdictOf([['retention', 'model', -300, 100]])).toMatch(/None of these changes is shown/);
  });
});
