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
