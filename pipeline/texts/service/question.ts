import { sha256 } from '../../../contracts/artefacts/document.ts';
import type { AskedText, MoodService } from '../../../contracts/ports/mood-service.ts';
import { maskContacts, unreadable } from '../../../models/text.ts';
import type { NothingSaid, ReadText } from '../mood-reader.ts';

/** What a service is asked about a text, and the name under which its answer is kept. */
export interface Question extends AskedText {
  readonly hash: string;
}

/** Scripts that a language is written in. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(['en', 'es', 'fr', 'de', 'it', 'pt'].map((language) => [language, ['Latin']])),
  ar: ['Arabic'],
  hi: ['Devanagari'],
  ja: ['Kana', 'Han'],
  ko: ['Hangul'],
  zh: ['Han'],
  'zh-TW': ['Han'],
};

/** Numbers of telephones, orders and cards say nothing of a mood. */
const longNumber = /\d(?:[ .\-/]?\d){5,}/gu;

/** What a service is asked about a text; or why it cannot read it, by the rules of the own model. */
export function questionOf(
  { text, language }: ReadText,
  { languages, mostCharacters }: Pick<MoodService, 'languages' | 'mostCharacters'>,
): Question | { readonly why: NothingSaid } {
  const why = unreadable(text, null);
  if (why !== null) return { why };
  const spoken = languages === null ? null : spokenIn(language, languages);
  if (spoken === undefined) return { why: 'language' };
  if (spoken !== null && unreadable(text, scripts[spoken] ?? null) !== null) return { why: 'script' };
  const asked = asAsked(text, mostCharacters);
  return { hash: hashOf(JSON.stringify([spoken, asked])), text: asked, language: spoken };
}

export const hashOf = (text: string): string => sha256(new TextEncoder().encode(text)).slice(0, 32);

/** The language of a service that a tag such as `pt-BR` names; undefined where it has none. */
function spokenIn(tag: string | null, languages: readonly string[]): string | undefined {
  const [whole, base] = [
    tag?.trim().replace('_', '-').toLowerCase(),
    tag?.trim().split(/[-_]/)[0]?.toLowerCase(),
  ];
  const named = (name: string | undefined) => languages.find((one) => one.toLowerCase() === name);
  return named(whole) ?? named(base);
}

/** A text as far as the service reads it, without links, addresses and long numbers. */
function asAsked(text: string, mostCharacters: number): string {
  const masked = maskContacts(text.normalize('NFC'), 'link', 'name').replace(longNumber, 'number');
  return [...masked.replace(/\s+/gu, ' ').trim()].slice(0, mostCharacters).join('').trim();
}
