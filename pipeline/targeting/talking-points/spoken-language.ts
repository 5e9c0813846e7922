import { type LanguageCode, languageCodes } from '../../../contracts/languages.ts';

/**
 * The shipped language that a text names: its code (`pl`, `pl-PL`, `pl_PL`, `pol`), its name in English or in any of the
 * shipped languages (`Polish`, `polski`, `polacco`). Null: another one, or none.
 */
export function spokenLanguage(text: string | null): LanguageCode | null {
  if (text === null) return null;
  const plain = text.trim().toLowerCase();
  const named = names.get(plain);
  if (named !== undefined) return named;
  const [primary] = plain.split(/[-_]/);
  return names.get(primary ?? '') ?? null;
}

/** ISO 639-2 codes, with those of bibliographies. */
const threeLetters: Readonly<Record<LanguageCode, readonly string[]>> = {
  en: ['eng'],
  pl: ['pol'],
  ro: ['ron', 'rum', 'mo'],
  ru: ['rus'],
  it: ['ita'],
  de: ['deu', 'ger'],
};

const names: ReadonlyMap<string, LanguageCode> = new Map(
  languageCodes.flatMap((code) =>
    [code, ...threeLetters[code], ...languageCodes.map((of) => nameOf(code, of))].map(
      (name): [string, LanguageCode] => [name, code],
    ),
  ),
);

function nameOf(code: LanguageCode, language: LanguageCode): string {
  return (new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code).toLowerCase();
}
