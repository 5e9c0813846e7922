import { wordsOf } from '../../models/text.ts';

/** Words of fewer people may tell who wrote, however often one of them wrote. */
const fewestWriters = 3;
const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const secret =
  /(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]+|@[\p{L}\p{N}_.]+|\+?\d[\d\s().-]{4,}\d/gu;
const left = '…';

/** Who writes a word in lower case, as names mostly are not. */
export class Vocabulary {
  private readonly writers = new Map<string, string[]>();

  /** @param writer who wrote the text; the text itself where that is not known: the same words are of one person */
  add(text: string, writer: string): void {
    for (const found of new Set(wordsOf(text))) {
      if (found !== found.toLowerCase()) continue;
      const own = this.writers.get(found);
      if (own === undefined) this.writers.set(found, [writer]);
      else if (own.length < fewestWriters && !own.includes(writer)) own.push(writer);
    }
  }

  /** Whether a word tells nothing of who wrote it. */
  isCommon(found: string): boolean {
    const own = this.writers.get(found.toLowerCase());
    return own !== undefined && own.length >= fewestWriters && !/\d{3}/.test(found);
  }
}

/**
 * A text without what may tell who wrote it: links, addresses, numbers, and words that fewer than three people write in lower
 * case, as names are.
 */
export function hidePeople(text: string, words: Vocabulary): string {
  return text
    .replace(secret, left)
    .replace(word, (found) => (words.isCommon(found) ? found : left))
    .replace(/…(?:[\s,.;:-]*…)+/gu, left)
    .trim();
}
