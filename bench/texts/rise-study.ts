import { openSpike, spikesOf } from '../../models/alerts.ts';
import { randomStream } from '../../models/numerics.ts';
import type { MeantText } from './simulated-texts.ts';

const day = 86_400;
/** As the themes stage sees them. */
const boardDays = 200;
/** Days within which a spike that opens again is the same. */
const same = 7;

/** Days with their counts. */
export interface Rise {
  /** Texts of the days from the first that the spike counts until the one on which it opened, oldest first. */
  readonly counts: readonly number[];
  readonly opened: string;
  readonly expected: number;
}

/** The first spike of the tickets of a reason, as a run of each night would have seen it; null where there is none. */
export function firstRise(texts: readonly MeantText[], reason: string, opens: number): Rise | null {
  const own = texts.filter((text) => text.reason === reason);
  const first = Math.floor(texts[0]!.seconds / day);
  const counts = new Array<number>(Math.floor(texts.at(-1)!.seconds / day) - first + 1).fill(0);
  for (const { seconds } of own) counts[Math.floor(seconds / day) - first]!++;
  for (let night = boardDays; night <= counts.length; night++) {
    const seen = counts.slice(night - boardDays, night);
    const spike = openSpike(seen, { opens, lookBack: 1 });
    if (spike === null) continue;
    return {
      counts: seen.slice(-14),
      opened: new Date((first + night - 1) * day * 1000).toISOString().slice(0, 10),
      expected: spike.expected,
    };
  }
  return null;
}

export interface QuietBoard {
  readonly perDay: number;
  readonly series: number;
  readonly falsePerYear: number;
  /** Share of threefold rises that are open on the first, the second and the seventh day. */
  readonly seen: readonly [number, number, number];
}

/** Boards of series of the same volume that only vary: how many spikes open in a year of one board, and how soon true ones do. */
export function quietBoards(
  perDay: number,
  { boards, series, days, seed }: { boards: number; series: number; days: number; seed: number },
): QuietBoard {
  const opens = 1 / (365 * series);
  const all = boards * series;
  let openings = 0;
  const seen: [number, number, number] = [0, 0, 0];
  for (let one = 0; one < all; one++) {
    const counts = countsOf(perDay, boardDays + days, { seed: seed + one });
    let last = -same;
    for (const { opened, closed } of spikesOf(counts, { opens, lookBack: days })) {
      if (opened - last > same) openings++;
      last = closed ?? opened;
    }
    const risen = countsOf(perDay, boardDays, { seed: seed + one, risesOn: boardDays - 7 });
    for (const [i, after] of [1, 2, 7].entries())
      if (openSpike(risen.slice(0, boardDays - 7 + after), { opens }) !== null) seen[i]!++;
  }
  return {
    perDay,
    series,
    falsePerYear: (openings / boards) * (365 / days),
    seen: [seen[0] / all, seen[1] / all, seen[2] / all],
  };
}

/** Negative binomial of variance 1.5 times the mean, quiet weekends, a slow season. */
function countsOf(
  perDay: number,
  days: number,
  { seed, risesOn = days }: { seed: number; risesOn?: number },
): number[] {
  const random = randomStream(seed, 'quiet board');
  return Array.from({ length: days }, (_, at) => {
    const weekday = at % 7 < 2 ? 0.6 : 1.16;
    const mean = perDay * weekday * (1 + 0.25 * Math.sin((2 * Math.PI * at) / 365)) * (at >= risesOn ? 3 : 1);
    return negativeBinomial(mean, random);
  });
}

/** Poisson many jumps of logarithmic size (Fisher 1943): variance over mean is 1 ÷ (1 − p). */
function negativeBinomial(mean: number, random: ReturnType<typeof randomStream>): number {
  const p = 1 / 3;
  const jumps = poisson((-Math.log(1 - p) * mean * (1 - p)) / p, random);
  let sum = 0;
  for (let i = 0; i < jumps; i++) sum += logarithmic(p, random);
  return sum;
}

function poisson(mean: number, random: ReturnType<typeof randomStream>): number {
  let [count, product] = [0, random.uniform()];
  const limit = Math.exp(-mean);
  while (product > limit) {
    count++;
    product *= random.uniform();
  }
  return count;
}

function logarithmic(p: number, random: ReturnType<typeof randomStream>): number {
  let [k, chance, u] = [1, -p / Math.log(1 - p), random.uniform()];
  while (u > chance && k < 60) {
    u -= chance;
    chance *= (p * k) / (k + 1);
    k++;
  }
  return k;
}
