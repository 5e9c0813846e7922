import { parseDocument, sha256 } from '../../contracts/artefacts/document.ts';
import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import { type ListedRow, listRowsDocument } from '../../contracts/artefacts/list-rows.ts';
import type { PulseReport } from '../../contracts/artefacts/pulse.ts';
import { stopColumns } from '../../contracts/artefacts/stop-columns.ts';
import type { TargetingConfig } from '../../contracts/config/config.ts';
import { deliverable } from '../../contracts/config/delivery-checks.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { deliver } from '../targeting/delivery/deliver.ts';
import { listFiles } from '../targeting/list-files.ts';
import { readListedFile, readListManifest } from '../targeting/list-manifest.ts';
import { listTable } from '../targeting/list-table.ts';
import { measured } from '../targeting/stored-parts.ts';
import type { LeftAlone } from './left-alone.ts';

export interface StopRequest {
  readonly targeting: Pick<TargetingConfig, 'csv' | 'deliver'>;
  /** As-of date of the lists that people work by now. */
  readonly asOf: string;
  readonly alone: ReadonlyMap<string, LeftAlone>;
  /** What was told last. */
  readonly before: string | null;
  readonly run: string;
  /** Key prefixes of what is written for people, and for the tools that lists are handed to. */
  readonly results: string;
  readonly toTools: string;
}

export interface Stopped {
  /** Null where nothing is new. */
  readonly counts: PulseReport['stop'];
  readonly files: readonly string[];
  /** Whom it names: a hash; null for nobody. */
  readonly named: string | null;
}

/** Nobody is to be left out. */
export const noneStopped: Stopped = { counts: null, files: [], named: null };

/** A customer whom a published list names and who is to be left alone. */
interface Listed {
  readonly list: string;
  readonly row: ListedRow;
}

/**
 * Says which customers of the published lists are to be left alone since they were made, whoever flagged them: the whole of
 * them each time, so that the last file counts. Published lists stay as they are; each tool that they were handed to gets a
 * file in its own form, one that names nobody where it has nobody to leave alone: what a file before named would stay excluded.
 * Nothing is written again of whom the last file named.
 */
export async function stopListed(store: ObjectStore, request: StopRequest): Promise<Stopped> {
  const { asOf, alone, run, targeting, results, toTools, before } = request;
  const manifest = alone.size === 0 ? null : await readListManifest(store, asOf);
  const listed = manifest === null ? [] : await listedAmong(store, manifest, alone);
  if (listed.length === 0 && before === null) return noneStopped;
  const rows = listed.map(({ list, row }) => {
    const { rule, until } = alone.get(String(row.customer_id))!;
    return { ...row, list, as_of: asOf, rule, do_not_contact_until: until };
  });
  const named =
    listed.length === 0
      ? null
      : hashOf(
          listed.map(({ list, row }) => [asOf, list, row.customer_id, alone.get(String(row.customer_id))]),
        );
  if (named === before) return { ...noneStopped, named };
  const table = listTable('do-not-contact', stopColumns, rows);
  const files: string[] = [];
  for await (const { name, parts } of listFiles(table, { asOf, run, csv: targeting.csv })) {
    files.push(results + name);
    await store.put(files.at(-1)!, measured(parts));
  }
  for (const delivery of targeting.deliver) {
    const own = listed.filter(({ list }) => list === delivery.list).map(({ row }) => row);
    const columns = deliverable(delivery.list);
    const stop = { ...delivery, name: `${delivery.name}-stop` };
    for (const { name, parts } of deliver(stop, { columns, rows: own }, asOf).files) {
      files.push(toTools + name);
      await store.put(files.at(-1)!, measured(parts));
    }
  }
  const lists: Record<string, number> = {};
  for (const { list } of listed) lists[list] = (lists[list] ?? 0) + 1;
  return {
    counts: { customers: new Set(listed.map(({ row }) => row.customer_id)).size, lists },
    files,
    named,
  };
}

const hashOf = (value: unknown): string => sha256(new TextEncoder().encode(JSON.stringify(value)));

/** By the lists that contact anybody, in the order of each. */
async function listedAmong(
  store: ObjectStore,
  manifest: ListManifest,
  alone: StopRequest['alone'],
): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (const list of ['at-risk', 'win-back', ...Object.keys(manifest.beside)]) {
    const file = manifest.files.find(({ name }) => name === `${list}.json`);
    if (file === undefined) continue;
    const { rows } = parseDocument(
      listRowsDocument,
      await readListedFile(store, file),
      store.locate(file.key),
    );
    for (const row of rows) if (alone.has(String(row.customer_id))) listed.push({ list, row });
  }
  return listed;
}
