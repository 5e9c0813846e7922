import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { day } from '../../contracts/config/values.ts';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import { pulse } from '../../pipeline/stages/pulse.ts';
import { openMoodService } from '../../platform/aws/moods/open-mood-service.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore, sweepDrafts } from '../../platform/local/folder-store.ts';
import { listLocalInputs } from '../../platform/local/inputs.ts';
import { folderOf } from '../open-store.ts';
import { pulseScreen } from '../screens/pulse-screen.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { memorySize, onTerminal, wholeNumber } from './stages.ts';

interface PulseOptions {
  readonly config: string;
  readonly out: string;
  readonly at?: string;
  readonly threads?: number;
  readonly memory?: string;
  readonly json: boolean;
}

/** `holdfast pulse`: escalations and alerts of what has arrived since the last one. */
export const pulseCommand = (streams: Streams): Command =>
  new Command('pulse')
    .description(
      'Read the answers, cases and reviews that have arrived since the last run: flag complaints, open alerts',
    )
    .option('-c, --config <file>', 'the config; inputs are relative to its folder', 'holdfast.yaml')
    .option('-o, --out <dir>', 'folder that runs write to', 'holdfast-out')
    .option('--at <instant>', 'as of this instant, such as 2026-01-31T10:05:00Z (default: now)')
    .option('--threads <n>', 'threads of the SQL engine', wholeNumber)
    .option('--memory <size>', 'memory of the SQL engine before it spills, such as 4GB', memorySize)
    .option('--json', 'print one JSON document on standard output', false)
    .action((options: PulseOptions) => onTerminal(streams, options, (terminal) => look(options, terminal)));

async function look({ config, out, at, threads, memory }: PulseOptions, terminal: Terminal): Promise<void> {
  const root = folderOf(out);
  const store = folderStore(root);
  await sweepDrafts(root);
  const engine = {
    ...(threads === undefined ? {} : { threads }),
    ...(memory === undefined ? {} : { memory }),
  };
  const report = await pulse(instantOf(at), {
    store,
    openWarehouse: () => openDuckdbWarehouse({ root, store, ...engine }),
    progress: terminal,
    listInputs: listLocalInputs(config),
    openMoodService,
    attempt: randomBytes(4).toString('hex'),
    tell: async () => {},
  });
  for (const line of pulseScreen(report, store)) terminal.print(line);
  terminal.json(report);
  const unread = report.unread.length;
  if (unread > 0)
    throw new DataRefusedError(
      `${unread === 1 ? 'A file' : `${unread} files`} could not be read, and ${unread === 1 ? 'was' : 'were'} left out of the pulse; the others were read. Replace or remove them: each pulse tries them again.`,
    );
}

function instantOf(at: string | undefined): Date {
  if (at === undefined) return new Date();
  const instant = new Date(at);
  const isZoned = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(at);
  // a date that is none, as the 30th of February, is read as a later one
  if (isZoned && day.safeParse(at.slice(0, 10)).success && !Number.isNaN(instant.getTime())) return instant;
  throw new ConfigError(`--at ${at}: write an instant with its zone, as 2026-01-31T10:05:00Z`);
}
