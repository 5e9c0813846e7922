import type { ChurnQuality, Measured, Standing } from '../../../models/quality.ts';
import { byCustomer, estimateOf, number } from '../estimate.ts';
import { type Format, write } from '../format.ts';
import { tellingDigits } from '../telling-digits.ts';
import { calibrationOf } from './calibration-sentences.ts';
import { standingSentence } from './standing-sentences.ts';

type Rule = ChurnQuality['rules'][number];

/** The simple rule with the highest AUC. */
export const bestRule = <R extends Pick<Rule, 'auc'>>(rules: readonly R[]): R | undefined =>
  [...rules].sort((a, b) => b.auc.value - a.auc.value)[0];

/**
 * Whether the model is of use, in a sentence: against chance, against the best simple rule, and as a probability.
 * @param ranked who ranks in the end; null where nobody decided
 */
export function verdict(
  churn: ChurnQuality | null,
  ranked: Standing | null = null,
  format: Format = write,
): string {
  const instead = ranked === null ? null : standingSentence('churn', ranked, format);
  if (instead !== null)
    return churn === null || ranked?.ranks === 'nobody' ? instead : `${instead} ${probabilities(churn)}`;
  if (churn === null)
    return 'How well this model predicts churn is not known yet: there are no outcomes to judge it by.';
  const auc = format.spoken(estimateOf(churn.auc, { unit: 'number', digits: 3 }, byCustomer));
  if (churn.auc.high < 0.5) return `Worse than chance at predicting churn: AUC ${auc}. Do not use it.`;
  if (churn.auc.low <= 0.5) return `No better than chance at predicting churn: AUC ${auc}. Do not use it.`;
  const best = bestRule(churn.rules);
  return best === undefined
    ? `Better than chance at predicting churn: AUC ${auc}. ${probabilities(churn)}`
    : `${standing(churn.auc, best, format)} ${probabilities(churn)}`;
}

/** Which of the two is ahead, by the paired difference. */
function standing(own: Measured, { name, auc, difference }: Rule, format: Format): string {
  const { low, high } = difference.auc;
  const [ours, theirs] = format.apart(number(own.value), number(auc.value));
  const gap = estimateOf(
    difference.auc,
    { unit: 'number', digits: tellingDigits(3, low, high), signed: true },
    byCustomer,
  );
  const beside = `${name}, the best simple rule: AUC ${ours} against ${theirs}, a difference of ${format.spoken(gap)}`;
  if (low > 0) return `Better at predicting churn than ${beside}.`;
  return high < 0
    ? `Worse at predicting churn than ${beside}.`
    : `No better at predicting churn than ${beside}, within chance.`;
}

const probabilities = (churn: ChurnQuality): string =>
  ({
    holds: 'Its probabilities are accurate.',
    'misses little': 'Its probabilities are good enough to use.',
    'is off': 'Its probabilities are off.',
  })[calibrationOf(churn)];
