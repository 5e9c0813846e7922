/** Forms of a sentence by the number in it, as the language's plural rules name them; `{n}` is the number. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;

/** A language's talking points: what to know of a customer before speaking to them. One file each in `languages/`. */
export interface PointTexts {
  readonly locale: string;
  /** Support cases that are open, and how long the oldest has been. */
  readonly openCases: Forms;
  readonly oldest: Forms;
  /** `{score}` of ten. */
  readonly nps: string;
  readonly csat: string;
  readonly ces: string;
  readonly negative: string;
  readonly mixed: string;
  readonly positive: string;
  readonly orderedToday: string;
  readonly ordered: Forms;
  readonly messages: Forms;
  readonly offer: string;
}
