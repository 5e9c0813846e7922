import type { Figure } from './figure.ts';
import type { Table } from './table.ts';

/** Something to be read: one model, rendered to a terminal, Markdown, HTML and JSON by one renderer each. */
export interface Report {
  /** What it is about and as of when: `Maren & Vale · 16 Nov 2026`. */
  readonly about: string;
  /** A caveat that stands on every output, such as `not randomised`; left out where there is none. */
  readonly caveat?: string;
  /** The answer, in a sentence. */
  readonly verdict: string;
  readonly introduction: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block = Table | Figure | Items;

/** Sentences, one a line. */
export interface Items {
  readonly kind: 'items';
  readonly items: readonly string[];
}
