import { Command, CommanderError } from 'commander';
import { nearest } from '../contracts/config/nearest.ts';
import { ConfigError, HoldfastError } from '../contracts/errors.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { experimentCommand } from './commands/experiment.ts';
import { initCommand } from './commands/init.ts';
import { ledgerCommand } from './commands/ledger.ts';
import { modelsCommand } from './commands/models.ts';
import { pruneCommand } from './commands/prune.ts';
import { pulseCommand } from './commands/pulse.ts';
import { reportCommand } from './commands/report.ts';
import { roiCommand } from './commands/roi.ts';
import { sentimentCommand } from './commands/sentiment.ts';
import { simulateCommand } from './commands/simulate.ts';
import { stageCommands } from './commands/stages.ts';
import { statusCommand } from './commands/status.ts';
import { themesCommand } from './commands/themes.ts';
import { upliftCommand } from './commands/uplift.ts';
import type { Streams } from './terminal.ts';

/** The command line: answers its exit code. 0 done, 1 failed, 2 bad usage or config, 3 data refused, 4 questions are open. */
export async function program(args: readonly string[], given: Streams): Promise<number> {
  const streams = counted(given);
  const root = new Command('holdfast')
    .description("From raw tables to this week's list of at-risk, high-value customers")
    .version(CODE_VERSION)
    .enablePositionalOptions()
    .showHelpAfterError('Try holdfast --help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.out.write(text),
      writeErr: (text) => streams.err.write(text),
    });
  for (const command of commands(streams)) {
    root.addCommand(command);
    inherit(command, root);
  }
  root.hook('preAction', (_, command) => refuseMisuse(command));
  try {
    await root.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    return exitCodeOf(isNoSubcommand(error) ? lacking(root, args) : error, streams, args);
  }
}

/** Help that nobody asked for. */
const isNoSubcommand = (error: unknown): boolean =>
  error instanceof CommanderError && error.code === 'commander.help' && error.exitCode !== 0;

/** A group of commands was called without one of them; its help is on the screen. */
function lacking(root: Command, args: readonly string[]): ConfigError {
  const named = (command: Command, arg: string) => command.commands.find((sub) => sub.name() === arg);
  const path = [root];
  for (const arg of args) {
    const next = named(path.at(-1) ?? root, arg);
    if (next) path.push(next);
  }
  const subs = path.at(-1)?.commands.map((sub) => sub.name()) ?? [];
  return new ConfigError(
    `${path.map((command) => command.name()).join(' ')} needs one of its commands: ${subs.join(', ')}`,
  );
}

/** The words that call a command: `holdfast roi plan`. */
const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;

/**
 * What no command can be meant to do, before it does anything.
 * @throws ConfigError for a word in a command's place that is none, and for an empty value, as a shell makes of a variable that is not set
 */
function refuseMisuse(command: Command): void {
  const subs = command.commands.map((sub) => sub.name());
  const [word] = command.args;
  if (subs.length > 0 && word !== undefined)
    throw new ConfigError(
      `${pathOf(command)} has no command "${word}"${nearest(word, subs)}: it has ${subs.join(', ')}`,
    );
  const empty = [
    ...command.options
      .filter((option) => command.getOptionValue(option.attributeName()) === '')
      .map(({ long }) => long),
    ...command.registeredArguments
      .filter((_, i) => command.args[i] === '')
      .map((argument) => `<${argument.name()}>`),
  ];
  if (empty.length > 0)
    throw new ConfigError(`${pathOf(command)}: ${empty.join(', ')} is empty: write a value`);
}

interface CountedStreams extends Streams {
  readonly out: Streams['out'] & { readonly written: () => boolean };
}

/** The same streams, which know whether anything was written as a result. */
function counted(streams: Streams): CountedStreams {
  let any = false;
  const write = (text: string) => {
    any = true;
    return streams.out.write(text);
  };
  return { ...streams, out: { write, written: () => any } };
}

const commands = (streams: Streams): Command[] => [
  demoCommand(streams),
  doctorCommand(streams),
  initCommand(streams),
  evaluateCommand(streams),
  experimentCommand(streams),
  upliftCommand(streams),
  sentimentCommand(streams),
  simulateCommand(streams),
  ...stageCommands(streams),
  roiCommand(streams),
  themesCommand(streams),
  pulseCommand(streams),
  reportCommand(streams),
  statusCommand(streams),
  pruneCommand(streams),
  modelsCommand(streams),
  ledgerCommand(streams),
];

/** The command and all below it write and end as the root does; each points at its own help. */
function inherit(command: Command, parent: Command): void {
  command
    .copyInheritedSettings(parent)
    .showHelpAfterError(`Try ${pathOf(command)} --help`)
    // of a group that has an action of its own, a word that is none of its commands reaches that action
    .allowExcessArguments(command.commands.length > 0);
  for (const sub of command.commands) inherit(sub, command);
}

/** What a refusal says, and as the one document where a program asked for one and has none yet. */
function refuse(message: string, exitCode: number, streams: CountedStreams, args: readonly string[]): number {
  streams.err.write(`\n${message}\n`);
  return answer(message, exitCode, streams, args);
}

function answer(message: string, exitCode: number, { out }: CountedStreams, args: readonly string[]): number {
  if (args.includes('--json') && !out.written())
    out.write(`${JSON.stringify({ error: { message, exitCode } }, null, 2)}\n`);
  return exitCode;
}

const inTheWay =
  'A file stands where a folder belongs, or a folder where a file does: move it away, or write elsewhere with --out.';

/** What the machine refuses, and what to do about it. */
const machine: Readonly<Record<string, string>> = {
  ENOSPC:
    'The disk is full: free some space, or write elsewhere with --out. Complete outputs are kept; run again.',
  EDQUOT: 'The quota of this disk is used up: free some space, or write elsewhere with --out.',
  EFBIG: 'A file may not become that large here: raise the limit (ulimit -f), or write elsewhere with --out.',
  ENOTDIR: inTheWay,
  EISDIR: inTheWay,
  EEXIST: inTheWay,
  EROFS: 'Nothing can be written here, this location is read-only: write elsewhere with --out.',
  EACCES:
    'You have no permission to read or write this: change the permissions, or write elsewhere with --out.',
  EPERM: 'You have no permission to change this: change the permissions, or write elsewhere with --out.',
  EMFILE: 'Too many files are open at once: raise the limit (ulimit -n) and run again.',
};

/** What DuckDB says of them: its errors have no code. */
const saidByEngine = {
  ENOSPC: /No space left on device/i,
  EDQUOT: /Disk quota exceeded/i,
  EFBIG: /File too large/i,
};

function machineRefusal(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  const unmade = code === 'ENOENT' && syscall === 'mkdir' ? 'EROFS' : code; // as Node says it of folders with those above
  const said = Object.entries(saidByEngine).find(([, words]) => words.test(error.message))?.[0] ?? unmade;
  const cure = machine[said ?? ''];
  return cure === undefined ? null : path === undefined ? cure : `${path}: ${cure}`;
}

function exitCodeOf(error: unknown, streams: CountedStreams, args: readonly string[]): number {
  const { err } = streams;
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? 0 : answer(error.message, 2, streams, args);
  if (error instanceof HoldfastError) return refuse(error.message, error.exitCode, streams, args);
  const refusal = machineRefusal(error);
  if (refusal !== null) return refuse(refusal, 1, streams, args);
  err.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  err.write('This is a bug in Holdfast; please report it with the lines above.\n');
  return answer('This is a bug in Holdfast: standard error holds what to report.', 1, streams, args);
}
