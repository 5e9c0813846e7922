import type { ByLanguage } from '../../../contracts/config/by-language.ts';
import type { Play } from '../../../contracts/config/plays.ts';
import { type LanguageCode, languageCodes } from '../../../contracts/languages.ts';
import { write } from '../../reports/format.ts';
import { spokenLanguage } from './spoken-language.ts';

/** Where talking points are not in the customers' own language. */
export function languageNotes(
  contacted: readonly { readonly language: string | null }[],
  language: LanguageCode,
): string[] {
  const others = contacted.filter((customer) => spokenLanguage(customer.language) === null);
  if (others.length === 0) return [];
  const unknown = others.filter((customer) => customer.language === null).length;
  const foreign = others.length - unknown;
  const why = [
    ...(unknown > 0 ? [`for ${write.count(unknown)} no language is known`] : []),
    ...(foreign > 0 ? [`for ${write.count(foreign)} it is not one of ${languageCodes.join(', ')}`] : []),
  ];
  return [
    `${write.count(others.length)} of the ${write.count(contacted.length)} contacted customers get the business's language (${language}): ${why.join(', ')}.`,
  ];
}

type Written = Pick<Play, 'name' | 'message' | 'offer'>;

/** Where a play's message or offer is not written in the language that customers who get it are spoken to in. */
export function untranslatedNotes(
  contacted: readonly { readonly play: string | null; readonly spoken: LanguageCode }[],
  plays: readonly Written[],
  business: LanguageCode,
): string[] {
  return plays.flatMap(({ name, message, offer }) => {
    const own = contacted.filter(({ play }) => play === name);
    return [
      ...untranslated(`message of ${name}`, message, own, business),
      ...untranslated(`offer of ${name}`, offer?.name, own, business),
    ];
  });
}

function untranslated(
  what: string,
  text: ByLanguage | undefined,
  contacted: readonly { readonly spoken: LanguageCode }[],
  business: LanguageCode,
): string[] {
  if (text === undefined || typeof text === 'string') return [];
  const missing = languageCodes.flatMap((code) => {
    const count = contacted.filter(({ spoken }) => spoken === code).length;
    return count === 0 || text[code] !== undefined ? [] : [`${code} (${write.count(count)})`];
  });
  if (missing.length === 0) return [];
  return [
    `The ${what} is not written in ${missing.join(', ')}: these customers get it in the business's language (${business}), and the talking points in their own.`,
  ];
}
