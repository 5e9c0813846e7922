import type { LanguageCode } from '../../../contracts/languages.ts';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { it } from './languages/it.ts';
import { pl } from './languages/pl.ts';
import { ro } from './languages/ro.ts';
import { ru } from './languages/ru.ts';
import type { PlanTexts } from './plan-texts.ts';

/** The languages that plans of comparisons are written in: those of the reports on effects. */
export const planLanguages: Readonly<Record<LanguageCode, PlanTexts>> = { en, pl, ro, ru, it, de };
