import { normaliseText } from './normalise-text.ts';
import { lettersOf, scriptOf } from './scripts.ts';

/** Why nothing is said of a text. */
export type Unread =
  /** Nothing in it but blanks and punctuation. */
  | 'empty'
  /** Fewer than three letters and no emoji. */
  | 'tiny'
  /** Written in a script that hardly any text was learned in. */
  | 'script'
  /** Hardly a word of it was learned. */
  | 'unknown'
  /** Two classes are about as likely. */
  | 'unsure';

const fewestLetters = 3;
const emoji = /\p{Extended_Pictographic}|[:;=][-']?[()[\]dp/|]/u;
/** A script is learned from where so many texts, or such a share of them, are written in it. */
const fewestTexts = 50;
const smallestShare = 0.01;

/** Scripts that there are enough texts of to judge others by. */
export function learnedScripts(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const script = scriptOf(text);
    if (script !== null) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  const enough = Math.min(fewestTexts, smallestShare * texts.length);
  return [...counts].flatMap(([script, count]) => (count >= enough ? [script] : [])).sort();
}

/**
 * Why a text cannot be read whatever its words; null where it can.
 * @param scripts that can be read; null: any
 */
export function unreadable(text: string, scripts: readonly string[] | null): Unread | null {
  const normalised = normaliseText(text);
  const letters = lettersOf(normalised);
  if (emoji.test(normalised)) return letters === 0 ? null : foreign(normalised, scripts);
  if (letters === 0) return 'empty';
  return letters < fewestLetters ? 'tiny' : foreign(normalised, scripts);
}

function foreign(text: string, scripts: readonly string[] | null): Unread | null {
  if (scripts === null) return null;
  const script = scriptOf(text);
  return script === null || scripts.includes(script) ? null : 'script';
}
