import { namedLosses } from '../../learn/losses/named-losses.ts';
import { type BinnedRows, binRows, someBinned } from '../../learn/trees/bin-rows.ts';
import { fitBinning } from '../../learn/trees/fit-binning.ts';
import { fitForest } from '../../learn/trees/fit-forest.ts';
import { mostBins } from '../../learn/trees/hyper-parameters.ts';
import { scoreForest } from '../../learn/trees/score-forest.ts';
import { logitOf, sigmoid } from '../../numerics/logit.ts';
import { randomStream, shuffle } from '../../numerics/random.ts';
import type { CrossFitted } from '../treated-effect.ts';
import { type Basis, basisOf } from './basis.ts';
import { isShare, type ObservedRows } from './observed-rows.ts';
import { fitRidge, type Regression } from './ridge-regression.ts';
import { placesOf, taken } from './shape.ts';

/** What two kinds of learners, and both together, say of each customer without having seen this one. */
export type CrossFits = Readonly<Record<'linear' | 'trees' | 'blend', CrossFitted>>;

const folds = 5;
/** More rows teach a model that only adjusts another figure nothing more. */
const mostTaught = 20_000;

/** Customers that a model learns from at most, of so many; null where it learns from all outside its fold. */
export const sampleTaught = (customers: number): number | null =>
  customers - Math.floor(customers / folds) > mostTaught ? mostTaught : null;

/** No chance is taken for certain. */
const nearest = 1e-6;
const fromCertain = 1e-3;

/** Each customer's chance of contact in one split, by either kind of learner. */
export type Contacts = Readonly<Record<'linear' | 'trees', Float64Array>>;

/** What is known before as each kind of learner takes it, once for all splits: neither looks at who was contacted, or at outcomes. */
export interface Learnable extends ObservedRows {
  readonly basis: Basis;
  readonly binned: BinnedRows;
}

export function learnableOf(rows: ObservedRows): Learnable {
  const { treated, covariates } = rows;
  const columns = covariates.map(({ name, values }) => ({ kind: 'number' as const, name, values }));
  const table = { rowCount: treated.length, columns };
  return { ...rows, basis: basisOf(covariates), binned: binRows(fitBinning(table, mostBins), table) };
}

/**
 * One split of the customers into folds: models of contact and outcome are fitted on four, and say of the fifth.
 * @param known chances of contact that the same split of the same customers gave for another outcome
 */
export function crossFit(rows: Learnable, seed: number, known?: Contacts): CrossFits {
  const { treated, outcome } = rows;
  const n = treated.length;
  const empty = (propensity: Float64Array = new Float64Array(n)) => ({
    propensity,
    expected: new Float64Array(n),
  });
  const said = { linear: empty(known?.linear), trees: empty(known?.trees) };
  const fold = foldsOf(treated, seed);
  const lossOf: Regression = isShare(outcome) ? 'logistic' : 'squared';
  for (let f = 0; f < folds; f++) {
    const own = placesOf(n, (i) => fold[i] === f);
    const others = thinned(placesOf(n, (i) => fold[i] !== f));
    const alone = thinned(placesOf(n, (i) => fold[i] !== f && treated[i] === 0));
    for (const kind of ['linear', 'trees'] as const) {
      const learn = { linear: linearOn(rows), trees: treesOn(rows, seed * folds + f) }[kind];
      const { propensity, expected } = said[kind];
      if (known === undefined) {
        const contact = learn(others, treated, 'logistic')(own);
        put(propensity, own, contact.map(within));
      }
      put(expected, own, learn(alone, outcome, lossOf)(own));
    }
  }
  const { linear, trees } = said;
  const blend = {
    propensity: linear.propensity.map((e, i) => sigmoid((logitOf(e) + logitOf(trees.propensity[i]!)) / 2)),
    expected: linear.expected.map((mean, i) => (mean + trees.expected[i]!) / 2),
  };
  return {
    linear: { treated, outcome, ...linear },
    trees: { treated, outcome, ...trees },
    blend: { treated, outcome, ...blend },
  };
}

/** Fits on the rows at some places, and says what to expect at others. */
type Learn = (
  at: Int32Array,
  target: ArrayLike<number>,
  kind: Regression,
) => (of: Int32Array) => Float64Array;

const linearOn =
  ({ basis: { columns } }: Learnable): Learn =>
  (at, target, kind) => {
    const expect = fitRidge(
      { columns: columns.map((column) => taken(column, at)), target: taken(target, at) },
      kind,
    );
    return (of) => expect(columns, of);
  };

const treesOn =
  ({ binned }: Learnable, seed: number): Learn =>
  (at, target, kind) => {
    const { loss, meanAt } = namedLosses[kind];
    const rows = placesOf(at.length, () => true);
    const taught = { binned: someBinned(binned, at), target: taken(target, at), rows, customer: rows };
    const { forest } = fitForest(taught, loss, { seed, slow: false, size: 'middle' });
    return (of) => scoreForest(forest, binned, of).map(meanAt);
  };

/** As many of each arm in every fold. */
function foldsOf(treated: Uint8Array, seed: number): Uint8Array {
  const fold = new Uint8Array(treated.length);
  for (const arm of [0, 1]) {
    const own = placesOf(treated.length, (i) => treated[i] === arm);
    shuffle(own, randomStream(seed, `folds of arm ${arm}`));
    own.forEach((i, k) => {
      fold[i] = k % folds;
    });
  }
  return fold;
}

const thinned = (at: Int32Array): Int32Array => {
  const step = Math.ceil(at.length / mostTaught);
  return step === 1 ? at : at.filter((_, k) => k % step === 0);
};

function put(into: Float64Array, at: Int32Array, values: Float64Array): void {
  for (let k = 0; k < at.length; k++) into[at[k]!] = values[k]!;
}

const within = (e: number): number => Math.min(1 - fromCertain, Math.max(nearest, e));
