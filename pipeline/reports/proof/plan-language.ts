/** How a number of something is written, by the plural rules of a language (CLDR); `{n}` is the number. */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;

/**
 * A language's strings of the plan of a comparison, and of what moves CLV; `{name}` is a place to be filled. One file each in
 * `languages/`.
 */
export interface PlanLanguage {
  readonly words: Readonly<Record<string, string>>;
  /** What moves CLV. */
  readonly moves: Readonly<Record<string, string>>;
  /** Customers whom a rule of targeting leaves alone. */
  readonly rules: Readonly<Record<string, string>>;
  /** So many lists, after a word for `after`, and as what is pooled. */
  readonly afterLists: Counted;
  readonly poolLists: Counted;
}
