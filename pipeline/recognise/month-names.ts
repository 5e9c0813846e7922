/** The months in the languages that files come in, as `Intl` writes them: long, short, and as a date declines them. */

const languages = [
  'en',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'pl',
  'ro',
  'ru',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'hu',
  'cs',
  'sk',
  'tr',
  'uk',
  'bg',
  'hr',
  'el',
];

/** A month's name without accents and points, lower case. */
export const plainWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/g, 'l')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();

function monthsIn(language: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let month = 1; month <= 12; month++) {
    const at = new Date(Date.UTC(2023, month - 1, 15));
    for (const style of ['long', 'short'] as const)
      for (const day of [{}, { day: 'numeric' } as const]) {
        const format = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC', ...day });
        const name = format.formatToParts(at).find(({ type }) => type === 'month')?.value ?? '';
        const word = plainWord(name);
        if (word.length >= 3)
          found.set(word, month).set(word.slice(0, 3), found.get(word.slice(0, 3)) ?? month);
      }
  }
  return found;
}

const tables: Map<string, Map<string, number>> = new Map();

/** The language under which all words are months, and its words; null where there is none. */
export function monthsOf(words: readonly string[]): ReadonlyMap<string, number> | null {
  for (const language of languages) {
    const table = tables.get(language) ?? monthsIn(language);
    tables.set(language, table);
    if (words.every((word) => table.has(plainWord(word)))) return table;
  }
  return null;
}
