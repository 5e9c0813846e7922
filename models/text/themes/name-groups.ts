import { normaliseText } from '../normalise-text.ts';
import { wordsOf } from './words-of.ts';

const [shortest, longest] = [1, 3];
const fewestTexts = 3;
/** A phrase tells of a group where it stands in this many times the share of its texts that it stands in of the others: “the” does not. */
const telling = 2;
/** A phrase within a longer one that is nearly as frequent says nothing of its own. */
const nested = 0.7;

/**
 * Phrases that tell each group from the others: of one to three words, by how often the group's texts hold them times
 * ln(1 + A ÷ how often all do), A being the mean number of phrases of a group (class-based tf-idf, Grootendorst 2022). A phrase
 * of the group's stands in at least twice the share of its texts that it stands in of the others.
 * @param groups texts of each group; the last may be the rest, whose phrases are of no interest
 */
export function nameGroups(groups: readonly (readonly string[])[], most = 3): string[][] {
  const counts = groups.map(countPhrases);
  const all = new Map<string, number>();
  let sum = 0;
  for (const own of counts)
    for (const [phrase, count] of own) {
      all.set(phrase, (all.get(phrase) ?? 0) + count);
      sum += count;
    }
  const mean = sum / Math.max(1, groups.length);
  const texts = groups.reduce((total, { length }) => total + length, 0);
  return counts.map((own, g) => {
    const inside = groups[g].length;
    const outside = Math.max(1, texts - inside);
    const tells = (phrase: string, count: number) =>
      count / inside >= telling * ((all.get(phrase)! - count) / outside);
    const scored = [...own]
      .filter(([phrase, count]) => count >= fewestTexts && tells(phrase, count))
      .map(([phrase, count]) => ({ phrase, count, score: count * Math.log(1 + mean / all.get(phrase)!) }))
      .filter(({ phrase, count }, _, every) => !every.some((other) => holds(other, phrase, count)))
      .sort((a, b) => b.score - a.score || (a.phrase < b.phrase ? -1 : 1));
    return scored.slice(0, most).map(({ phrase }) => phrase);
  });
}

const holds = (other: { phrase: string; count: number }, phrase: string, count: number): boolean =>
  other.phrase.length > phrase.length &&
  ` ${other.phrase} `.includes(` ${phrase} `) &&
  other.count >= nested * count;

/** In how many texts each phrase stands. */
function countPhrases(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = wordsOf(normaliseText(text)).slice(0, 200);
    const found = new Set<string>();
    for (let from = 0; from < words.length; from++)
      for (let length = shortest; length <= longest && from + length <= words.length; length++)
        found.add(words.slice(from, from + length).join(' '));
    for (const phrase of found) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  }
  return counts;
}
