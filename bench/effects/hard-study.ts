import { type ArmRows, cautionsOf, compareArms } from '../../models/effects.ts';
import { type RandomStream, randomStream } from '../../models/numerics.ts';
import type { Sizes } from './simulated-arms.ts';

const level = 0.95;

/** What one customer brings, drawn; contact multiplies it, or adds buyers, so that the truth is known from the mean. */
export interface HardMoney {
  readonly name: string;
  readonly mean: number;
  readonly draw: (stream: RandomStream) => number;
  /** Contact adds so much where it makes others bring twice as much; else it multiplies. */
  readonly adds?: number;
}

const logNormal = (stream: RandomStream, middle: number, spread: number): number =>
  Math.exp(middle + spread * stream.normal());
const meanOfLog = (middle: number, spread: number): number => Math.exp(middle + spread ** 2 / 2);

/** Orders of one customer come in clusters: each is followed by another with this chance. */
const again = 0.7;
const returned = 0.3;

/** Distributions other than the one that the rules were set on. */
export const hardMoney: readonly HardMoney[] = [
  {
    name: 'half buy, log sd 2',
    mean: 0.5 * meanOfLog(2, 2),
    draw: (stream) => (stream.uniform() < 0.5 ? logNormal(stream, 2, 2) : 0),
  },
  {
    name: '5% buy, log sd 1',
    mean: 0.05 * meanOfLog(3, 1),
    draw: (stream) => (stream.uniform() < 0.05 ? logNormal(stream, 3, 1) : 0),
  },
  {
    name: 'clusters of orders',
    mean: (0.3 / (1 - again)) * meanOfLog(3, 0.8),
    draw: (stream) => {
      if (stream.uniform() >= 0.3) return 0;
      const usual = 3 + 0.6 * stream.normal();
      let sum = 0;
      do sum += logNormal(stream, usual, Math.sqrt(0.8 ** 2 - 0.6 ** 2));
      while (stream.uniform() < again);
      return sum;
    },
  },
  {
    name: 'refunds below zero',
    mean: 0.5 * (meanOfLog(3, 1) * (1 - returned) - returned * meanOfLog(3, 1.2)),
    draw: (stream) => {
      if (stream.uniform() >= 0.5) return 0;
      return stream.uniform() < returned ? -logNormal(stream, 3, 1.2) : logNormal(stream, 3, 1);
    },
  },
  {
    name: 'one in 500 buys for all',
    mean: 0.5 * meanOfLog(2, 0.8) + meanOfLog(7, 0.5) / 500,
    draw: (stream) =>
      (stream.uniform() < 0.5 ? logNormal(stream, 2, 0.8) : 0) +
      (stream.uniform() < 1 / 500 ? logNormal(stream, 7, 0.5) : 0),
  },
];

const drawn = (n: number, chance: number, stream: RandomStream): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Number(stream.uniform() < chance);
  return sum;
};

/** Outcomes that are no money: around zero, where no difference is small beside the mean, and bounded ones. */
export const otherOutcomes: readonly HardMoney[] = [
  {
    name: 'change of margin around 0',
    mean: 0,
    draw: (stream) => logNormal(stream, 3, 1) - logNormal(stream, 3, 1),
    adds: 8,
  },
  { name: 'around 0, normal', mean: 0, draw: (stream) => stream.normal(), adds: 0.3 },
  {
    name: 'around 0, Student’s t of 3',
    mean: 0,
    draw: (stream) => {
      const [a, b, c] = [stream.normal(), stream.normal(), stream.normal()];
      return stream.normal() / Math.sqrt((a * a + b * b + c * c) / 3);
    },
    adds: 0.4,
  },
  { name: 'score of 0 to 10', mean: 0, draw: (stream) => drawn(10, 0.1, stream), adds: 1 },
  { name: 'days of 30, rare', mean: 0, draw: (stream) => (stream.uniform() < 0.05 ? 30 : 0), adds: 1.5 },
];

export interface HardCoverage {
  /** Share of campaigns whose interval is printed: no caution speaks against it. */
  readonly printed: number;
  /** Share of campaigns in which an interval is printed that misses the truth: 5% is what a reader is promised at most. */
  readonly misleads: number;
  /** Share of all intervals, printed or not, that hold the truth. */
  readonly held: number;
}

/** How often an interval is printed and misses the truth where contact makes everybody bring `times` as much. */
export function hardCoverage(
  money: HardMoney,
  { treated, control }: Sizes,
  { times, seeds }: { readonly times: number; readonly seeds: number },
): HardCoverage {
  const { adds } = money;
  const truth = (times - 1) * (adds ?? money.mean);
  let [printed, misleads, held] = [0, 0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    const stream = randomStream(seed, money.name);
    const arm = (n: number, by: number): ArmRows => ({
      outcome: Float64Array.from({ length: n }, () =>
        adds === undefined ? by * money.draw(stream) : money.draw(stream) + (by - 1) * adds,
      ),
      before: [],
      cost: null,
    });
    const [a, b] = [arm(treated, times), arm(control, 1)];
    const { low, high } = compareArms(a, b, level).plain;
    const holds = Number(low <= truth && truth <= high);
    const isPrinted = Number(cautionsOf(a, b, level).length === 0);
    printed += isPrinted;
    misleads += isPrinted * (1 - holds);
    held += holds;
  }
  return { printed: printed / seeds, misleads: misleads / seeds, held: held / seeds };
}
