import { drivers } from '../pipeline/stages/drivers.ts';
import { stageEntry } from './stage-entry.ts';

/** Measures what moves money. The lists do not wait for it where it fails. */
export const handler = stageEntry(drivers, () => {});
