import { type Champion, championDocument, type Decision } from '../../contracts/artefacts/champion.ts';
import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import { type ModelEntry, retention } from '../../contracts/artefacts/model-entry.ts';
import { AnotherRunError, HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { readEntry } from './model-store.ts';

export interface ChampionAt {
  readonly champion: Champion;
  readonly tag: string;
}

/** The champion and the tag that a change of it must match; null where no version was ever promoted. */
export async function readChampion(store: ObjectStore): Promise<ChampionAt | null> {
  const key = keys.champion(retention);
  const tag = await store.tag(key);
  const found = tag === null ? null : await readDocument(store, championDocument, key);
  if (tag === null || found === null) return null;
  return { champion: found.value, tag };
}

/**
 * Moves the pointer, if nobody moved it meanwhile.
 * @param from what `readChampion` answered
 * @throws AnotherRunError where another promoted a version in between
 */
export async function moveChampion(store: ObjectStore, to: Champion, from: ChampionAt | null): Promise<void> {
  const condition = from === null ? { ifAbsent: true } : { ifMatch: from.tag };
  if ((await writeDocument(store, championDocument, keys.champion(retention), to, condition)).put) return;
  const other = (await readChampion(store))?.champion.version;
  throw new AnotherRunError(
    `Another run promoted ${other === undefined ? 'a model' : `model ${other}`} while this one decided; ${store.locate(keys.champion(retention))} stands as it put it. Nothing is wrong with the data: run again to compare with that one.`,
  );
}

/**
 * Makes a version champion by a person's decision; one that is champion already stays as it was decided.
 * @throws HoldfastError where there is no such version
 */
export async function promote(store: ObjectStore, version: string, why: string): Promise<Champion> {
  const entry = await readEntry(store, version);
  const from = await readChampion(store);
  if (from?.champion.version === version) return from.champion;
  const asOf = [from?.champion.asOf ?? entry.asOf, entry.asOf].sort().at(-1)!;
  const decision: Decision = { promoted: true, because: 'by-hand', sentence: why, challenge: null };
  const to = { version, asOf, previous: from?.champion.version ?? null, decision };
  await moveChampion(store, to, from);
  return to;
}

/**
 * Puts the champion before this one back.
 * @throws HoldfastError where there was none
 */
export async function rollBack(store: ObjectStore): Promise<Champion> {
  const from = await readChampion(store);
  const previous = from?.champion.previous ?? null;
  if (from === null || previous === null || previous === from.champion.version) {
    throw new HoldfastError(
      'There is no earlier champion to go back to. `holdfast models list` shows the versions.',
    );
  }
  return promote(store, previous, `Rolled back from ${from.champion.version}`);
}

/** Every version stored, by as-of date, oldest first. */
export async function listModels(store: ObjectStore): Promise<ModelEntry[]> {
  const prefix = `models/${retention}/`;
  const versions = (await store.list(prefix))
    .filter(({ key }) => key.endsWith('/manifest.json'))
    .map(({ key }) => key.slice(prefix.length, -'/manifest.json'.length));
  const entries: ModelEntry[] = [];
  for (const version of versions) entries.push(await readEntry(store, version));
  return entries.sort((a, b) =>
    a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : a.version < b.version ? -1 : 1,
  );
}
