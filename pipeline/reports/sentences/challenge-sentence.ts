import type { Challenge } from '../../../models/quality.ts';
import { type Format, write } from '../format.ts';

/** Whether the challenger won against the champion, and by how much it differs in churn and value. */
export function challengeSentence({ better, churn, value }: Challenge, format: Format = write): string {
  const verdict = better ? 'is better on later rows' : 'is not clearly better on later rows';
  return `The challenger ${verdict}: log loss of churn ${said(churn, format)}, pinball loss of value ${said(value, format)}.`;
}

/** Beyond these digits no difference of losses matters. */
const digits = 4;

function said(difference: Challenge['churn'], { number }: Format): string {
  if (difference === null) return 'cannot be compared';
  const { mean, standardError } = difference;
  const error = `(standard error ${number(standardError, digits)})`;
  const least = 10 ** -digits;
  if (Math.abs(mean) < least / 2) return `differs by less than ${number(least, digits)} ${error}`;
  return `is ${mean < 0 ? 'lower' : 'higher'} by ${number(Math.abs(mean), digits)} ${error}`;
}
