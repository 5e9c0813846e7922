import type { Language } from '../plan.ts';
import { english } from './english.ts';
import { italian } from './italian.ts';
import type { Phrases } from './phrases.ts';
import { polish } from './polish.ts';
import { romanian } from './romanian.ts';
import { russian } from './russian.ts';

export const phrases: Readonly<Record<Language, Phrases>> = {
  en: english,
  pl: polish,
  ro: romanian,
  ru: russian,
  it: italian,
};
