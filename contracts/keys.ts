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

/** Where each artefact lives in the object store. A run writes under its own id; only `lists/` and the ledger are shared. */
export const keys = {
  /** What a deployed run does, laid down before its first stage. */
  plan: (run: string) => `runs/${run}/plan.json`,
  runManifest: (run: string) => `runs/${run}/manifest.json`,
  runTimings: (run: string) => `runs/${run}/timings.json`,
  stageRecord: (run: string, stage: string) => `runs/${run}/stages/${stage}.json`,
  clean: (run: string, source: string) => `clean/${source}/run=${run}/`,
  quarantine: (run: string, source: string) => `quarantine/${source}/run=${run}/`,
  quarantined: (run: string, source: string, kind: QuarantineKind) =>
    `quarantine/${source}/run=${run}/${kind}/`,
  features: (run: string) => `features/run=${run}/`,
  labels: (run: string) => `labels/run=${run}/`,
  model: (kind: string, version: string) => `models/${kind}/${version}/`,
  modelFile: (kind: string, version: string, file: ModelFile) => `models/${kind}/${version}/${file}`,
  champion: (kind: string) => `models/${kind}/champion.json`,
  scores: (run: string) => `scores/run=${run}/`,
  /** Scores of earlier runs beside what became of the customers. */
  matured: (run: string) => `matured/run=${run}/`,
  /** Customers that drift is measured on; nothing stays there. */
  healthSample: (run: string) => `runs/${run}/health/`,
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
  /** Arms as they were kept before campaigns: a file for each date and run, `as_of=…/run=….parquet`. */
  assignments: 'ledger/assignments/',
  /** Says that those were read into the ledger. */
  migration: 'ledger/migration.json',
} as const;
