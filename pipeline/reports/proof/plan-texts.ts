import type { en } from './languages/en.ts';
import type { PlanLanguage } from './plan-language.ts';

export type PlanWord = keyof typeof en.words;
export type PlanRule = keyof typeof en.rules;

/** A language with every string that the plan of a comparison says. */
export interface PlanTexts extends PlanLanguage {
  readonly words: Readonly<Record<PlanWord, string>>;
  readonly rules: Readonly<Record<PlanRule, string>>;
}
