/**
 * Random numbers that are looked up, not drawn in order: the number of a (seed, customer, process, counter) is always the
 * same. So a customer is the same in any run and shard, and two futures that differ in one cause share all other chance.
 */

/** What a number is for. Processes never share numbers. */
export const processes = {
  traits: 1,
  wander: 2,
  leaving: 3,
  orders: 4,
  basket: 5,
  checkout: 6,
  delivery: 7,
  visits: 8,
  features: 9,
  questions: 10,
  tickets: 11,
  invitations: 12,
  answers: 13,
  texts: 14,
  campaigns: 15,
  response: 16,
  newsletters: 17,
  arrival: 18,
  dirt: 19,
  payments: 20,
  plans: 21,
  mood: 22,
  spelling: 23,
  observer: 24,
  refunds: 25,
} as const;

export type Process = (typeof processes)[keyof typeof processes];

/** The numbers of one customer in one course of the world. */
export interface Draws {
  /** In (0, 1). */
  uniform(process: Process, counter: number): number;
  /** A sequence of its own for one occasion that needs several numbers. */
  stream(process: Process, counter: number): Stream;
}

/** Numbers in order, for one occasion. */
export interface Stream {
  /** In (0, 1). */
  uniform(): number;
  normal(): number;
  /** A whole number in [0, count). */
  integer(count: number): number;
}

/**
 * @param branch 0 is the world's real course; others give other futures (or pasts) of the same customer.
 */
export function drawsOf(seed: number, customer: number, branch = 0): Draws {
  const high = Math.floor(seed / 4294967296);
  const a = mix(mix(seed, 0x9e3779b9) ^ high, customer + 0x51ed270b);
  const b = mix(mix(customer, 0x85ebca77) ^ seed, branch + 0x27d4eb2f);
  const first = mix(a, branch ^ 0x165667b1);
  const second = mix(b, high ^ 0xd3a2646c);
  const word = (process: number, counter: number, salt: number) =>
    mix(
      mix((counter ^ first) >>> 0, Math.imul(process, 0x9e3779b1)),
      (second + Math.imul(process, 0x85ebca6b) + salt) | 0,
    );
  return {
    uniform: (process, counter) => fraction(word(process, counter, 0)),
    stream: (process, counter) =>
      streamOf(word(process, counter, 0x632be59b), word(process, counter, 0x1b873593)),
  };
}

function streamOf(a: number, b: number): Stream {
  let at = 0;
  const uniform = () => fraction(mix(mix(at++ ^ a, 0x9e3779b1), b));
  return {
    uniform,
    normal: () => normalFrom(uniform(), uniform()),
    integer: (count) => Math.floor(uniform() * count),
  };
}

/** The finaliser of MurmurHash3 (Appleby 2011) over a word and a key. */
function mix(word: number, key: number): number {
  let h = word ^ key;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16) ^ Math.imul(key, 0x27d4eb2d)) | 0;
}

const fraction = (word: number): number => ((word >>> 0) + 0.5) / 4294967296;

/** Box and Muller 1958. */
function normalFrom(u: number, v: number): number {
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
}

/** Nearly normal, cheaply, from one uniform number: its four bytes summed (Irwin and Hall), for small daily steps. */
export function roughNormal(uniform: number): number {
  const word = Math.floor(uniform * 4294967296);
  const sum = (word & 255) + ((word >>> 8) & 255) + ((word >>> 16) & 255) + (word >>> 24);
  return (sum - 510) / 147.802;
}

/** A Poisson count of a small mean from one uniform number, by inversion. */
export function poisson(mean: number, uniform: number): number {
  let chance = Math.exp(-mean);
  let below = chance;
  let count = 0;
  while (uniform > below && count < 60) {
    count++;
    chance *= mean / count;
    below += chance;
  }
  return count;
}

/** Gamma with mean 1 and the given shape (Marsaglia and Tsang 2000). */
export function gamma(shape: number, random: Stream): number {
  if (shape < 1) return (gamma(shape + 1, random) * (shape + 1) * random.uniform() ** (1 / shape)) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v))
      return (d * v) / shape;
  }
}

/** Beta by two gammas. */
export function beta(a: number, b: number, random: Stream): number {
  const x = gamma(a, random) * a;
  return x / (x + gamma(b, random) * b);
}

export const exponential = (mean: number, uniform: number): number => -mean * Math.log(uniform);

export const logNormal = (median: number, spread: number, random: Stream): number =>
  median * Math.exp(spread * random.normal());

/** One of the options by their weights. */
export function pick<T extends string>(weights: Readonly<Record<T, number>>, uniform: number): T {
  const entries = Object.entries(weights) as [T, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = uniform * total;
  for (const [option, weight] of entries) {
    left -= weight;
    if (left < 0) return option;
  }
  return entries[entries.length - 1]![0];
}
