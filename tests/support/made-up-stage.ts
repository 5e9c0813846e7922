import { z } from 'zod';
import { type Stage, type StageTable, stages } from '../../contracts/stages.ts';

/** A stage that the product does not have: its one entry is all that is said of it. */
const glance: Stage = {
  about: 'Look again at what came in since the list',
  result: z.strictObject({ opened: z.int() }),
  needs: ['list'],
  config: ['targeting.listSize'],
  shows: ['business.name'],
  reads: { asOf: true },
  folders: { reads: ['lists'], writes: ['published'], unloads: ['matured'] },
  queries: true,
  computes: false,
  memoryMegabytes: 1024,
  minutes: 3,
  shards: { memoryMegabytes: 512, minutes: 2 },
  optional: true,
  command: true,
  alarm: { name: 'GlanceSilent', figure: 'PulsesMissed', above: 2, says: 'Nothing came in for long.' },
};

/** The stages of the product and the made-up one, declared before all that it needs. */
export const withGlance: StageTable = { glance, ...stages };
