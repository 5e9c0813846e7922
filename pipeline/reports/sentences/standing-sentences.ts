import type { Standing, Standings } from '../../../models/quality.ts';
import { everybodyAlike } from '../../../models/retention.ts';
import { byCustomer, estimateOf, number } from '../estimate.ts';
import { type Format, write } from '../format.ts';
import { tellingDigits } from '../telling-digits.ts';

const tasks = {
  churn: { figure: 'AUC', at: 'at predicting churn', what: 'churn' },
  value: { figure: 'normalised Gini', at: 'at predicting value', what: 'value' },
} as const;

type Task = keyof typeof tasks;

/** Who ranks where the model does not, and why; null where it does, and nothing speaks against it. */
export function standingSentence(task: Task, standing: Standing, format: Format = write): string | null {
  const { ranks, because, rule } = standing;
  const { at, what } = tasks[task];
  if (rule === everybodyAlike)
    return `Nobody can be told apart: neither the model nor a simple rule is better than chance ${at}${figures(task, standing, format)}. Everybody has the same probability, the share of those who left.`;
  if (ranks === 'nobody')
    return because === 'few'
      ? `Nobody is ranked: too few outcomes are known to tell how good any ranking is ${at}. No list is published.`
      : `Nobody is ranked: neither the model nor a simple rule is better than chance ${at}${figures(task, standing, format)}. No list is published.`;
  if (ranks === 'rule') {
    const instead = `For ${what}, the rule “${rule}” ranks, not the model`;
    if (because === 'few')
      return `${instead}: at the judged date too few left, or too few stayed, to tell how good a model is.`;
    return because === 'chance'
      ? `${instead}: the model is no better than chance, the rule is${figures(task, standing, format)}.`
      : because === 'level'
        ? `${instead}, whose probabilities are no better${figures(task, standing, format)}.`
        : `${instead}, which is worse${figures(task, standing, format)}.`;
  }
  return because === 'chance'
    ? `Nothing predicts value better than chance${figures(task, standing, format)}.`
    : null;
}

/** What ranks, as a table or a sentence names it: the model, or the rule in its place. */
export const rankerName = (standing: Pick<Standing, 'ranks' | 'rule'> | null | undefined): string => {
  if (!standing?.rule) return 'the model';
  return standing.ranks === 'rule' ? `“${standing.rule}” (calibrated)` : standing.rule;
};

/** What readers of a list must know of who ranked it. */
export const standingNotes = ({ churn, value }: Standings, format: Format = write): string[] =>
  [standingSentence('churn', churn, format), standingSentence('value', value, format)].filter(
    (sentence) => sentence !== null,
  );

function figures(task: Task, { figures: found, rule }: Standing, format: Format): string {
  if (found === null) return '';
  const of = (measured: typeof found.model) =>
    format.spoken(estimateOf(measured, { unit: 'number', digits: 3 }, byCustomer));
  const [ours, theirs] = format.apart(number(found.model.value), number(found.rule.value));
  const same = ours === theirs || rule === null;
  return same
    ? ` (${tasks[task].figure} of the model ${of(found.model)}, of the best rule ${of(found.rule)})`
    : ` (${tasks[task].figure} of the model ${of(found.model)}, of the rule ${of(found.rule)}, a difference of ${format.spoken(
        estimateOf(
          found.difference,
          {
            unit: 'number',
            digits: tellingDigits(3, found.difference.low, found.difference.high),
            signed: true,
          },
          byCustomer,
        ),
      )})`;
}
