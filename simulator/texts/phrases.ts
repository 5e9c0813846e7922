import type { Language } from '../plan.ts';
import { english } from './english.ts';
import { italian } from './italian.ts';
import { polish } from './polish.ts';
import { romanian } from './romanian.ts';
import { russian } from './russian.ts';

/** What a text is about. */
export const themes = [
  'delivery',
  'payment',
  'quality',
  'refund',
  'question',
  'account',
  'price',
  'app',
  'service',
] as const;
export type Theme = (typeof themes)[number];

/** Parts of sentences in one language. Good parts hold negated complaints, bad ones negated praise. */
export interface Phrases {
  readonly good: Readonly<Record<Theme, readonly string[]>>;
  readonly bad: Readonly<Record<Theme, readonly string[]>>;
  readonly opening: { readonly good: readonly string[]; readonly bad: readonly string[] };
  readonly closing: { readonly good: readonly string[]; readonly bad: readonly string[] };
  /** Praise that means the opposite; a complaint follows. */
  readonly ironic: readonly string[];
  readonly but: string;
  /** Says nothing about anything: long texts are full of it. */
  readonly aside: readonly string[];
}

export const phrases: Readonly<Record<Language, Phrases>> = {
  en: english,
  pl: polish,
  ro: romanian,
  ru: russian,
  it: italian,
};
