import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, count, listOf } from './values.ts';

/** What became of the rows of a file of arms as they were kept before campaigns. */
const migratedFile = z.strictObject({
  asOf: asOfDay,
  run: z.string(),
  rows: count,
  /** False: another run's list was published for the date, and none of its rows is taken. */
  counts: z.boolean(),
  /** Drawn into the ledger; the others were drawn before, and that arm still bound. */
  taken: count,
  /** Drawn again into the other arm than the one that bound. */
  changedArm: count,
});

/** Says that the arms of the time before campaigns were read into the ledger, and what came of each file. */
const migration = z.strictObject({
  state: z.literal('complete'),
  campaign: z.string(),
  horizonDays: count,
  files: listOf(migratedFile),
});

export type MigratedFile = z.infer<typeof migratedFile>;
export type LedgerMigration = z.infer<typeof migration>;

export const ledgerMigrationDocument = artefact({
  name: 'record of the ledger migration',
  schema: migration,
});
