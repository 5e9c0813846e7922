import { access, constants, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Proposal } from '../../contracts/artefacts/themes-report.ts';
import { ConfigError } from '../../contracts/errors.ts';
import { type StageResults, stages } from '../../contracts/stages.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { groupOf } from '../../pipeline/themes/propose-themes.ts';
import { addExamples } from '../add-examples.ts';
import { openLocalRun } from '../local-run.ts';
import { proposalsScreen, themesScreen } from '../screens/themes-screen.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { onTerminal, type StageOptions, withRunOptions } from './stages.ts';

/** `holdfast themes`: the board; `propose`, `name` and `ignore` settle what texts without a theme are about. */
export function themesCommand(streams: Streams): Command {
  const show = (screen: (report: StageResults['themes']) => string[]) => (options: StageOptions) =>
    onTerminal(streams, options, async (terminal) => {
      const report = await themesOf(options, terminal);
      for (const line of screen(report)) terminal.print(line);
      terminal.json(report);
    });
  const command = withRunOptions(new Command('themes').description(stages.themes.about))
    .enablePositionalOptions()
    .action(show(themesScreen));
  command.addCommand(
    withRunOptions(
      new Command('propose').description('Show groups of texts that nobody has named yet'),
    ).action(show(proposalsScreen)),
  );
  command.addCommand(
    withRunOptions(new Command('name').description('Assign a group of texts to a theme, new or existing'))
      .argument('<group>', 'as `holdfast themes propose` shows it')
      .argument('<theme>', 'id of the theme: lower-case letters, digits, - and _')
      .option('--title <text>', 'title of a new theme')
      .action((group: string, theme: string, options: StageOptions & { title?: string }) =>
        name(streams, { group, theme, ignore: false }, options),
      ),
  );
  command.addCommand(
    withRunOptions(new Command('ignore').description('Ignore texts like those of a group from now on'))
      .argument('<group>', 'as `holdfast themes propose` shows it')
      .action((group: string, options: StageOptions) =>
        name(streams, { group, theme: 'ignored', ignore: true }, options),
      ),
  );
  return command;
}

async function themesOf(options: StageOptions, terminal: Terminal): Promise<StageResults['themes']> {
  const { run, environment } = await openLocalRun(options, terminal);
  return runUntil('themes', run, environment);
}

interface Naming {
  readonly group: string;
  readonly theme: string;
  readonly ignore: boolean;
}

function name(
  streams: Streams,
  { group, theme, ignore }: Naming,
  options: StageOptions & { title?: string },
) {
  return onTerminal(streams, options, async (terminal) => {
    // before the run, which takes its time
    await access(options.config, constants.W_OK);
    const { proposals } = await themesOf(options, terminal);
    const proposal = foundIn(proposals, group);
    const { title } = options;
    const named = { id: theme, ignore, proposal, ...(title === undefined ? {} : { title }) };
    await replaceWhole(options.config, addExamples(await readFile(options.config, 'utf8'), named));
    terminal.print(
      ignore
        ? `Texts like those of ${group} are ignored from now on, as ${options.config} says under themes.`
        : `${group} is ${theme}: its ${proposal.examples.length} examples are in ${options.config} under themes.`,
    );
    terminal.json({ group, theme, ignore, examples: proposal.examples.length });
  });
}

function foundIn(proposals: readonly Proposal[], group: string): Proposal {
  const found = groupOf(proposals, group);
  if (found !== undefined) return found;
  throw new ConfigError(
    `There is no group ${group} without a theme: holdfast themes propose shows those that there are (${proposals.length}).`,
  );
}

/** The config is the old one or the new one, whole, whatever happens; a link to it stays a link. */
async function replaceWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const draft = `${target}.${process.pid}.draft`;
  try {
    await writeFile(draft, text, { flush: true, mode: (await stat(target)).mode });
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}
