import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../contracts/config/config.ts';
import type { RawInput } from '../contracts/ports/warehouse.ts';
import { findSpan } from '../onboarding/time/find-span.ts';
import { openDuckdbWarehouse } from '../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../platform/local/folder-store.ts';

/** The first day that the inputs do not hold, as orders, events or subscriptions show it. */
export async function dayAfterLast(config: Config, inputs: readonly RawInput[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-last-day-'));
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  try {
    for (const input of inputs) await warehouse.attachInput(input);
    return (await findSpan(warehouse, config)).dataUntil;
  } finally {
    await warehouse.close();
    await rm(root, { recursive: true, force: true });
  }
}
