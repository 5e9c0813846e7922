import type { ClvMove } from '../../contracts/artefacts/clv-moves.ts';
import { adjustedDifference, type Moments } from '../../models/effects.ts';
import { normalReach } from '../../models/numerics.ts';

/** Sums of `scored-sums.sql`. */
export interface ScoredSums {
  readonly n: number;
  readonly clv: number;
  readonly clv_squares: number;
  readonly gain: number;
  readonly gain_squares: number;
}

/** Sums of `past-baskets.sql` over buyers of one category, or of several. */
export interface Basket {
  readonly several: number;
  readonly n: number;
  readonly most_categories: number;
  readonly y: number;
  readonly o: number;
  readonly x: number;
  readonly yy: number;
  readonly yo: number;
  readonly yx: number;
  readonly oo: number;
  readonly ox: number;
  readonly xx: number;
}

type Lacking = NonNullable<ClvMove['lacking']>;

/** Totals of the model have been this far from what came (docs/roi.md). */
export const modelError = 0.1;
/** Fewer buyers tell nothing of a difference among them. */
const fewest = 100;
const step = 0.01;

export interface MovesAsk {
  readonly scored: ScoredSums;
  /** Null where there is no past period. */
  readonly baskets: readonly Basket[] | null;
  readonly level: number;
}

/**
 * What one more customer in a hundred who stays, one per cent more margin an order, one more order by one customer in a
 * hundred, and one customer in a hundred more who buys of a second category would be worth, of all active customers.
 */
export function clvMoves({ scored, baskets, level }: MovesAsk): ClvMove[] {
  const z = normalReach(level);
  const byModel = (mover: ClvMove['mover'], sum: number, squares: number): ClvMove => {
    const { n } = scored;
    if (n < 2) return unknown(mover, 'model', { code: 'nobody-left' });
    const variance = Math.max(0, (squares - sum ** 2 / n) / (n - 1)) * n + (modelError * sum) ** 2;
    return known(mover, 'model', { value: sum, reach: z * Math.sqrt(variance) }, scored);
  };
  return [
    byModel('retention', scored.gain, scored.gain_squares),
    byModel('order-value', scored.clv, scored.clv_squares),
    frequency(baskets ?? [], scored, z),
    crossSell(baskets ?? [], scored, level),
  ];
}

/** Mean margin of an order in the past period, a ratio of sums. */
function frequency(baskets: readonly Basket[], scored: ScoredSums, z: number): ClvMove {
  const all = baskets.reduce<Pick<Basket, 'n' | 'y' | 'o' | 'yy' | 'yo' | 'oo'>>(
    (sum, one) => ({
      n: sum.n + one.n,
      y: sum.y + one.y,
      o: sum.o + one.o,
      yy: sum.yy + one.yy,
      yo: sum.yo + one.yo,
      oo: sum.oo + one.oo,
    }),
    { n: 0, y: 0, o: 0, yy: 0, yo: 0, oo: 0 },
  );
  if (all.n < fewest) return unknown('frequency', 'past', tooFew(all.n));
  const ratio = all.y / all.o;
  const scatter = Math.max(0, all.yy - 2 * ratio * all.yo + ratio ** 2 * all.oo);
  const error = Math.sqrt((scatter * all.n) / (all.n - 1)) / all.o;
  return known('frequency', 'past', { value: ratio * scored.n, reach: z * error * scored.n }, scored);
}

/** Buyers of several categories against buyers of one, at the same number of orders and the same past. */
function crossSell(baskets: readonly Basket[], scored: ScoredSums, level: number): ClvMove {
  const [one, several] = [0, 1].map((which) => baskets.find((basket) => basket.several === which));
  const smallest = Math.min(one?.n ?? 0, several?.n ?? 0);
  if (baskets.length > 0 && baskets.every(({ most_categories }) => most_categories <= 1))
    return unknown('cross-sell', 'association', { code: 'one-category' });
  if (one === undefined || several === undefined || smallest < fewest)
    return unknown('cross-sell', 'association', tooFew(smallest));
  const { value, high } = adjustedDifference(momentsOf(several), momentsOf(one), level);
  return known(
    'cross-sell',
    'association',
    { value: value * scored.n, reach: (high - value) * scored.n },
    scored,
  );
}

/** Of margin, orders and margin before, in this order. */
function momentsOf({ n, y, o, x, yy, yo, yx, oo, ox, xx }: Basket): Moments {
  const mean = [y / n, o / n, x / n];
  const squares = [
    [yy, yo, yx],
    [yo, oo, ox],
    [yx, ox, xx],
  ];
  return { n, mean, scatter: squares.map((row, i) => row.map((sum, j) => sum - n * mean[i]! * mean[j]!)) };
}

const tooFew = (buyers: number): Lacking => ({ code: 'few-buyers', buyers, needed: fewest });

function whyUnknown(lacking: Lacking): string {
  switch (lacking.code) {
    case 'nobody-left':
      return 'nobody can still leave';
    case 'one-category':
      return 'orders.category tells of no second category';
    case 'few-buyers':
      return `${lacking.buyers} buyers of a past period tell of it, and it takes ${lacking.needed}`;
  }
}

/** One per cent of it, which is one customer in a hundred. */
const known = (
  mover: ClvMove['mover'],
  from: ClvMove['from'],
  { value, reach }: { value: number; reach: number },
  { clv }: ScoredSums,
): ClvMove => ({
  mover,
  from,
  worth: { value: step * value, low: step * (value - reach), high: step * (value + reach) },
  share: clv > 0 ? (step * value) / clv : null,
  why: null,
  lacking: null,
});

const unknown = (mover: ClvMove['mover'], from: ClvMove['from'], lacking: Lacking): ClvMove => ({
  mover,
  from,
  worth: null,
  share: null,
  why: whyUnknown(lacking),
  lacking,
});
