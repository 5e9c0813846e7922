import { readDocument } from '../../contracts/artefacts/document.ts';
import {
  type IndexedManifest,
  indexedFeaturesDocument,
  indexedManifestDocument,
  indexedScoresDocument,
  type PublishedRun,
} from '../../contracts/artefacts/published-index.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

/** What the index says of a run; null where the run is not complete, or what it left has been removed. */
export async function publishedRun(store: ObjectStore, run: string): Promise<PublishedRun | null> {
  const manifest = (await readDocument(store, indexedManifestDocument, keys.runManifest(run)))?.value;
  if (manifest === undefined) return null;
  const [score, features] = [stageIn(manifest, 'score'), stageIn(manifest, 'features')];
  const first = score?.outputs[0]?.key;
  if (score === undefined || features === undefined || first === undefined) return null;
  const scored = await readDocument(store, indexedScoresDocument, score.record);
  const built = await readDocument(store, indexedFeaturesDocument, features.record);
  if (scored === null || built === null) return null;
  return {
    asOf: manifest.asOf,
    run,
    keys: Object.fromEntries(manifest.stages.flatMap(({ stage, key }) => (key ? [[stage, key]] : []))),
    model: scored.value.result.model,
    scores: first.slice(0, first.lastIndexOf('/') + 1),
    observedDays: built.value.result.schedule.observedDays,
    meaning: manifest.config,
  };
}

const stageIn = ({ stages }: IndexedManifest, name: string) => stages.find(({ stage }) => stage === name);
