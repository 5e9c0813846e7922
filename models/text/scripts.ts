/** Scripts that are told apart; what is of none of them counts as the last. */
const scripts = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Han', /\p{Script=Han}/u],
] as const;

const letter = /\p{L}/u;
const latin = /^[a-z\u00c0-\u024f]$/i;

/** The script of most letters of a text; null where it has none. */
export function scriptOf(text: string): string | null {
  const counts = new Map<string, number>();
  for (const character of text) {
    const name = nameOf(character);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  let [most, found] = [0, null as string | null];
  for (const [name, count] of counts) if (count > most) [most, found] = [count, name];
  return found;
}

/** Number of letters of a text. */
export function lettersOf(text: string): number {
  let count = 0;
  for (const character of text) if (nameOf(character) !== null) count++;
  return count;
}

/** Of the characters met so far. */
const known = new Map<string, string | null>();

function nameOf(character: string): string | null {
  let name = known.get(character);
  if (name === undefined) {
    name = findName(character);
    known.set(character, name);
  }
  return name;
}

function findName(character: string): string | null {
  if (latin.test(character)) return 'Latin';
  if (!letter.test(character)) return null;
  return scripts.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other';
}
