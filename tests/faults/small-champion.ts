import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { scratchFolder } from '../support/scratch.ts';
import { trainedBusiness } from '../support/trained-business.ts';

export interface SmallChampion {
  /** Path of the business's config. */
  readonly config: string;
  /** The files of the champion that a laptop trained for it, by their keys. */
  readonly models: ReadonlyMap<string, Buffer>;
}

/** A business of 300 customers, and a champion for it: training is the expensive part of a run and no fault is looked for in it. */
export async function trainSmall(): Promise<SmallChampion> {
  const { config, out } = await trainedBusiness(scratchFolder({ for: 'file' }));
  return { config, models: await bytesUnder(folderStore(out), 'models/') };
}

async function bytesUnder(store: ObjectStore, prefix: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const { key } of await store.list(prefix)) found.set(key, Buffer.from((await store.get(key)) ?? []));
  return found;
}
