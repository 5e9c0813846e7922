import { link, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { readConfig } from '../../contracts/config/read-config.ts';
import { ConfigError, QuestionsOpenError } from '../../contracts/errors.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import { type SourceName, sourceNames } from '../../contracts/sources/column.ts';
import { propose, type Told } from '../../onboarding/propose.ts';
import { askOpen } from '../../onboarding/settle/ask.ts';
import { askBeginning } from '../../onboarding/settle/ask-beginning.ts';
import { NothingRecognisedError } from '../../onboarding/tables/nothing-recognised.ts';
import type { Proposal } from '../../onboarding/write/proposal.ts';
import { writeBeginning } from '../../onboarding/write/write-beginning.ts';
import { writeProposal } from '../../onboarding/write/write-proposal.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { profileInputs } from '../../platform/local/profile-input.ts';
import { initDocument, initScreen } from '../screens/init-screen.ts';
import { openTerminal, type Streams, type Terminal } from '../terminal.ts';

interface InitOptions extends Omit<Told, 'sources'> {
  readonly source?: readonly string[];
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** Looks at files and writes a commented config for them. */
export function initCommand(streams: Streams): Command {
  return new Command('init')
    .description('Read your files and write a commented config for them')
    .argument('[files...]', 'CSV, Parquet, JSON, workbooks or fixed-width text, or folders of them')
    .option('-o, --out <file>', 'the config to write', 'holdfast.yaml')
    .option('--name <name>', 'name of the business')
    .option('--currency <code>', 'the currency of the amounts, such as EUR')
    .option('--time-zone <zone>', 'where a day begins, such as Europe/London')
    .option('--customer <column>', 'the column of orders that names the customer')
    .option('--date <column>', 'the column of orders that says when')
    .option('--amount <column>', 'the column of orders that holds what was paid, or "Qty * Price - Discount"')
    .option(
      '--source <name=file>',
      'which source a file is, such as tickets=cases.csv; once for each',
      (text, before: readonly string[] = []) => [...before, text],
    )
    .option('--force', 'overwrite the config where there is one', false)
    .option('--json', 'print one JSON document on standard output', false)
    .action(async (files: string[], options: InitOptions) => {
      const terminal = openTerminal(streams, options);
      try {
        await init(files, options, terminal);
      } finally {
        terminal.settle();
      }
    });
}

async function init(files: readonly string[], options: InitOptions, terminal: Terminal): Promise<void> {
  const told = readTold(options);
  await refuseExisting(options);
  const named = Object.values(told.sources ?? {});
  const all = [...files, ...named.filter((file) => !files.some((other) => isWithin(file, other)))];
  if (all.length === 0) throw new ConfigError('init needs files: name them, or their folder');
  const looked = await lookAtFirst(all, told, { terminal, options });
  const proposal = await afterAsking(looked.first, looked.told, { all, terminal, options });
  const from = dirname(resolve(options.out));
  const fileOf = ({ path }: InputProfile) => relative(from, path).split('\\').join('/');
  const text = writeProposal(proposal, { fileOf, config: options.out });
  readConfig(text, options.out);
  await writeWhole(text, options);
  for (const line of initScreen(proposal, options.out)) terminal.print(line);
  terminal.json(initDocument(proposal, options.out));
  const open = proposal.open.filter(({ decides }) => decides);
  if (open.length > 0) throw new QuestionsOpenError(openMessage(open, options.out));
}

interface Looked {
  readonly first: Proposal;
  readonly told: Told;
}

/** Where nothing is recognised, the person at the terminal says which column is which; else the config is only begun. */
async function lookAtFirst(
  all: readonly string[],
  told: Told,
  { terminal, options }: Omit<Asking, 'all'>,
): Promise<Looked> {
  try {
    return { first: await lookAt(all, told, terminal), told };
  } catch (error) {
    if (!(error instanceof NothingRecognisedError) || terminal.ask === null || told.customer !== undefined)
      return leaveOpen(error, options);
    const said = await askBeginning(error.inputs, terminal.ask);
    if (said === null) return leaveOpen(error, options);
    const more = { ...told, ...said };
    const first = await lookAt(all, more, terminal).catch((again) => leaveOpen(again, options));
    return { first, told: more };
  }
}

interface Asking {
  readonly all: readonly string[];
  readonly terminal: Terminal;
  readonly options: InitOptions;
}

/** On a terminal the person answers, and the files are looked at once more with what they said; a slip is asked again. */
async function afterAsking(
  first: Proposal,
  told: Told,
  { all, terminal, options }: Asking,
): Promise<Proposal> {
  const { ask } = terminal;
  if (ask === null) return first;
  const said = await askOpen(first, ask);
  if (said === null) return first;
  try {
    return await lookAt(all, { ...told, ...readTold({ ...options, ...said }) }, terminal);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    terminal.note(error.message);
    return afterAsking(first, told, { all, terminal, options });
  }
}

const openMessage = (open: Proposal['open'], config: string): string =>
  [
    `${config} is written, but the result depends on ${open.length === 1 ? 'a question' : `${open.length} questions`} that only you can answer:`,
    ...open.map(({ key, text }) => `  ${key}: ${text}`),
    'Answer there, or start again with --customer, --date, --amount and --force.',
  ].join('\n');

/** A file that was named already, or lies in a folder that was. */
const isWithin = (file: string, other: string): boolean =>
  file === resolve(other) || file.startsWith(`${resolve(other)}/`);

/** Files with times of which nothing shows what customers do: the config is begun, and the questions stand in it. */
async function leaveOpen(error: unknown, options: InitOptions): Promise<never> {
  if (!(error instanceof NothingRecognisedError) || error.inputs.length === 0) throw error;
  const from = dirname(resolve(options.out));
  const fileOf = ({ path }: InputProfile) => relative(from, path).split('\\').join('/');
  await writeWhole(writeBeginning(error, fileOf), options);
  throw new QuestionsOpenError(
    `${error.message}\n${options.out} is started: answer the questions in it, or start again with --source name=file, --customer, --date, --amount and --force.`,
  );
}

/** What the person says is checked before any file is read. */
function readTold({ name, currency, timeZone, customer, date, amount, source }: InitOptions): Told {
  const code = currency?.toUpperCase();
  if (code !== undefined && !Intl.supportedValuesOf('currency').includes(code))
    throw new ConfigError(`--currency ${currency}: write an ISO 4217 code such as EUR`);
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw new ConfigError(`--time-zone ${timeZone}: write an IANA time zone such as Europe/London`);
  return {
    ...(name === undefined ? {} : { name }),
    ...(code === undefined ? {} : { currency: code }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(customer === undefined ? {} : { customer }),
    ...(date === undefined ? {} : { date }),
    ...(amount === undefined ? {} : { amount }),
    ...(source === undefined ? {} : { sources: Object.fromEntries(source.map(readSource)) }),
  };
}

function readSource(text: string): [SourceName, string] {
  const [name = '', ...file] = text.split('=');
  if (!sourceNames.includes(name as SourceName) || file.join('=') === '')
    throw new ConfigError(
      `--source ${text}: write name=file, where name is one of ${sourceNames.join(', ')}`,
    );
  return [name as SourceName, resolve(file.join('='))];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

async function refuseExisting({ out, force }: InitOptions): Promise<void> {
  const folder = await stat(dirname(resolve(out))).catch(() => null);
  if (!folder?.isDirectory())
    throw new ConfigError(`--out ${out}: there is no folder ${dirname(resolve(out))}`);
  if (!force && (await stat(out).catch(() => null)) !== null) throw existing(out);
}

const existing = (out: string): ConfigError =>
  new ConfigError(`${out} is there already. Write elsewhere with --out, or over it with --force`);

/** What the checks write while they are tried goes into a folder that is removed. */
async function lookAt(files: readonly string[], told: Told, terminal: Terminal): Promise<Proposal> {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-init-'));
  const store = folderStore(root);
  const warehouse = await openDuckdbWarehouse({ root, store });
  try {
    terminal.stage('look');
    const profiled = await profileInputs(warehouse, files, terminal);
    terminal.stage('propose');
    return await propose({ warehouse, store, profiled, told, progress: terminal });
  } finally {
    await warehouse.close();
    await rm(root, { recursive: true, force: true });
  }
}

/** The config appears whole or not at all, and never over another that came in between. */
async function writeWhole(text: string, { out, force }: InitOptions): Promise<void> {
  const draft = `${out}.${process.pid}.draft`;
  try {
    await writeFile(draft, text, { flush: true });
    if (force) await rename(draft, out);
    else await link(draft, out);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw existing(out);
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
