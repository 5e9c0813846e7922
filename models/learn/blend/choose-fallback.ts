import { pairedDifference } from '../../quality/challenge/paired-difference.ts';
import {
  type BlendRecord,
  type BlendRows,
  blendWeights,
  byMember,
  canJudge,
  crossFittedLosses,
  gainOf,
  judgeMembers,
  meanOver,
  mixed,
  overFloor,
} from './choose-blend.ts';
import { type MemberName, memberNames } from './member.ts';

/** Standard errors by which another must be better than what stands. */
const clearly = 1;

/** What stands unless later rows speak against it. */
export type Standing = 'pair' | 'mean';

/**
 * What is published where customers are few: `standing`, unless later rows say clearly, by over one standard error of the
 * paired difference, that another is better: the mean of the logistic regression and the model of behaviour (`pair`), that of
 * network, trees and floor (`mean`), floor or behaviour alone, or the blend of all. Losses are cross-fitted by customer.
 *
 * Measured, log loss on the same later rows, pair against mean. Simulated shoppers: 40 customers .519 to .537 against .568 to
 * .608, 150 customers .523 to .525 against .552 to .576, 350 customers .510 and .530 against .517 and .535, 880 customers
 * .508 and .519 against .507 and .513 (the blend of all four .504 and .510). Online Retail, 280 customers: .573 and .576
 * against .581 and .599; CDNOW, 320: .425 and .431 against .434 and .440. Simulated contracts, 60 to 380 customers: .231 to
 * .262 against .182 to .246, as how long they have stayed says little there beside what else is known.
 */
export function chooseFallback(rows: BlendRows, standing: Standing): BlendRecord {
  const names = memberNames.slice(0, rows.columns.length);
  const even = (of: readonly MemberName[]) =>
    byMember(names.length, (m) => (of.includes(names[m]) ? 1 / of.length : 0));
  const means = { pair: even(['logistic', 'behaviour']), mean: even(['network', 'trees', 'logistic']) };
  const customers = new Set(Array.from(rows.rows, (i) => rows.customer[i])).size;
  const known = { task: rows.task, rows: rows.rows.length, customers };
  if (!canJudge(rows)) {
    const nothing = { losses: null, gain: null, overFloor: null };
    return { ...known, published: standing, weights: means[standing], ...nothing };
  }
  const { single, blend, losses } = judgeMembers(rows);
  const ofMean = (which: Standing) => crossFittedLosses(rows, () => mixed(rows.columns, means[which]));
  const judged = {
    pair: ofMean('pair'),
    mean: ofMean('mean'),
    behaviour: single.behaviour!,
    logistic: single.logistic,
    blend,
  };
  const order = [standing, 'pair', 'mean', 'behaviour', 'logistic', 'blend'] as const;
  const published = order.reduce((stands, other) =>
    clearlyBetter(judged[other], judged[stands], rows.customer) ? other : stands,
  );
  const weights = { ...means, behaviour: even(['behaviour']), logistic: even(['logistic']) };
  return {
    ...known,
    published,
    weights: published === 'blend' ? blendWeights(rows, rows.rows) : weights[published],
    losses: { ...losses, pair: meanOver(judged.pair, rows.rows), mean: meanOver(judged.mean, rows.rows) },
    gain: gainOf(blend, judged[published], rows.customer),
    overFloor: overFloor(single, rows.customer),
  };
}

function clearlyBetter(losses: Float64Array, than: Float64Array, customer: Int32Array): boolean {
  const { mean, standardError } = pairedDifference(than, losses, customer);
  return mean > clearly * standardError && mean > 0;
}
