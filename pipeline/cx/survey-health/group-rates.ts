import type { GroupRate } from '../../../contracts/artefacts/survey-health.ts';
import { newcombe, wilson } from '../../../models/effects.ts';
import { studentQuantile } from '../../../models/numerics.ts';
import { fewest, full, level } from '../estimate.ts';
import type { Asks } from './read-asks.ts';

/** Asks that are held against each other. */
export interface AskGroup {
  readonly group: string;
  readonly holds: (row: number) => boolean;
}

export function rateOf(answered: number, asked: number) {
  if (asked < fewest) return null;
  const [low, high] = wilson({ kept: answered, n: asked }, level);
  return { value: answered / asked, low, high };
}

/**
 * Response of each group of asks, and how far it lies from what behaviour lets expect: those who are asked often are other people.
 * All groups of the table hold together (Bonferroni), each customer counting as a draw.
 */
export function groupRates(
  asks: Asks,
  chances: Float64Array | null,
  groups: readonly AskGroup[],
): GroupRate[] {
  const answered = asks.get('is_answered')!;
  const own = groups.map(({ group, holds }) => ({ group, rows: [...answered.keys()].filter(holds) }));
  const filled = own.filter(({ rows }) => rows.length > 0);
  return filled.map(({ group, rows }) => {
    const hits = rows.reduce((sum, row) => sum + answered[row]!, 0);
    const beyond = chances === null ? null : beyondOf(asks, chances, { rows, tables: filled.length });
    return {
      group,
      asked: rows.length,
      answered: hits,
      rate: rateOf(hits, rows.length),
      beyondBehaviour: beyond,
      verdict: verdictOf(beyond),
    };
  });
}

function beyondOf(
  asks: Asks,
  chances: Float64Array,
  { rows, tables }: { readonly rows: readonly number[]; readonly tables: number },
) {
  const [answered, customer] = [asks.get('is_answered')!, asks.get('customer')!];
  const customers = new Set(rows.map((row) => customer[row]));
  if (customers.size < full) return null;
  const gap = (row: number) => answered[row]! - chances[row]!;
  const value = rows.reduce((sum, row) => sum + gap(row), 0) / rows.length;
  const off = new Map<number, number>();
  for (const row of rows) off.set(customer[row]!, (off.get(customer[row]!) ?? 0) + gap(row) - value);
  const squares = [...off.values()].reduce((sum, one) => sum + one * one, 0);
  const n = customers.size;
  const quantile = studentQuantile(1 - (1 - level) / 2 / tables, n - 1);
  const reach = (quantile * Math.sqrt((squares * n) / (n - 1))) / rows.length;
  return { value, low: value - reach, high: value + reach };
}

function verdictOf(beyond: GroupRate['beyondBehaviour']): GroupRate['verdict'] {
  if (beyond === null) return 'too few';
  if (beyond.high < 0) return 'answers less';
  return beyond.low > 0 ? 'answers more' : 'no clear difference';
}

/** Response of some asks against that of all others, who they are left aside: the interval is Newcombe's. */
export function ratesApart(asks: Asks, { group, holds }: AskGroup, others: string): GroupRate[] {
  const answered = asks.get('is_answered')!;
  const count = (isIn: boolean) => {
    const rows = [...answered.keys()].filter((row) => holds(row) === isIn);
    return { n: rows.length, kept: rows.reduce((sum, row) => sum + answered[row]!, 0) };
  };
  const [own, rest] = [count(true), count(false)];
  if (own.n === 0 || rest.n === 0) return [];
  const apart = Math.min(own.n, rest.n) < full ? null : newcombe(own, rest, level);
  const rate = ({ n, kept }: typeof own) => ({
    asked: n,
    answered: kept,
    rate: rateOf(kept, n),
    beyondBehaviour: null,
  });
  const opposite = apart === null ? null : { value: -apart.value, low: -apart.high, high: -apart.low };
  return [
    { group, ...rate(own), verdict: verdictOf(apart) },
    { group: others, ...rate(rest), verdict: verdictOf(opposite) },
  ];
}
