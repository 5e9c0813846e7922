import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../models/numerics/random.ts';
import { covered } from '../../../../models/quality/metrics/value.ts';
import {
  type Expected,
  fitPredictive,
  meansOf,
  type PredictiveTable,
  predictiveValue,
  unknownSpread,
} from '../../../../models/retention/intervals/predictive.ts';
import {
  fitUnit,
  unitBelow,
  unitQuantile,
} from '../../../../models/retention/intervals/unit-distribution.ts';

/** Customers who leave by a known chance, with heavy-tailed value if kept, and now and then some if lost. */
function drawn(n: number, seed: number, { lost = 0.3, kept = 0.9, spread = 1 } = {}) {
  const random = randomStream(seed, 'predictive rows');
  const column = () => new Float64Array(n);
  const [churn, value, bought, churned, outcome] = [column(), column(), column(), column(), column()];
  for (let i = 0; i < n; i++) {
    churn[i] = 1 / (1 + Math.exp(1 - 1.5 * random.normal()));
    const worth = Math.exp(3 + random.normal());
    value[i] = (1 - churn[i]!) * worth + churn[i]! * lost * worth;
    churned[i] = random.uniform() < churn[i]! ? 1 : 0;
    const chance = churned[i] ? 0.2 : kept;
    bought[i] = worth / kept;
    const mean = (churned[i] ? lost : 1) * worth;
    outcome[i] =
      random.uniform() < chance ? (mean / chance) * Math.exp(spread * random.normal() - spread ** 2 / 2) : 0;
  }
  const expected = (i: number): Expected => ({ churn: churn[i]!, value: value[i]!, ifBought: bought[i]! });
  return { expected, churned, outcome, value };
}

/** Contracts of a fee a month for three months, of which some end within; every second is over, whose churn nobody knows. */
function contracts(n: number, seed: number) {
  const random = randomStream(seed, 'contracts');
  const [churned, outcome, value] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const expected: Expected[] = [];
  for (let i = 0; i < n; i++) {
    const [fee, churn] = [20 + 40 * random.uniform(), 0.05 + 0.4 * random.uniform()];
    const over = i % 2 === 1;
    const left = random.uniform() < churn;
    churned[i] = over ? Number.NaN : Number(left);
    outcome[i] = over ? 0 : 3 * fee * (left ? random.uniform() : 1);
    const noise = Math.exp(0.03 * random.normal());
    value[i] = over ? 1e-3 * random.uniform() : 3 * fee * (1 - churn / 2) * noise;
    expected.push({ churn, value: value[i]!, ifBought: value[i]! });
  }
  return { expected: (i: number) => expected[i]!, churned, outcome, value };
}

/**
 * Contracts that all bring three fees unless they end, of which cheap ones are expected to bring 8% less than they do, dear ones 8%
 * more. Rows that taught the model are met within 1%.
 */
function fees(n: number, seed: number, { taught = false } = {}) {
  const random = randomStream(seed, 'fees');
  const [churned, outcome, value] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const expected: Expected[] = [];
  for (let i = 0; i < n; i++) {
    const [fee, churn] = [10 * Math.exp(2 * random.uniform()), 0.02 + 0.1 * random.uniform()];
    const left = random.uniform() < churn;
    churned[i] = Number(left);
    outcome[i] = 3 * fee * (left ? random.uniform() : 1);
    const off = (taught ? 0 : 0.08 * (Math.log(fee / 10) - 1)) + 0.01 * random.normal();
    value[i] = 3 * fee * (1 - churn / 2) * (1 + off);
    expected.push({ churn, value: value[i]!, ifBought: value[i]! });
  }
  return { expected: (i: number) => expected[i]!, churned, outcome, value };
}

const everyRow = (n: number) => Int32Array.from({ length: n }, (_, i) => i);
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;

/** Coverage of other rows, over all and by tenth of expected value. */
function coverage(table: PredictiveTable, rows: ReturnType<typeof drawn>) {
  const n = rows.outcome.length;
  const said = Array.from(everyRow(n), (i) => predictiveValue(table, rows.expected(i)));
  const of = (name: 'p10' | 'p90' | 'zero') => Float64Array.from(said, (one) => one[name]);
  const inside = covered({ low: of('p10'), high: of('p90'), zero: of('zero') }, rows.outcome);
  const order = everyRow(n).sort((a, b) => rows.value[a]! - rows.value[b]!);
  const tenths = Array.from(
    { length: 10 },
    (_, d) => mean(order.subarray((d * n) / 10, ((d + 1) * n) / 10).map((i) => 1000 * inside[i]!)) / 1000,
  );
  return { all: mean(inside), tenths };
}

describe('what is said of one customer’s value', () => {
  const table = fitPredictive(drawn(3000, 1), everyRow(3000), 0.3);
  const chance = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  const money = fc.oneof(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), fc.constantFrom(0, 1e-6, 1e-3));
  const tables = [
    table,
    unknownSpread(0),
    unknownSpread(0.4),
    fitPredictive(drawn(800, 2, { lost: 0 }), everyRow(800), 0),
  ];
  const moved = fitPredictive(fees(3000, 1), everyRow(3000), 0.5);

  it('cannot contradict itself, whatever the customer', () => {
    fc.assert(
      fc.property(chance, money, money, fc.nat(tables.length - 1), (churn, value, ifBought, t) => {
        const said = predictiveValue(tables[t]!, { churn, value, ifBought });
        const { kept, lost, zero, p10, p50, p90 } = said;
        const near = 1e-9 * (1 + value);
        expect(Math.abs((1 - churn) * kept + churn * lost - value)).toBeLessThan(near);
        expect(said.mean).toBe(value);
        expect(kept).toBeGreaterThanOrEqual(value - near);
        expect(lost).toBeLessThanOrEqual(value + near);
        expect(lost).toBeGreaterThanOrEqual(-near);
        expect(p10).toBeLessThanOrEqual(p50);
        expect(p50).toBeLessThanOrEqual(p90);
        for (const [quantile, level] of [
          [p10, 0.1],
          [p50, 0.5],
          [p90, 0.9],
        ] as const) {
          expect(quantile === 0).toBe(level <= zero); // nothing at all is that likely, or it is not
          expect((1 - level) * quantile).toBeLessThanOrEqual(value + near); // Markov
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('cannot contradict itself either where strata have means of their own', () => {
    expect(Math.max(...moved.kept.means!) / Math.min(...moved.kept.means!)).toBeGreaterThan(1.1);
    fc.assert(
      fc.property(chance, money, money, (churn, value, ifBought) => {
        const { mean, kept, lost, p10, p50, p90 } = predictiveValue(moved, { churn, value, ifBought });
        const near = 1e-9 * (1 + value);
        expect(Math.abs((1 - churn) * kept + churn * lost - mean)).toBeLessThan(near);
        expect(p10).toBeLessThanOrEqual(p50);
        expect(p50).toBeLessThanOrEqual(p90);
        expect(0.1 * p90).toBeLessThanOrEqual(mean + near); // Markov
      }),
    );
  });

  it('has the mean that its own quantiles have', () => {
    for (const expected of [
      { churn: 0.1, value: 100, ifBought: 120 },
      { churn: 0.8, value: 30, ifBought: 90 },
    ]) {
      const { kept, lost } = meansOf(table.lostShare, expected);
      const branch = ({ bounds, shapes }: PredictiveTable['kept'], level: number) =>
        unitQuantile(shapes[bounds.filter((bound) => expected.value >= bound).length]!, level);
      const levels = Array.from({ length: 20_000 }, (_, i) => (i + 0.5) / 20_000);
      const byLevels =
        (1 - expected.churn) * kept * mean(levels.map((level) => branch(table.kept, level))) +
        expected.churn * lost * mean(levels.map((level) => branch(table.lost, level)));
      expect(byLevels / expected.value).toBeCloseTo(1, 3);
    }
  });

  it('nobody is worth far more if kept than a buyer is, even where the chance of leaving is all but 1', () => {
    const { kept, lost } = meansOf(0, { churn: 0.999, value: 40, ifBought: 90 });
    expect(kept).toBe(180);
    expect(0.001 * kept + 0.999 * lost).toBeCloseTo(40, 9);
  });

  it('is nothing for most of whom less is expected than anybody brings, as after the end of a contract', () => {
    const rows = contracts(3000, 3);
    const own = fitPredictive(rows, everyRow(3000), 0.4);
    const over = { churn: 0.4, value: 1e-3, ifBought: 1e-3 };
    const said = predictiveValue(own, over);
    expect(said).toMatchObject({ mean: 1e-3, p10: 0, p50: 0, p90: 0 });
    expect(1 - said.zero).toBeCloseTo(over.value / own.least!, 9);
    expect(0.6 * said.kept + 0.4 * said.lost).toBeCloseTo(over.value, 12);
    expect(coverage(own, contracts(6000, 4)).all).toBeCloseTo(0.8, 1);
    for (const tenth of coverage(own, contracts(6000, 4)).tenths)
      expect(Math.abs(tenth - 0.8)).toBeLessThan(0.06);
    const { least, ...before } = own;
    expect(predictiveValue(before, over).zero).toBe(0);
    expect(predictiveValue(before, { churn: 0.2, value: 80, ifBought: 90 })).toEqual(
      predictiveValue(own, { churn: 0.2, value: 80, ifBought: 90 }),
    );
  });

  it('is not known where no value is', () => {
    const said = predictiveValue(table, { churn: 0.5, value: Number.NaN, ifBought: Number.NaN });
    expect(Object.values(said).every(Number.isNaN)).toBe(true);
  });
});

describe('80% intervals of value', () => {
  it.each([
    ['with a mass at zero', {}],
    ['where the lost bring nothing', { lost: 0 }],
    ['where all buy, with a light tail', { kept: 1, spread: 0.4 }],
    ['where two in three bring nothing', { kept: 0.4 }],
  ])('hold 78 to 82% of new outcomes, in every tenth of prediction: %s', (_, how) => {
    const seeds = [1, 2, 3, 4, 5, 6];
    const found = seeds.map((seed) => {
      const table = fitPredictive(drawn(3000, seed, how), everyRow(3000), 0.3);
      return coverage(table, drawn(3000, 100 + seed, how));
    });
    expect(Math.abs(mean(found.map(({ all }) => all)) - 0.8)).toBeLessThan(0.01);
    for (let d = 0; d < 10; d++) {
      const tenth = mean(found.map(({ tenths }) => tenths[d]!));
      expect(tenth).toBeGreaterThan(0.78 - 0.012); // six times 300 rows: a standard error of .009
      expect(tenth).toBeLessThan(0.82 + 0.012);
    }
  });

  it('hold of contracts whose fees the expectation misses, which then are expected to bring what they do', () => {
    const [rows, later] = [3000, fees(3000, 1)];
    const table = fitPredictive(later, everyRow(rows), 0.5, fees(3 * rows, 2, { taught: true }));
    const next = fees(rows, 3);
    const { all, tenths } = coverage(table, next);
    expect(Math.abs(all - 0.8)).toBeLessThan(0.04);
    for (const tenth of tenths) expect(Math.abs(tenth - 0.8)).toBeLessThan(0.12); // 300 rows
    const order = everyRow(rows).sort((a, b) => next.value[a]! - next.value[b]!);
    for (const half of [order.subarray(0, rows / 2), order.subarray(rows / 2)]) {
      const said = mean(Array.from(half, (i) => predictiveValue(table, next.expected(i)).mean));
      const came = mean(Array.from(half, (i) => next.outcome[i]!));
      expect(Math.abs(said / came - 1)).toBeLessThan(0.015);
    }
  });

  it('leave to the model what customers bring where they hold as they are', () => {
    const table = fitPredictive(drawn(3000, 1), everyRow(3000), 0.3);
    expect(table.kept.means).toBeUndefined();
    expect(table.lost.means).toBeUndefined();
  });

  it('learn from earlier dates how value spreads, so that one odd season does not teach it alone', () => {
    const rows = 3000;
    const [odd, usual, next] = [{ spread: 0.3 }, { spread: 1 }, { spread: 0.8 }];
    const covers = (earlier: ReturnType<typeof drawn> | null) => {
      const table = fitPredictive(drawn(rows, 1, odd), everyRow(rows), 0.3, earlier);
      return coverage(table, drawn(rows, 2, next)).all;
    };
    const [alone, together] = [covers(null), covers(drawn(3 * rows, 3, usual))];
    expect(alone).toBeLessThan(0.75);
    expect(Math.abs(together - 0.8)).toBeLessThan(0.04);
  });

  it('leave to the later rows what the lost bring', () => {
    const later = drawn(3000, 1, { lost: 0.3 });
    const { lostShare } = fitPredictive(later, everyRow(3000), 0.3, drawn(3000, 2, { lost: 0.8 }));
    expect(lostShare).toBe(fitPredictive(later, everyRow(3000), 0.3).lostShare);
  });

  it('learn what the lost bring', () => {
    for (const lost of [0, 0.3, 0.7]) {
      const { lostShare } = fitPredictive(drawn(6000, 7, { lost }), everyRow(6000), 0.5);
      expect(Math.abs(lostShare - lost)).toBeLessThan(0.12);
    }
  });

  it('are wide where few rows could teach them', () => {
    const table = fitPredictive(drawn(40, 1), everyRow(40), 0.3);
    const { p10, p90 } = predictiveValue(table, { churn: 0.01, value: 100, ifBought: 100 });
    expect(p10).toBeLessThan(20);
    expect(p90).toBeGreaterThan(200);
  });
});

describe('a distribution of mean 1', () => {
  it('has mean 1, its zeros, and quantiles that answer its chances', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e3, noNaN: true })), {
          minLength: 3,
          maxLength: 60,
        }),
        (ratios) => {
          const unit = fitUnit(Float64Array.from(ratios));
          if (!ratios.some((ratio) => ratio > 0)) {
            expect(unit).toBeNull();
            return;
          }
          const share = ratios.filter((ratio) => ratio === 0).length / ratios.length;
          expect(unit!.zero).toBeCloseTo(share, 12);
          for (const level of [0.05, 0.3, 0.77, 0.999]) {
            const x = unitQuantile(unit!, level);
            if (level <= unit!.zero) expect(x).toBe(0);
            else expect(unitBelow(unit!, x * (1 + 1e-9))).toBeGreaterThanOrEqual(level - 1e-6);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
