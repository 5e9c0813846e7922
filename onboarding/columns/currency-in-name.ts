import { wordsOf } from '../../pipeline/recognise/column-words.ts';

/** Codes that are words as well: a total of all, the top price, a standard deviation. */
const mereWords = ['all', 'top', 'std'];

const codes = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

const isCode = (word: string | undefined): word is string =>
  word !== undefined && codes.has(word) && !mereWords.includes(word);

/** The code of a currency that the name of an amount ends with. */
export function codeAtEnd(name: string): string | undefined {
  const last = wordsOf(name).at(-1);
  return isCode(last) ? last.toUpperCase() : undefined;
}

/** The words of an amount's name without the code of its currency at the end: `amount_usd` is an amount. */
export const withoutCode = (words: readonly string[]): readonly string[] =>
  words.length > 1 && isCode(words.at(-1)) ? words.slice(0, -1) : words;
