import { type CxIndexVersion, cxIndexDocument } from '../../../contracts/artefacts/cx-index.ts';
import { readDocument, sha256, writeDocument } from '../../../contracts/artefacts/document.ts';
import type { Config } from '../../../contracts/config/config.ts';
import type { CxIndexConfig } from '../../../contracts/config/cx-index.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { ScaledMetric } from './index-part.ts';

const hashOf = (value: unknown): string =>
  sha256(new TextEncoder().encode(JSON.stringify(value))).slice(0, 12);

/** Hash of all that the config says of an index; of learned weights, what staying means as well. */
export function definitionOf(
  { parts, weights, learnedOn }: CxIndexConfig,
  scaled: readonly ScaledMetric[],
  { churn, cx }: Config,
): string {
  const ends = scaled.map(({ metric, worst, best }, i) => [
    metric.name,
    worst,
    best,
    parts[i]!.weight ?? null,
  ]);
  const learned = weights === 'learned' ? [learnedOn, churn, cx.cesMeans] : null;
  return hashOf([ends, learned]);
}

export const versionOf = ({ definition, parts }: Pick<CxIndexVersion, 'definition' | 'parts'>): string =>
  hashOf([definition, parts.map(({ metric, weight }) => [metric, weight])]);

/** Every version that was given so far, the oldest first. */
export async function readVersions(store: ObjectStore): Promise<CxIndexVersion[]> {
  const versions: CxIndexVersion[] = [];
  for (const { key } of await store.list(keys.cxIndexes))
    versions.push((await readDocument(store, cxIndexDocument, key))!.value);
  return versions.sort((a, b) =>
    a.since < b.since ? -1 : a.since > b.since ? 1 : a.version < b.version ? -1 : 1,
  );
}

/** Keeps a version that is given for the first time; of two runs that do at once, the first one's stays. */
export async function keepVersion(store: ObjectStore, version: CxIndexVersion): Promise<CxIndexVersion> {
  const key = keys.cxIndex(version.version);
  await writeDocument(store, cxIndexDocument, key, version, { ifAbsent: true });
  return (await readDocument(store, cxIndexDocument, key))!.value;
}
