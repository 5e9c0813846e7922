import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../contracts/config/config.ts';
import { DataRefusedError, HoldfastError } from '../contracts/errors.ts';
import type { ObjectStore } from '../contracts/ports/object-store.ts';
import { quiet } from '../contracts/ports/progress.ts';
import type { AttachedInput, RawInput, Warehouse } from '../contracts/ports/warehouse.ts';
import { findSpan } from '../onboarding/time/find-span.ts';
import { checkSources } from '../pipeline/sources/check-sources.ts';
import { openDuckdbWarehouse } from '../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../platform/local/folder-store.ts';

/** The first day that the inputs do not hold, as orders, events or subscriptions show it. */
export async function dayAfterLast(config: Config, inputs: readonly RawInput[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-last-day-'));
  const store = folderStore(root);
  const warehouse = await openDuckdbWarehouse({ root, store });
  const attached: Record<string, AttachedInput> = {};
  try {
    for (const input of inputs) attached[input.name] = await warehouse.attachInput(input);
    const span = await findSpan(warehouse, config).catch((cause) =>
      blame({ warehouse, store, config, attached }, cause),
    );
    if (span === null)
      throw new DataRefusedError('No row of orders, events or subscriptions has a time that can be read');
    return span.dataUntil;
  } finally {
    await warehouse.close();
    await rm(root, { recursive: true, force: true });
  }
}

interface Looked {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  readonly config: Config;
  readonly attached: Readonly<Record<string, AttachedInput>>;
}

/** What of the config does not run, in the words of the check. */
async function blame({ warehouse, store, config, attached }: Looked, cause: unknown): Promise<never> {
  if (cause instanceof HoldfastError && cause.exitCode === 1) {
    const request = { config, run: 'last-day', dataUntil: '2199-01-01 00:00:00', attached };
    await checkSources(warehouse, store, request, quiet);
  }
  throw cause;
}
