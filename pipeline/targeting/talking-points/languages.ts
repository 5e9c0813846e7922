import type { LanguageCode } from '../../../contracts/languages.ts';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { it } from './languages/it.ts';
import { pl } from './languages/pl.ts';
import { ro } from './languages/ro.ts';
import { ru } from './languages/ru.ts';
import type { PointTexts } from './words.ts';

/** The languages that talking points are written in. */
export const languages: Readonly<Record<LanguageCode, PointTexts>> = { en, pl, ro, ru, it, de };
