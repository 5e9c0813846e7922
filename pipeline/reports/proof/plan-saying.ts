import type { LanguageCode } from '../../../contracts/languages.ts';
import { languages } from '../effect/languages.ts';
import { fill } from '../effect/words.ts';
import { type Format, formatIn } from '../format.ts';
import type { Counted } from './plan-language.ts';
import { planLanguages } from './plan-languages.ts';
import type { MovesWord, PlanTexts, PlanWord } from './plan-texts.ts';

/** The plan of a comparison on its way into a language, whose figures are written as in reports on effects. */
export interface PlanSaying {
  readonly format: Format;
  readonly rules: PlanTexts['rules'];
  readonly say: (key: PlanWord, values?: Readonly<Record<string, string>>) => string;
  /** The same of what moves CLV. */
  readonly sayMove: (key: MovesWord, values?: Readonly<Record<string, string>>) => string;
  readonly afterLists: (lists: number) => string;
  readonly poolLists: (lists: number) => string;
}

export function planSayingIn(language: LanguageCode): PlanSaying {
  const texts = planLanguages[language];
  const { figures } = languages[language];
  const format = formatIn(figures);
  const plural = new Intl.PluralRules(figures.locale);
  const counted = (forms: Counted) => (n: number) =>
    fill(forms[plural.select(n)] ?? forms.other, { n: format.count(n) });
  return {
    format,
    rules: texts.rules,
    say: (key, values) => fill(texts.words[key], values),
    sayMove: (key, values) => fill(texts.moves[key], values),
    afterLists: counted(texts.afterLists),
    poolLists: counted(texts.poolLists),
  };
}

export const sayingPlain: PlanSaying = planSayingIn('en');
