import { z } from 'zod';
import { type StageName, type StageResults, stages } from '../stages.ts';
import { type Artefact, artefact } from './document.ts';
import { count, listOf } from './values.ts';

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

const results: { readonly [Name in StageName]: { readonly result: z.ZodType<StageResults[Name]> } } = stages;

/** The record of a stage as a document. */
export function stageRecordDocument<Name extends StageName>(
  stage: Name,
): Artefact<z.ZodType<StageRecord<Name>>> {
  const { result } = results[stage];
  return artefact({
    name: `record of the ${stage} stage`,
    schema: z.strictObject({ stage: z.literal(stage), key: z.string(), result, outputs: stageOutputs }),
  });
}
