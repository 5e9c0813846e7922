import type { LanguageCode } from '../../../contracts/languages.ts';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { it } from './languages/it.ts';
import { pl } from './languages/pl.ts';
import { ro } from './languages/ro.ts';
import { ru } from './languages/ru.ts';
import type { EffectTexts } from './texts.ts';

/** The languages that reports on effects are written in. */
export const languages: Readonly<Record<LanguageCode, EffectTexts>> = { en, pl, ro, ru, it, de };
