import type { en } from './languages/en.ts';
import type { PlanLanguage } from './plan-language.ts';

export type PlanWord = keyof typeof en.words;
export type MovesWord = keyof typeof en.moves;
export type PlanRule = keyof typeof en.rules;

/** A language with every string that the plan of a comparison and what moves CLV say. */
export interface PlanTexts extends PlanLanguage {
  readonly words: Readonly<Record<PlanWord, string>>;
  readonly moves: Readonly<Record<MovesWord, string>>;
  readonly rules: Readonly<Record<PlanRule, string>>;
}
