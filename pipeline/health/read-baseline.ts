import { baselineDocument } from '../../contracts/artefacts/baseline.ts';
import { parseDocument, sha256 as sha256Of } from '../../contracts/artefacts/document.ts';
import { type ModelEntry, retention } from '../../contracts/artefacts/model-entry.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Baseline } from '../../models/drift.ts';

/**
 * What a version is compared with; null for a version that was stored without.
 * @throws HoldfastError where the file is missing or is not the one that the entry names
 */
export async function readBaseline(
  store: ObjectStore,
  { version, sha256 }: Pick<ModelEntry, 'version' | 'sha256'>,
): Promise<Baseline | null> {
  const expected = sha256['baseline.json'];
  if (expected === undefined) return null;
  const key = keys.modelFile(retention, version, 'baseline.json');
  const bytes = await store.get(key);
  if (bytes !== null && sha256Of(bytes) === expected) {
    return parseDocument(baselineDocument, bytes, store.locate(key));
  }
  throw new HoldfastError(
    `${store.locate(key)} is not the file that model ${version} was stored with: it is missing, cut or changed. Train again, or restore it.`,
  );
}
