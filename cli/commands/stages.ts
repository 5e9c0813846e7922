import { Command, InvalidArgumentError } from 'commander';
import { retention } from '../../contracts/artefacts/model-entry.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import {
  orderOf,
  type StageName,
  type StageResults,
  type StageTable,
  stages,
} from '../../contracts/stages.ts';
import { readHealth } from '../../pipeline/health/read-health.ts';
import { write } from '../../pipeline/reports/format.ts';
import { upliftSentences } from '../../pipeline/reports/sentences/uplift-sentences.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { keyOf, resultOf } from '../../pipeline/stages/stage.ts';
import { announce } from '../announce.ts';
import { type LocalRun, openLocalRun, type RunOptions } from '../local-run.ts';
import { alertsScreen } from '../screens/alerts-screen.ts';
import { checkScreen } from '../screens/check-screen.ts';
import { driversScreen } from '../screens/drivers-screen.ts';
import { featuresScreen } from '../screens/features-screen.ts';
import { healthLines, healthScreen } from '../screens/health-screen.ts';
import { listScreen } from '../screens/list-screen.ts';
import { metricsScreen } from '../screens/metrics-screen.ts';
import { qualityScreen } from '../screens/quality-screen.ts';
import { roiScreen } from '../screens/roi-screen.ts';
import { textsScreen } from '../screens/texts-screen.ts';
import { themesScreen } from '../screens/themes-screen.ts';
import { openTerminal, type Streams, type Terminal } from '../terminal.ts';

export interface StageOptions extends RunOptions {
  readonly json: boolean;
}

/** The commands that run the pipeline up to a stage; what is complete already is not done again. `roi` and `themes` have options and commands of their own. */
export function stageCommands(streams: Streams): Command[] {
  const command = <Name extends StageName>(stage: Name) =>
    stageCommand({ name: stage, about: stages[stage].about, stage }, screens[stage], streams);
  return [
    ...commandsOf(stages)
      .filter((stage) => !['roi', 'themes'].includes(stage))
      .map((stage) => command(stage as StageName)),
    stageCommand(
      { name: 'run', about: 'Everything, from raw tables to the lists', stage: 'list' },
      runScreen,
      streams,
    ),
  ];
}

/** The stages that have a command, in the order of the flow. */
export const commandsOf = (table: StageTable): string[] =>
  orderOf(table).filter((name) => table[name]!.command);

/** What each stage shows when it is done. */
const screens: { readonly [Name in StageName]: Screen<Name> } = {
  check: async (report, { run }) => checkScreen(report, run),
  features: async (report) => featuresScreen(report),
  train: async (report) => qualityScreen(report),
  score: async ({ customers, active, model }, { run, environment }) => [
    `${write.count(customers)} customers scored as of ${run.asOf} with model ${model}; ${write.count(active)} of them can still leave.`,
    `Scores: ${environment.store.locate(keys.scores(keyOf(run, 'score')))}`,
  ],
  health: async (report) => healthScreen(report),
  texts: async (report, { environment }) => textsScreen(report, environment.store),
  themes: async (report) => themesScreen(report),
  metrics: async (report, { environment }) => metricsScreen(report, environment.store),
  alerts: async (report, { environment }) => alertsScreen(report, environment.store),
  drivers: async (report) => driversScreen(report),
  uplift: async (report) => upliftSentences(report),
  list: async (manifest, { environment }) => listScreen(manifest, environment.store),
  roi: async (report) => roiScreen(report),
};

/** What a whole run ends with: the list, how good the model is, and where the files are. */
export async function runScreen(manifest: StageResults['list'], local: LocalRun): Promise<string[]> {
  const report = await resultOf('train', local.run, local.environment);
  const { store } = local.environment;
  const card = store.locate(keys.modelFile(retention, report.entry.version, 'card.html'));
  return [
    ...(await listScreen(manifest, store)),
    `  ${card}  the model’s card`,
    '',
    ...qualityScreen(report),
    '',
    ...(await healthOf(local)),
  ];
}

/** A line or two; that health could not be measured was said when it was tried. */
async function healthOf({ run, environment }: LocalRun): Promise<string[]> {
  const report = await readHealth(environment.store, run.id).catch((error) => {
    if (error instanceof HoldfastError) return null;
    throw error;
  });
  return report === null ? ['Health: not measured; the reason is above.'] : healthLines(report);
}

type Screen<Name extends StageName> = (result: StageResults[Name], local: LocalRun) => Promise<string[]>;

interface StageCommand<Name extends StageName> {
  readonly name: string;
  readonly about: string;
  readonly stage: Name;
}

function stageCommand<Name extends StageName>(
  { name, about, stage }: StageCommand<Name>,
  screen: Screen<Name>,
  streams: Streams,
): Command {
  return withRunOptions(new Command(name).description(about)).action((options: StageOptions) =>
    onTerminal(streams, options, async (terminal) => {
      const local = await openLocalRun(options, terminal);
      const result = await runUntil(stage, local.run, local.environment);
      for (const line of await screen(result, local)) terminal.print(line);
      if (stage === 'list') for (const line of await announce(local)) say(line, terminal, options);
      terminal.json(result);
    }),
  );
}

/** Heard whether a person or a program reads. */
const say = (line: string, terminal: Terminal, { json }: StageOptions): void =>
  json ? terminal.note(line) : terminal.print(line);

/** Gives an action its terminal and settles what was being drawn, whatever happens. */
export async function onTerminal(
  streams: Streams,
  options: { json: boolean },
  action: (terminal: Terminal) => Promise<void>,
): Promise<void> {
  const terminal = openTerminal(streams, options);
  try {
    await action(terminal);
  } finally {
    terminal.settle();
  }
}

export function withRunOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'the config', 'holdfast.yaml')
    .option('-o, --out <dir>', 'folder for everything that is written', 'holdfast-out')
    .option(
      '--as-of <day>',
      'the as-of date; the data is assumed to be complete up to it (default: business.dataUntil)',
    )
    .option('--no-training', 'score with the champion instead of training a model')
    .option(
      '--threads <n>',
      'threads of the SQL engine and of training; the result does not depend on it',
      wholeNumber,
    )
    .option(
      '--memory <size>',
      'memory of the SQL engine before it spills, such as 4GB (default: a 30th of the machine’s, 800 MB to 8 GB)',
      memorySize,
    )
    .option('--json', 'print one JSON document on standard output', false);
}

export function memorySize(text: string): string {
  if (!/^[1-9]\d*(MB|GB|MiB|GiB)$/.test(text)) throw new InvalidArgumentError('write a size as 800MB or 4GB');
  return text;
}

/** The engines count in 32 bits. */
const mostWhole = 2_147_483_647;

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > mostWhole)
    throw new InvalidArgumentError(`write a whole number from 1 to ${mostWhole}`);
  return value;
}
