import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { ConfigError } from '../../contracts/errors.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ProfiledInputs } from '../../contracts/profile.ts';
import type { Ask } from '../../flat/ask.ts';
import { evaluateTable } from '../../flat/evaluate-table.ts';
import type { EvaluateReport } from '../../flat/report.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { profileInputs } from '../../platform/local/profile-input.ts';
import { evaluateScreen } from '../screens/evaluate-screen.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { onTerminal, wholeNumber } from './stages.ts';

interface EvaluateOptions extends Omit<Ask, 'mostRows'> {
  readonly maxRows: number;
  readonly out: string;
  readonly json: boolean;
}

/** Trains, validates and explains on one flat table: a row per customer, and a column that says who left. */
export function evaluateCommand(streams: Streams): Command {
  return new Command('evaluate')
    .description(
      'Train, validate and explain on one flat table that says who left: scores, reasons and a card',
    )
    .argument('<table>', 'a CSV or Parquet file, or a folder of its parts')
    .requiredOption('--target <column>', 'the column that says who left')
    .option('--positive <value>', 'the value of the target that means leaving (guessed from its words)')
    .option('--value <column>', 'money that each row brought afterwards: predicted too')
    .option('--id <column>', 'whose row it is (default: a column called id, else the rows are numbered)')
    .option('--split <column>', 'train, validation and test, or dates: later rows judge (default: at random)')
    .option('--split-at <day>', 'with dates: rows from this day on judge (default: the newest fifth)')
    .option('--drop <columns>', 'leave these columns out (a,b,…; may be repeated)', names, [])
    .option('--keep <columns>', 'use these columns whatever is guessed of them', names, [])
    .option('--max-rows <n>', 'most rows that train', wholeNumber, 200_000)
    .option('--reasons <n>', 'most rows that get reasons, likeliest to leave first', wholeNumber, 20_000)
    .option('--seed <n>', 'another seed is another split and another start', wholeNumber, 1)
    .option('-o, --out <dir>', 'folder for everything that is written', 'holdfast-evaluate')
    .option('--json', 'print one JSON document on standard output', false)
    .action((table: string, options: EvaluateOptions) =>
      onTerminal(streams, options, (terminal) => evaluate(table, options, terminal)),
    );
}

async function evaluate(path: string, options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const { maxRows, out, json: _, ...ask } = options;
  await refuseFile(out);
  const report = await inScratch((root, warehouse) =>
    evaluateAt({ path, out, root }, { ...ask, mostRows: maxRows }, warehouse, terminal),
  );
  for (const line of evaluateScreen(report, resolve(out))) terminal.print(line);
  terminal.json(report);
}

async function refuseFile(out: string): Promise<void> {
  const there = await stat(out).catch(() => null);
  if (there !== null && !there.isDirectory()) throw new ConfigError(`--out ${out} is a file; name a folder`);
}

/** What is unloaded while the table is worked on goes into a folder that is removed. */
async function inScratch<Result>(
  work: (root: string, warehouse: Warehouse) => Promise<Result>,
): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-evaluate-'));
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  try {
    return await work(root, warehouse);
  } finally {
    await warehouse.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function evaluateAt(
  { path, out, root }: { path: string; out: string; root: string },
  ask: Ask,
  warehouse: Warehouse,
  terminal: Terminal,
): Promise<EvaluateReport> {
  terminal.stage('look');
  const profiled = await profileInputs(warehouse, [path], terminal);
  const [input, another] = profiled.inputs;
  if (input === undefined || another !== undefined) {
    throw new ConfigError(`${path} holds several tables: name one file`);
  }
  return evaluateTable(
    {
      warehouse,
      table: input.sampled ? `${input.name}__all` : input.name,
      input,
      malformed: await malformedLines(profiled, input.name, warehouse),
      scratch: folderStore(root),
      out: folderStore(out),
      progress: terminal,
      codeVersion: CODE_VERSION,
    },
    ask,
  );
}

async function malformedLines(
  { attached }: ProfiledInputs,
  name: string,
  warehouse: Warehouse,
): Promise<number> {
  const table = attached[name]?.malformed ?? null;
  if (table === null) return 0;
  const [row] = await warehouse.rows(`select count(*) as n from "${table}"`);
  return Number(row?.n ?? 0);
}

function names(text: string, before: readonly string[]): string[] {
  const own = text.split(',').map((name) => name.trim());
  if (own.includes('')) throw new InvalidArgumentError('write names of columns, apart by commas');
  return [...before, ...own];
}
