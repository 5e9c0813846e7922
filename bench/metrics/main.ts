import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../../contracts/config/read-config.ts';
import { buildMetrics } from '../../pipeline/cx/build-metrics.ts';
import { write } from '../../pipeline/reports/format.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { silent } from '../models/silent.ts';
import { asOf, attachTables, mapped, writeTables } from './tables.ts';

const config = `version: 1
business: { name: Made up, currency: EUR, timeZone: Europe/Berlin, dataUntil: ${asOf} }
inputs: {}
sources: {}
churn: { kind: non-contractual, horizonDays: 90, lookbackDays: 365 }
clv: { horizonDays: 365 }
`;
const root = 'bench/.work/metrics';

/** Every metric over made-up rows, on two threads: seconds, and the most memory that the process held. */
const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    memory: { type: 'string', default: '1500MB' },
    write: { type: 'boolean', default: false },
  },
});
const customers = Number(values.customers);
if (values.write) await writeAll();
else {
  rmSync(root, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [...process.argv.slice(1), '--write'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The rows could not be written');
  await measure();
  rmSync(root, { recursive: true, force: true });
}

function place() {
  const store = folderStore(root);
  return { store, open: () => openDuckdbWarehouse({ root, store, threads: 2, memory: values.memory }) };
}

/** By a process of its own, whose memory is not measured. */
async function writeAll(): Promise<void> {
  const { store, open } = place();
  const warehouse = await open();
  const rows = await writeTables({ warehouse, store }, customers);
  await warehouse.close();
  console.log(`${write.count(customers)} customers, ${write.count(rows)} rows`);
}

async function measure(): Promise<void> {
  const { store, open } = place();
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const warehouse = await open();
  await attachTables({ warehouse, store });
  const request = { config: readConfig(config, 'holdfast.yaml'), asOf, mapped };
  const built = await buildMetrics(request, { warehouse, store, prefix: 'cells/' }, silent);
  await warehouse.close();
  const { user, system } = process.cpuUsage(cpu);
  const said = {
    metrics: built.metrics.length,
    figures: built.rows.length,
    seconds: (performance.now() - started) / 1000,
    'processor seconds': (user + system) / 1e6,
    'most memory, MB': process.resourceUsage().maxRSS / 1024,
  };
  for (const [name, value] of Object.entries(said))
    console.log(`${name.padEnd(18)} ${write.trimmed(value, 1)}`);
}
