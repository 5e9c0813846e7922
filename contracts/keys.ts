import type { QuarantineKind } from './quarantine.ts';

/**
 * Files of a model's version: weights, what they mean, the same of the fit that was judged where another is published, what
 * later nights are compared with, a card for people and as data, and the entry that is written last.
 */
export type ModelFile =
  | 'weights.bin'
  | 'model.json'
  | 'judged-weights.bin'
  | 'judged-model.json'
  | 'baseline.json'
  | 'card.md'
  | 'card.html'
  | 'card.json'
  | 'manifest.json';

/** A folder of the object store: how long it is kept, and whether rows of people stand in it. */
export interface FolderRule {
  /**
   * `passing`: goes once newer runs have taken its place. `lasting`: stays until a person removes it. `ever`: is never
   * removed by us, and only ever added to. `given`: the user's own.
   */
  readonly kept: 'passing' | 'lasting' | 'ever' | 'given';
  readonly holdsPeople: boolean;
}

/** Every folder there is. Lifecycle rules, rights of functions and erasure derive from this. */
export const folders = {
  raw: { kept: 'given', holdsPeople: true },
  runs: { kept: 'passing', holdsPeople: true },
  stages: { kept: 'passing', holdsPeople: true },
  clean: { kept: 'passing', holdsPeople: true },
  quarantine: { kept: 'passing', holdsPeople: true },
  features: { kept: 'passing', holdsPeople: true },
  labels: { kept: 'passing', holdsPeople: true },
  scores: { kept: 'passing', holdsPeople: true },
  gains: { kept: 'passing', holdsPeople: true },
  matured: { kept: 'passing', holdsPeople: true },
  roi: { kept: 'passing', holdsPeople: false },
  texts: { kept: 'passing', holdsPeople: true },
  themes: { kept: 'passing', holdsPeople: true },
  answers: { kept: 'lasting', holdsPeople: false },
  metrics: { kept: 'passing', holdsPeople: false },
  alerts: { kept: 'passing', holdsPeople: true },
  pulse: { kept: 'lasting', holdsPeople: true },
  models: { kept: 'lasting', holdsPeople: false },
  lists: { kept: 'lasting', holdsPeople: true },
  published: { kept: 'lasting', holdsPeople: false },
  plans: { kept: 'lasting', holdsPeople: false },
  reports: { kept: 'lasting', holdsPeople: false },
  outbox: { kept: 'lasting', holdsPeople: false },
  ledger: { kept: 'ever', holdsPeople: true },
} as const satisfies Record<string, FolderRule>;

export type Folder = keyof typeof folders;

/**
 * Where each artefact lives in the object store. What a stage writes stands under the stage's key, so that two stages that
 * read different things never touch each other's files; only `lists/`, `published/` and the ledger are shared.
 */
export const keys = {
  /** What a run does, written before its first stage. */
  plan: (run: string) => `runs/${run}/plan.json`,
  runManifest: (run: string) => `runs/${run}/manifest.json`,
  runTimings: (run: string) => `runs/${run}/timings.json`,
  stageRecord: (key: string, stage: string) => `stages/${stage}/key=${key}/record.json`,
  clean: (key: string, source: string) => `clean/${source}/key=${key}/`,
  cleanOfAll: (source: string) => `clean/${source}/key=`,
  quarantine: (key: string, source: string) => `quarantine/${source}/key=${key}/`,
  quarantined: (key: string, source: string, kind: QuarantineKind) =>
    `quarantine/${source}/key=${key}/${kind}/`,
  features: (key: string) => `features/key=${key}/`,
  labels: (key: string) => `labels/key=${key}/`,
  model: (kind: string, version: string) => `models/${kind}/${version}/`,
  modelFile: (kind: string, version: string, file: ModelFile) => `models/${kind}/${version}/${file}`,
  champion: (kind: string) => `models/${kind}/champion.json`,
  scores: (key: string) => `scores/key=${key}/`,
  /** What contact is expected to change in each customer. */
  gains: (key: string) => `gains/key=${key}/`,
  /** Customers of finished campaigns, who teach; nothing stays there. */
  lessons: (key: string) => `stages/uplift/key=${key}/lessons/`,
  /** Scores of earlier runs beside what became of the customers. */
  matured: (key: string) => `matured/key=${key}/`,
  /** Customers that drift is measured on; nothing stays there. */
  healthSample: (key: string) => `stages/health/key=${key}/sample/`,
  /** What campaigns did: a folder for each. */
  roi: (key: string) => `roi/key=${key}/`,
  effect: (key: string, campaign: string) => `roi/key=${key}/${encodeURIComponent(campaign)}/`,
  /** Customers of comparisons that were not randomised; nothing stays there. */
  observed: (key: string) => `stages/roi/key=${key}/observed/`,
  /** What was read out of texts, and the model that read it; no text. */
  texts: (key: string) => `texts/key=${key}/`,
  /** Moods of texts by the id of what they stand in. */
  moods: (key: string) => `texts/key=${key}/moods/`,
  /** Texts on their way out of the warehouse; nothing stays there. */
  passingTexts: (key: string) => `stages/texts/key=${key}/passing/`,
  /** What a service has answered about moods, by hashes of what it was asked; no text. */
  moodAnswers: (service: string, version: string) => `answers/${service}/${version}/`,
  /** What texts are about; no text. */
  themes: (key: string) => `themes/key=${key}/`,
  themeTable: (key: string) => `themes/key=${key}/table/`,
  /** Texts on their way out of the warehouse; nothing stays there. */
  passingThemes: (key: string) => `stages/themes/key=${key}/passing/`,
  /** Figures of customer experience, for periods and dimensions. */
  metrics: (key: string) => `metrics/key=${key}/`,
  metricTable: (key: string) => `metrics/key=${key}/metrics.parquet`,
  /** Counts on their way out of the warehouse; nothing stays there. */
  metricCells: (key: string) => `stages/metrics/key=${key}/cells/`,
  /** Watched days on their way out of the warehouse; nothing stays there. */
  watchedDays: (key: string) => `stages/alerts/key=${key}/days/`,
  /** Customers behind the alerts on metrics that are open. */
  alerts: (key: string) => `alerts/key=${key}/`,
  /** What customers lived and what came after, on its way out of the warehouse; nothing stays there. */
  driverRows: (key: string) => `stages/drivers/key=${key}/rows/`,
  /** What the pulses have read, and how many there were; moves with each. */
  pulseCursor: 'pulse/cursor.json',
  /** Rows that have arrived since the published run, as one pulse leaves them to the next. */
  pulseRowsOfAll: 'pulse/rows/',
  pulseRows: (pulse: string, source: string) => `pulse/rows/${pulse}/${source}/`,
  /** Moods of what arrived. */
  pulseMoods: (pulse: string) => `pulse/rows/${pulse}/moods/`,
  /** Rows on their way out of the warehouse; nothing stays there. */
  pulsePassingOfAll: 'pulse/passing/',
  pulsePassing: (pulse: string) => `pulse/passing/${pulse}/`,
  /** What a pulse raised: its report, and the customers. Two at the same moment have one number, and a folder each. */
  pulseResults: (pulse: string) => `pulse/results/${pulse}/`,
  /** Whom the tools that lists were handed to are to leave alone, in the form of each: with addresses, as those files have. */
  pulseStops: (pulse: string) => `pulse/stop/${pulse}/`,
  /** Candidates and their features while the lists are made; nothing stays there, and no record counts it. */
  candidates: (run: string) => `runs/${run}/candidates/`,
  stagedLists: (run: string) => `runs/${run}/lists/`,
  lists: (asOf: string) => `lists/as_of=${asOf}/`,
  /** All lists of a date in one file, for queries. */
  listTable: (asOf: string) => `lists/as_of=${asOf}/table/`,
  listManifest: (asOf: string) => `lists/as_of=${asOf}/manifest.json`,
  /** The ledger: numbered files, each the draws of one list. Whoever puts the next number first has drawn. */
  ledger: 'ledger/arms/',
  arms: (file: number) => `ledger/arms/${String(file).padStart(8, '0')}.parquet`,
  /** Escalations: numbered files, each what one list flagged. */
  escalations: 'ledger/escalations/',
  escalationFile: (file: number) => `ledger/escalations/${String(file).padStart(8, '0')}.parquet`,
  /** Alerts on metrics: numbered files, each what one run opened and closed. */
  alertEvents: 'ledger/alerts/',
  alertEventFile: (file: number) => `ledger/alerts/${String(file).padStart(8, '0')}.parquet`,
  /** What a declared campaign was when it made its first list. */
  campaignDeclaration: (name: string) => `ledger/campaigns/${encodeURIComponent(name)}.json`,
  /** Arms as they were kept before campaigns: a file for each date and run, `as_of=…/run=….parquet`. */
  assignments: 'ledger/assignments/',
  /** Says that those were read into the ledger. */
  migration: 'ledger/migration.json',
  /** The weekly page, and its figures. */
  weekly: (asOf: string, file: 'weekly.html' | 'weekly.json') => `reports/as_of=${asOf}/${file}`,
  /** What moves CLV. */
  clvMoves: (asOf: string) => `plans/as_of=${asOf}/clv/`,
  /** What a comparison of a campaign would show, before it is launched. */
  comparisonPlan: (asOf: string, campaign: string) =>
    `plans/as_of=${asOf}/campaigns/${encodeURIComponent(campaign)}/`,
  /** Messages that not every webhook has taken yet. */
  outbox: 'outbox/pending/',
  pendingMessage: (asOf: string, id: string) => `outbox/pending/${asOf}_${id}.json`,
  /** Messages that a webhook did not take, however often it was tried: nobody sends them until a person says so. */
  setAside: 'outbox/set-aside/',
  setAsideMessage: (asOf: string, id: string, webhook: string) =>
    `outbox/set-aside/${asOf}_${id}/${webhook}.json`,
  /** Says that a webhook has taken a message. */
  receipt: (id: string, webhook: string) => `outbox/sent/${id}/${webhook}.json`,
  /** Which run's lists are published for each as-of date. */
  published: () => 'published/index.json',
  /** What each version of the CX index is made of; learned weights stay there. */
  cxIndexes: 'published/cx-index/',
  cxIndex: (version: string) => `published/cx-index/${version}.json`,
} as const;
