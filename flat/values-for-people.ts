import { flagOf } from '../contracts/sources/flag-words.ts';
import { wordsOf } from '../pipeline/recognise/column-words.ts';

/** A value of a column, and how many rows have it where that was counted. */
export interface CountedValue {
  readonly value: string;
  readonly rows?: number;
}

/** Words of classes, arms and parts: a value made of them alone says nothing about a person. */
const plainWords = new Set(
  `churn churned churner left leaver lapsed lost gone exited attrited attrition cancelled canceled closed inactive
  terminated stayed retained kept active existing current loyal renewed open remained paused trial customer member user
  not non no yes maybe never
  control ctrl hold out holdout held placebo untreated treated treatment baseline variant group arm test train training
  validation contact contacted mail email sms call phone push letter offer discount none other
  basic standard premium free monthly quarterly yearly annual weekly gold silver bronze low medium high small large
  positive neutral negative mixed good bad poor`.split(/\s+/),
);
const code = /^(\p{L}|[-+]?\d{1,2}([.]0+)?)$/u;
const mostShown = 8;
const longest = 24;

const isPlain = (value: string): boolean => {
  if (code.test(value) || typeof flagOf(value) === 'boolean') return true;
  const own = wordsOf(value);
  return own.length > 0 && own.every((word) => plainWords.has(word) || code.test(word));
};

/** Letters as `a` and `A`, digits as `9`. */
const shapeOf = (value: string): string =>
  value
    .slice(0, longest)
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{L}\p{M}]/gu, (letter) => (letter === 'A' ? 'A' : 'a'))
    .replace(/\p{Nd}/gu, '9');

/**
 * The values of a column as an error may name them: words of classes, arms and parts as they are, all else by its
 * shape, since a column named by mistake may hold names, addresses or phone numbers.
 */
export function valuesForPeople(values: readonly CountedValue[]): string {
  const shown = values.slice(0, mostShown).map(({ value, rows }) => {
    const named = isPlain(value) ? `"${value}"` : `one written like "${shapeOf(value)}"`;
    return rows === undefined ? named : `${named} (${rows} ${rows === 1 ? 'row' : 'rows'})`;
  });
  const more = values.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
