import { normaliseText } from '../normalise-text.ts';
import { tokensOf } from '../tokens.ts';
import { english } from './english.ts';
import { italian } from './italian.ts';
import type { MoodWords } from './mood-words.ts';
import { polish } from './polish.ts';
import { romanian } from './romanian.ts';
import { russian } from './russian.ts';

const languages: readonly MoodWords[] = [english, polish, romanian, russian, italian];
/** Words after a negation in which a mood is turned. */
const reach = 3;
const smiles = /^(?:[:;=][-']?[)dp]+|\)+|😀|😃|😄|😁|😊|🙂|😍|🥰|👍|❤|🎉|👏|💯|🔥)$/u;
const frowns = /^(?:[:;=][-']?[(|/[]+|😞|😠|😡|🤬|😢|😭|👎|💔|😤|🤮|😒)$/u;

interface Lexicon {
  readonly words: ReadonlyMap<string, number>;
  /** Beginnings of words, by their first three letters. */
  readonly stems: ReadonlyMap<string, readonly (readonly [stem: string, mood: number])[]>;
  readonly not: ReadonlySet<string>;
}

/** Letters without their marks, since people leave them out. */
const bare = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('’', "'").normalize('NFC');

const listed = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(bare);

function lexiconOf(all: readonly MoodWords[]): Lexicon {
  const words = new Map<string, number>();
  const stems = new Map<string, (readonly [string, number])[]>();
  for (const { good, bad } of all)
    for (const [text, mood] of [
      [good, 1],
      [bad, -1],
    ] as const)
      for (const word of listed(text)) {
        if (!word.endsWith('*')) {
          words.set(word, mood);
          continue;
        }
        const stem = word.slice(0, -1);
        const own = stems.get(stem.slice(0, 3)) ?? [];
        stems.set(stem.slice(0, 3), [...own, [stem, mood]]);
      }
  return { words, stems, not: new Set(all.flatMap(({ not }) => listed(not))) };
}

const lexicon = lexiconOf(languages);

/**
 * Mood of a text by the words in it, −1 to 1, for a business that has no scored comments yet. English, Polish, Romanian, Russian
 * and Italian together, since nobody says which it is. A negation turns the first mood among the three words
 * after it.
 * @returns null where no word tells a mood
 */
export function moodByWords(text: string): number | null {
  let [good, bad, turned] = [0, 0, 0];
  for (const token of tokensOf(normaliseText(text))) {
    const word = bare(token);
    const mood = moodOf(word);
    if (mood !== 0) {
      if ((turned > 0 ? -mood : mood) > 0) good++;
      else bad++;
      turned = 0;
    }
    turned = lexicon.not.has(word) ? reach : Math.max(0, turned - 1);
  }
  return good + bad === 0 ? null : (good - bad) / (good + bad);
}

function moodOf(word: string): number {
  if (smiles.test(word)) return 1;
  if (frowns.test(word)) return -1;
  const own = lexicon.words.get(word);
  if (own !== undefined) return own;
  const stems = lexicon.stems.get(word.slice(0, 3)) ?? [];
  return stems.find(([stem]) => word.startsWith(stem))?.[1] ?? 0;
}
