import { expect, it } from 'vitest';
import { adjustedDifference } from '../../../models/effects/adjusted-difference.ts';
import { compareArms } from '../../../models/effects/compare-arms.ts';
import { momentsOf } from '../../../models/effects/moments.ts';
import { randomStream } from '../../../models/numerics/random.ts';

const level = 0.95;
const campaigns = 600;
const [kept, keptAlone] = [0.99, 0.97];

/** Customers of whom hardly anybody leaves: the worse the time before, the likelier by so much. */
function arm(n: number, share: number, random: ReturnType<typeof randomStream>, slope: number) {
  const before = Float64Array.from({ length: n }, () => random.uniform());
  const outcome = before.map((x) => Number(random.uniform() < 1 - (1 - share) * (1 + slope * (0.5 - x))));
  return { outcome, before: [before], cost: null };
}

it.each([0, 2])(
  'an adjusted share holds the truth in a small hold-out that hardly anybody leaves, with a slope of %i',
  (slope) => {
    const random = randomStream(21, `shares ${slope}`);
    const holds = { widened: 0, student: 0 };
    for (let i = 0; i < campaigns; i++) {
      const [treated, control] = [arm(450, kept, random, slope), arm(50, keptAlone, random, slope)];
      const covers = ({ low, high }: { low: number; high: number }) =>
        Number(low <= kept - keptAlone && kept - keptAlone <= high);
      const moments = [treated, control].map(({ outcome, before }) => momentsOf([outcome, ...before]));
      holds.widened += covers(compareArms(treated, control, level).adjusted!);
      holds.student += covers(adjustedDifference(moments[0]!, moments[1]!, level));
    }
    expect(holds.widened / campaigns).toBeGreaterThan(0.93);
    expect(holds.student / campaigns).toBeLessThan(0.85);
  },
);

it('reaches as far as t, and as Newcombe’s interval narrowed as the standard error is', () => {
  const random = randomStream(22, 'wider');
  const rows = [0.99, 0.95].map((share, i) => {
    const before = Float64Array.from({ length: i === 0 ? 450 : 80 }, () => random.uniform());
    return { outcome: before.map((x) => Number(x < share)), before: [before], cost: null };
  });
  const { adjusted, shares } = compareArms(rows[0]!, rows[1]!, level);
  const [a, b] = rows.map(({ outcome, before }) => momentsOf([outcome, ...before]));
  const student = adjustedDifference(a!, b!, level);
  const times = Math.sqrt(student.varianceRatio);
  expect(times).toBeLessThan(1);
  expect(adjusted!.value).toBe(student.value);
  const reach = { low: times * (shares!.value - shares!.low), high: times * (shares!.high - shares!.value) };
  expect(adjusted!.low).toBeCloseTo(Math.min(student.low, student.value - reach.low), 12);
  expect(adjusted!.high).toBeCloseTo(Math.max(student.high, student.value + reach.high), 12);
  expect(adjusted!.high).toBeGreaterThan(student.high);
});
