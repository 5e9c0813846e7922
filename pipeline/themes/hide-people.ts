import { wordsOf } from '../../models/text.ts';

/** Words that fewer texts hold may tell who wrote. */
const fewestTexts = 3;
const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const secret =
  /(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+|@[\p{L}\p{N}_.]+|\+?\d[\d\s().-]{4,}\d/gu;
const left = '…';

/** How many texts hold a word, and whether it is ever written in lower case. */
export class Vocabulary {
  private readonly words = new Map<string, { texts: number; isPlain: boolean }>();

  add(text: string): void {
    for (const found of new Set(wordsOf(text))) {
      const key = found.toLowerCase();
      const own = this.words.get(key) ?? { texts: 0, isPlain: false };
      this.words.set(key, own);
      own.texts++;
      own.isPlain ||= found === key;
    }
  }

  /** Whether a word tells nothing of who wrote it. */
  isCommon(found: string): boolean {
    const own = this.words.get(found.toLowerCase());
    return own !== undefined && own.texts >= fewestTexts && own.isPlain && !/\d{3}/.test(found);
  }
}

/**
 * A text without what may tell who wrote it: links, addresses, numbers, words of fewer than three texts, and words that
 * nobody ever writes in lower case, as names are.
 */
export function hidePeople(text: string, words: Vocabulary): string {
  return text
    .replace(secret, left)
    .replace(word, (found) => (words.isCommon(found) ? found : left))
    .replace(/…(?:[\s,.;:-]*…)+/gu, left)
    .trim();
}
