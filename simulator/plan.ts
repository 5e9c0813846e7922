/** What to simulate. The same plan gives the same business, row for row. */
export interface SimulationPlan {
  readonly preset: Preset;
  readonly customers: number;
  /** Days of data, up to `until`. */
  readonly days: number;
  readonly seed: number;
  /** First day that the data does not hold (`YYYY-MM-DD`): `business.dataUntil` of the config. */
  readonly until: string;
  readonly timeZone: string;
  readonly languages: readonly Language[];
  /** Share of texts that carry a `sentiment`, as if the helpdesk tool had scored them already. */
  readonly scoredTexts: number;
  readonly campaigns: readonly CampaignName[];
  readonly dirt: DirtPlan;
  readonly truth: TruthPlan;
}

/** The truth that takes time: the rest is always written. It never changes the business. */
export interface TruthPlan {
  /** Days (`YYYY-MM-DD`) at which the truth about every customer is written. */
  readonly asOf: readonly string[];
  /** Share of customers whose chance of churn and expected margin are worked out, over so many futures. */
  readonly sample: number;
  readonly draws: number;
  readonly churnDays: number;
  readonly valueDays: number;
  readonly lookbackDays: number;
  /** Both potential outcomes of every customer that a campaign considered. */
  readonly outcomes: boolean;
  /** What moving each cause does to the metrics: lives some customers through several times. */
  readonly metrics: boolean;
}

export const noTruth: TruthPlan = {
  asOf: [],
  sample: 0.1,
  draws: 200,
  churnDays: 90,
  valueDays: 365,
  lookbackDays: 365,
  outcomes: false,
  metrics: false,
};

export const presets = ['retail', 'subscription'] as const;
export type Preset = (typeof presets)[number];

export const languages = ['en', 'pl', 'ro', 'ru', 'it'] as const;
export type Language = (typeof languages)[number];

/** `care` has a randomised arm, `eye` is chosen by a marketer's eye, `broken` lost a part of its control arm. */
export const campaignNames = ['care', 'eye', 'broken', 'call', 'newsletter'] as const;
export type CampaignName = (typeof campaignNames)[number];

/** Shares of rows. Only `bad` breaks rules; the others are good rows that a careful reader must treat rightly. */
export interface DirtPlan {
  /** Bad rows added per good row: each breaks one rule, and truth says which. */
  readonly bad: number;
  /** Rows that arrive hours to days after they happened (`known_at`). */
  readonly late: number;
  /** Customers a part of whose rows carries another spelling of their id; `identities` maps it. */
  readonly aliases: number;
  /** Customers outside the euro area who pay in their own currency; the config has the rates. */
  readonly foreignCurrency: number;
  /** Adds `account_status` to customers, which gives the outcome away, and maps it as a dimension. */
  readonly leak: boolean;
}

/** Plain dirt, with the bad rows at a given share: 1% is well within what a run tolerates (`checks.maxBadShare`). */
export const dirtOf = (bad: number): DirtPlan => ({
  bad,
  late: 0.02,
  aliases: 0.02,
  foreignCurrency: 0.7,
  leak: false,
});

export const defaultPlan: SimulationPlan = {
  preset: 'retail',
  customers: 20_000,
  days: 730,
  seed: 1,
  until: '2025-07-01',
  timeZone: 'Europe/Berlin',
  languages,
  scoredTexts: 0.6,
  campaigns: campaignNames,
  dirt: dirtOf(0.005),
  truth: noTruth,
};
