import type { LanguageCode } from '../../../contracts/languages.ts';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { it } from './languages/it.ts';
import { pl } from './languages/pl.ts';
import { ro } from './languages/ro.ts';
import { ru } from './languages/ru.ts';
import type { WeeklyTexts } from './texts.ts';

/** The languages that the weekly page is written in. */
export const weeklyLanguages: Readonly<Record<LanguageCode, WeeklyTexts>> = { en, pl, ro, ru, it, de };
