import { z } from 'zod';
import { checkReport } from './check-report.ts';
import { type Artefact, artefact } from './document.ts';
import { featureReport } from './feature-report.ts';
import { healthReport } from './health-report.ts';
import { listManifest } from './list-manifest.ts';
import { scoreReport } from './score-report.ts';
import { trainReport } from './train-report.ts';
import { count, listOf } from './values.ts';

/** The result that each stage leaves for the stages after it. */
const stageResults = {
  check: checkReport,
  features: featureReport,
  train: trainReport,
  score: scoreReport,
  health: healthReport,
  list: listManifest,
} as const;

export type StageName = keyof typeof stageResults;
export type StageResults = { [Name in StageName]: z.infer<(typeof stageResults)[Name]> };

/** An object that a stage wrote, with the object store's tag of its content. */
const stageOutput = z.strictObject({ key: z.string(), size: count, tag: z.string().nullable() });

export const stageOutputs = listOf(stageOutput);

export type StageOutput = z.infer<typeof stageOutput>;

/** What a stage leaves behind: its result for the stages after it, and the objects it wrote. Written last. */
export interface StageRecord<Name extends StageName = StageName> {
  readonly stage: Name;
  /** Hash of all that the stage read. */
  readonly key: string;
  readonly result: StageResults[Name];
  readonly outputs: readonly StageOutput[];
}

type RecordDocument<Name extends StageName> = Artefact<z.ZodType<StageRecord<Name>>>;

const recordDocument = <Name extends StageName>(
  stage: Name,
  result: z.ZodType<StageResults[Name]>,
): RecordDocument<Name> =>
  artefact({
    name: `record of the ${stage} stage`,
    schema: z.strictObject({ stage: z.literal(stage), key: z.string(), result, outputs: stageOutputs }),
  });

/** The record of each stage, as a document. */
export const stageRecordDocuments: { readonly [Name in StageName]: RecordDocument<Name> } = {
  check: recordDocument('check', stageResults.check),
  features: recordDocument('features', stageResults.features),
  train: recordDocument('train', stageResults.train),
  score: recordDocument('score', stageResults.score),
  health: recordDocument('health', stageResults.health),
  list: recordDocument('list', stageResults.list),
};
