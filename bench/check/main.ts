import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { keys } from '../../contracts/keys.ts';
import { checkSources } from '../../pipeline/sources/check-sources.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { silent } from '../models/silent.ts';
import { config } from './config.ts';
import { writeEvents } from './write-events.ts';

/**
 * What the check of so many events takes, and whether it leaves the same bytes with any number of threads and any memory.
 *
 *   node bench/check.mjs --rows 20000000 --threads 1,2,4 --memory 1GB,4GB [--dirt 0.001]
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    threads: { type: 'string', default: '1,2,4' },
    memory: { type: 'string', default: '1GB,2GB' },
    dirt: { type: 'string', default: '0' },
    one: { type: 'string' },
  },
});
const rows = Number(values.rows);
const root = resolve('bench/.work/check');
const input = `${root}/input-${rows}-${values.dirt}`;

if (values.one !== undefined) await checkOnce(values.one);
else await compare();

/** Each setting in a process of its own, since memory is never given back. */
async function compare(): Promise<void> {
  if (!existsSync(`${input}/events.parquet`)) await writeEvents(input, rows, Number(values.dirt));
  const hashes = new Set<string>();
  for (const memory of values.memory.split(',')) {
    for (const threads of values.threads.split(',')) {
      const again = ['--rows', values.rows, '--dirt', values.dirt, '--one', `${threads}/${memory}`];
      const printed = execFileSync(process.execPath, [import.meta.filename, ...again], { encoding: 'utf8' });
      const cost = JSON.parse(printed) as { sha256: string };
      hashes.add(cost.sha256);
      console.log(JSON.stringify({ threads, memory, ...cost }));
    }
  }
  console.log(hashes.size === 1 ? 'The same bytes every time.' : `${hashes.size} different files.`);
  process.exitCode = hashes.size === 1 ? 0 : 1;
}

async function checkOnce(how: string): Promise<void> {
  const [threads, memory = '1GB'] = how.split('/');
  const out = `${root}/out`;
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const store = folderStore(out);
  const warehouse = await openDuckdbWarehouse({ root: out, store, threads: Number(threads), memory });
  const attached = Object.fromEntries(
    await Promise.all(
      ['customers', 'events'].map(async (name) => {
        const locations = [`${input}/${name}.parquet`];
        return [
          `raw_${name}`,
          await warehouse.attachInput({ name: `raw_${name}`, locations, format: 'parquet' }),
        ];
      }),
    ),
  );
  const started = process.cpuUsage();
  const request = { config, run: 'bench', dataUntil: '2025-01-01 00:00:00', attached };
  const report = await checkSources(warehouse, store, request, silent);
  const { user, system } = process.cpuUsage(started);
  await warehouse.close();
  const hash = createHash('sha256');
  await pipeline(createReadStream(store.locate(`${keys.clean('bench', 'events')}part-0.parquet`)), hash);
  console.log(
    JSON.stringify({
      cpuSeconds: Number(((user + system) / 1e6).toFixed(2)),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
      kept: report.sources.map(({ source, kept, quarantined }) => `${source} ${kept} ${quarantined}`),
      sha256: hash.digest('hex'),
    }),
  );
}
