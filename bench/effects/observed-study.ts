import { type ObservedEffect, type ObservedRows, observedEffect } from '../../models/effects.ts';
import { type RandomStream, randomStream } from '../../models/numerics.ts';

/** Contact makes every customer bring so much more of what they would have brought. */
const lift = 0.15;

/** How somebody chose whom to contact: the log odds, by what a customer brought before and how long they have been one. */
interface Choice {
  readonly name: string;
  readonly base: number;
  readonly byMoney: number;
  readonly byTenure: number;
}

/** Overlap is good in both: customers of every kind were contacted, and left alone. */
export const choices: readonly Choice[] = [
  { name: 'mildly by past money', base: -1.1, byMoney: 0.25, byTenure: 0.05 },
  { name: 'clearly by past money', base: -1.6, byMoney: 0.45, byTenure: 0.1 },
];

interface Person {
  readonly before: number;
  readonly tenure: number;
  readonly visits: number;
  readonly treated: boolean;
  /** What they would bring without contact. */
  readonly without: number;
}

/** Half bring nothing in a period; of the others the logarithm varies by 1.2, three quarters of it lasting from before. */
function person(stream: RandomStream, { base, byMoney, byTenure }: Choice): Person {
  const lasting = Math.sqrt(0.75) * stream.normal();
  const often = stream.uniform();
  const tenure = 5 * stream.uniform();
  const amount = (buys: boolean) => (buys ? Math.exp(3 + 1.2 * (lasting + 0.5 * stream.normal())) : 0);
  const before = amount(often < 0.5);
  const visits = Math.floor((1 + Math.exp(0.5 * lasting)) * 3 * stream.uniform());
  const odds = base + byMoney * Math.log1p(before) + byTenure * tenure;
  const treated = stream.uniform() < 1 / (1 + Math.exp(-odds));
  const buys = stream.uniform() < 0.85 ? often < 0.5 : often >= 0.5;
  return { before, tenure, visits, treated, without: (1 + 0.1 * tenure) * amount(buys) };
}

const peopleOf = (n: number, stream: RandomStream, choice: Choice): Person[] =>
  Array.from({ length: n }, () => person(stream, choice));

/** So many customers tell the true effect on those contacted. */
const many = 1_000_000;

function trueEffect(choice: Choice): number {
  const stream = randomStream(0, `truth ${choice.name}`);
  let [sum, count] = [0, 0];
  for (let i = 0; i < many; i++) {
    const { treated, without } = person(stream, choice);
    if (treated) [sum, count] = [sum + without, count + 1];
  }
  return (lift * sum) / count;
}

function rowsOf(people: readonly Person[]): ObservedRows {
  const column = (name: 'before' | 'tenure' | 'visits') => ({
    name,
    values: Float64Array.from(people, (one) => one[name]),
  });
  return {
    treated: Uint8Array.from(people, ({ treated }) => Number(treated)),
    outcome: Float64Array.from(people, ({ treated, without }) => (treated ? 1 + lift : 1) * without),
    covariates: [column('before'), column('tenure'), column('visits')],
  };
}

const methods = ['naive', 'linear', 'trees', 'blend', 'balanced'] as const;

export interface ObservedCoverage {
  /** Share of 95% intervals that hold the truth, of every comparison. */
  readonly covered: Readonly<Record<(typeof methods)[number], number>>;
  /** Share that is refused, and share of the rest whose headline holds the truth. */
  readonly refused: number;
  readonly published: number;
}

/** Comparisons that nobody randomised, whose truth is known. */
export function observedCoverage(customers: number, choice: Choice, seeds: number): ObservedCoverage {
  const truth = trueEffect(choice);
  const holds = ({ low, high }: ObservedEffect['blend']) => Number(low <= truth && truth <= high);
  const covered = { naive: 0, linear: 0, trees: 0, blend: 0, balanced: 0 };
  let [refused, published] = [0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    const people = peopleOf(customers, randomStream(seed, `chosen ${choice.name}`), choice);
    const effect = observedEffect(rowsOf(people), { level: 0.95, seed });
    for (const method of methods) covered[method] += holds(effect[method]) / seeds;
    if (effect.refusals.length > 0) refused += 1;
    else published += holds(effect.blend);
  }
  return { covered, refused: refused / seeds, published: published / (seeds - refused) };
}
