import { readDocument } from '../../contracts/artefacts/document.ts';
import { indexedListDocument } from '../../contracts/artefacts/published-index.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

/** The run whose lists stand whole at an as-of date; null where there are none, or they are being replaced. */
export async function listedRun(store: ObjectStore, asOf: string): Promise<string | null> {
  const found = (await readDocument(store, indexedListDocument, keys.listManifest(asOf)))?.value;
  return found?.state === 'complete' ? found.run : null;
}
