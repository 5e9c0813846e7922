import { join } from 'node:path';
import { openLocalRun } from '../../cli/local-run.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { scratchFolder } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';
import { few, smallBusiness } from '../support/small-business.ts';

export interface SmallChampion {
  /** Path of the business's config. */
  readonly config: string;
  /** The files of the champion that a laptop trained for it, by their keys. */
  readonly models: ReadonlyMap<string, Buffer>;
}

/** A business of 300 customers, and a champion for it: training is the expensive part of a run and no fault is looked for in it. */
export async function trainSmall(): Promise<SmallChampion> {
  const folder = scratchFolder({ for: 'file' });
  const config = await smallBusiness(folder, few);
  const { run, environment } = await openLocalRun({ config, out: join(folder, 'out'), threads: 1 }, silence);
  await runUntil('train', run, environment);
  return { config, models: await bytesUnder(environment.store, 'models/') };
}

async function bytesUnder(store: ObjectStore, prefix: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const { key } of await store.list(prefix)) found.set(key, Buffer.from((await store.get(key)) ?? []));
  return found;
}
