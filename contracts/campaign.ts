/** Contact, or held out so that the effect can be measured. */
export type Arm = 'contact' | 'control';

/**
 * What customers are drawn for: whoever is on its lists is drawn into an arm once and keeps it. The standing campaign has
 * no start and never ends; a customer whose arm has run out is drawn anew there, and nowhere else.
 */
export interface Campaign {
  readonly name: string;
  /** First as-of date on which it makes lists; null: it always has. */
  readonly starts: string | null;
  /** An arm binds for so many days from its draw; a campaign with a start makes lists for so many days. */
  readonly horizonDays: number;
  readonly holdout: {
    /** Chance of being held out. */
    readonly share: number;
    /** Parts of equal size by worth within which customers are drawn. */
    readonly strata: number;
    readonly salt: string;
  };
  /** Cost of a contact by a play that names none, reporting currency; null: the default of its channel. */
  readonly costPerContact: number | null;
}

/** The campaign of the lists of a date on which no declared campaign runs. */
export const standingCampaign = 'this-week';
