import { createHash } from 'node:crypto';
import type { Run } from '../../contracts/artefacts/plan.ts';

/**
 * A seed for something random in a run: differs by purpose and as-of date, and repeats for the same question, whatever the
 * order of the rows or the size of the list.
 */
export function seedOf({ asOf, config }: Run, purpose: string): number {
  return createHash('sha256').update(`${asOf}/${config.training.seed}/${purpose}`).digest().readUInt32LE(0);
}
