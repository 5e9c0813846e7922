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
