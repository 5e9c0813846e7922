import { type Format, write } from '../format.ts';

/** A median below this is said: the typical listed customer would as often not be listed. */
const certain = 0.5;

/**
 * Says that the list would look quite different within the uncertainty of risk and worth; null where it would not.
 * @param median of the rank stability of the listed; null where nobody is listed
 */
export function stabilitySentence(median: number | null, format: Format = write): string | null {
  if (median === null || median >= certain) return null;
  return `The choice is uncertain: redrawn within the uncertainty of risk and value, the typical listed customer stays listed in ${format.percent(median, 0)} of cases. Many others are as good a choice; the order among them means little.`;
}
