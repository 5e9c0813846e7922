/** A campaign to be measured, by the terms of its launch. */
export interface MeasuredCampaign {
  readonly name: string;
  readonly kind: 'campaign' | 'past' | 'global-control' | 'exposure';
  /** Customers were drawn at random. */
  readonly randomised: boolean;
  readonly horizonDays: number;
  /** Quantile of the money before above which money counts as the quantile. */
  readonly winsorise: number;
  /** Cost beside the contacts, reporting currency. */
  readonly fixedCost: number;
  /** First and last as-of date of its lists; null: it never ends. */
  readonly span: { readonly starts: string; readonly ends: string } | null;
  /** Share held out as declared; null: the ledger says it of each draw. */
  readonly heldOut: number | null;
  /** A customer may be drawn again when the arm has run out. */
  readonly isRenewed: boolean;
  /** Who was exposed to a change, as the config says it; null for a campaign. */
  readonly exposed: { readonly by: string; readonly rule: string } | null;
  /** Terms that the config says otherwise now than at the launch. */
  readonly changed: readonly string[];
}
