import type { Run } from '../../contracts/artefacts/plan.ts';
import type { PublishedRun } from '../../contracts/artefacts/published-index.ts';
import type { PulseCursor } from '../../contracts/artefacts/pulse.ts';
import type { Landed } from './new-files.ts';

/** What a pulse works on. */
export interface Pulse {
  readonly id: string;
  /** Names what it leaves on its way: of other files, or of a pulse beside it, another. */
  readonly key: string;
  readonly at: Date;
  /** The published run as it was planned. */
  readonly run: Run;
  readonly published: PublishedRun;
  readonly landed: Landed;
  readonly before: PulseCursor;
}
