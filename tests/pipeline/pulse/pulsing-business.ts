import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { PulseReport } from '../../../contracts/artefacts/pulse.ts';
import { pulse } from '../../../pipeline/stages/pulse.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { listLocalInputs } from '../../../platform/local/inputs.ts';
import { land, publishedDay, publishNight } from '../../support/published-business.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';

/** A copy of a business as the night left it, and pulses over it; `told` is what was told of. */
export function pulsingBusiness(made: string) {
  const folder = scratchFolder();
  cpSync(made, folder, { recursive: true, preserveTimestamps: true });
  const root = join(folder, 'out');
  const store = folderStore(root);
  const told: PulseReport[] = [];
  const look = (hour: string, over: Partial<Parameters<typeof pulse>[1]> = {}) =>
    pulse(at(hour), {
      store,
      openWarehouse: () => openDuckdbWarehouse({ root, store, threads: 1 }),
      progress: silence,
      listInputs: listLocalInputs(join(folder, 'holdfast.yaml')),
      tell: async (report) => void told.push(report),
      ...over,
    });
  const edit = (from: string, to: string) => {
    const text = readFileSync(join(folder, 'holdfast.yaml'), 'utf8');
    expect(text).toContain(from);
    land(folder, 'holdfast.yaml', text.replace(from, to));
  };
  const night = (asOf: string) => publishNight(folder, customers, asOf);
  return { folder, root, store, told, look, edit, night };
}

const customers = Array.from({ length: 20 }, (_, i) => `C${i}`);

const at = (hour: string) => new Date(`${publishedDay}T${hour}:00Z`);
