import { fitTrees } from '../../learn/trees/fit-trees.ts';
import { logitOf, sigmoid } from '../../numerics/logit.ts';
import { randomStream, shuffle } from '../../numerics/random.ts';
import type { FeatureTable } from '../../types.ts';
import type { CrossFitted } from '../treated-effect.ts';
import type { Basis } from './basis.ts';
import { isShare, type ObservedRows } from './observed-rows.ts';
import { fitRidge, type Regression } from './ridge-regression.ts';

/** What two kinds of learners, and both together, say of each customer without having seen this one. */
export type CrossFits = Readonly<Record<'linear' | 'trees' | 'blend', CrossFitted>>;

const folds = 5;
/** More rows teach a model that only adjusts another figure nothing more. */
const mostTaught = 20_000;
/** No chance is taken for certain. */
const nearest = 1e-6;
const fromCertain = 1e-3;

/** Each customer's chance of contact in one split, by either kind of learner. */
export type Contacts = Readonly<Record<'linear' | 'trees', Float64Array>>;

/**
 * One split of the customers into folds: models of contact and outcome are fitted on four, and say of the fifth.
 * @param known chances of contact that the same split of the same customers gave for another outcome
 */
export function crossFit(rows: ObservedRows, basis: Basis, seed: number, known?: Contacts): CrossFits {
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
    const others = placesOf(n, (i) => fold[i] !== f);
    const alone = others.filter((i) => treated[i] === 0);
    for (const kind of ['linear', 'trees'] as const) {
      const learn = { linear: linearOn(basis), trees: treesOn(rows, seed * folds + f) }[kind];
      const { propensity, expected } = said[kind];
      if (known === undefined) {
        const contact = learn(thinned(others), treated, 'logistic')(own);
        put(propensity, own, contact.map(within));
      }
      put(expected, own, learn(thinned(alone), outcome, lossOf)(own));
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
  (basis: Basis): Learn =>
  (at, target, kind) => {
    const expect = fitRidge({ columns: basis.at(at), target: Float64Array.from(at, (i) => target[i]) }, kind);
    return (of) => expect(basis.at(of));
  };

const treesOn =
  ({ covariates }: ObservedRows, seed: number): Learn =>
  (at, target, loss) => {
    const tableAt = (rows: Int32Array): FeatureTable => ({
      rowCount: rows.length,
      columns: covariates.map(({ name, values }) => ({
        kind: 'number',
        name,
        values: Float64Array.from(rows, (i) => values[i]!),
      })),
    });
    const taught = { table: tableAt(at), target: Float64Array.from(at, (i) => target[i]) };
    const trees = fitTrees(taught, { loss, seed, quick: true });
    return (of) => trees.predict(tableAt(of));
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

const placesOf = (n: number, chosen: (i: number) => boolean): Int32Array =>
  Int32Array.from({ length: n }, (_, i) => i).filter(chosen);
