import { type RandomStream, randomStream } from '../../models/numerics.ts';
import type { DayCounts } from '../../pipeline/cx/alerts/count-days.ts';

/** What is asked of a simulated series of days. */
export interface DaysWanted {
  readonly days: number;
  /** Rows of a usual day; weekends have half as many. */
  readonly perDay: number;
  readonly seed: number;
  /** Change of the level from a day on, in shares or points of the scale. */
  readonly shift?: (day: number) => number;
}

/** Days of answers whose true level wanders by two hundredths of its scale from month to month. */
export type Simulation = (wanted: DaysWanted) => DayCounts;

const drift = 0.02;

/** Satisfied or not. */
export const shares =
  (share: number): Simulation =>
  (wanted) =>
    simulate(wanted, ['n', 'hits'], (add, level, random) => {
      add('n', 1);
      if (random.uniform() < share + level) add('hits', 1);
    });

/** Promoters, detractors and those between. */
export const netScores =
  (up: number, down: number): Simulation =>
  (wanted) =>
    simulate(wanted, ['n', 'up', 'down'], (add, level, random) => {
      const draw = random.uniform();
      add('n', 1);
      if (draw < up + level) add('up', 1);
      else if (draw > 1 - down + level) add('down', 1);
    });

/** Ratings from 1 to 5, most of them 5. */
export const ratings: Simulation = (wanted) =>
  simulate(wanted, ['n', 'sum', 'squares'], (add, level, random) => {
    const draw = random.uniform() - level;
    const rating = draw < 0.75 ? 5 : draw < 0.85 ? 4 : draw < 0.9 ? 3 : draw < 0.93 ? 2 : 1;
    add('n', 1);
    add('sum', rating);
    add('squares', rating ** 2);
  });

/** Counts alone, which come in bursts: their variance is so many times their mean. */
export const bursts =
  (spread: number): Simulation =>
  ({ days, perDay, seed, shift = () => 0 }) => {
    const random = randomStream(seed, 'bursts');
    const n = Float64Array.from({ length: days }, (_, day) => {
      const mean = (day % 7 < 5 ? 7 / 6 : 7 / 12) * perDay * (1 + shift(day));
      const swing = Math.min(1, Math.sqrt((spread - 1) / Math.max(mean, 1e-9)));
      return countOf(mean * (random.uniform() < 0.5 ? 1 - swing : 1 + swing), random);
    });
    return { metric: 'simulated', dimension: 'all', value: null, parts: new Map([['n', n]]) };
  };

type Add = (part: string, value: number) => void;

function simulate(
  { days, perDay, seed, shift = () => 0 }: DaysWanted,
  names: readonly string[],
  row: (add: Add, level: number, random: RandomStream) => void,
): DayCounts {
  const random = randomStream(seed, 'alerts');
  const parts = new Map(names.map((name) => [name, new Float64Array(days)]));
  // a walk that is drawn back within a month, of standard deviation `drift`
  const back = Math.exp(-1 / 30);
  let level = drift * random.normal();
  for (let day = 0; day < days; day++) {
    level = back * level + drift * Math.sqrt(1 - back ** 2) * random.normal();
    const rows = countOf((day % 7 < 5 ? 7 / 6 : 7 / 12) * perDay, random);
    const add: Add = (part, value) => {
      parts.get(part)![day]! += value;
    };
    for (let i = 0; i < rows; i++) row(add, level + shift(day), random);
  }
  return { metric: 'simulated', dimension: 'all', value: null, parts };
}

/** A Poisson count. */
function countOf(mean: number, random: RandomStream): number {
  let [count, product] = [0, random.uniform()];
  const floor = Math.exp(-mean);
  while (product > floor) {
    product *= random.uniform();
    count++;
  }
  return count;
}
