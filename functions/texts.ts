import { texts } from '../pipeline/stages/texts.ts';
import { openMoodService } from '../platform/aws/moods/open-mood-service.ts';
import { stageEntry } from './stage-entry.ts';

/** Reads the mood of what customers wrote. The lists do not wait for it where it fails. */
export const handler = stageEntry(
  (run, cloud) => texts(run, { ...cloud, openMoodService }),
  () => {},
);
