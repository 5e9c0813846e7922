import type { en } from './languages/en.ts';
import type { EffectLanguage } from './words.ts';

export type WordKey = keyof typeof en.words;
export type FactKey = keyof typeof en.facts;

/** A language with every string that the report says. */
export interface EffectTexts extends EffectLanguage {
  readonly words: Readonly<Record<WordKey, string>>;
  readonly facts: Readonly<Record<FactKey, string>>;
}
