import { Command, InvalidArgumentError } from 'commander';
import { check } from '../../pipeline/stages/check.ts';
import { type LocalRun, openLocalRun, type RunOptions } from '../local-run.ts';
import { checkScreen } from '../screens/check-screen.ts';
import { openTerminal, type Streams, type Terminal } from '../terminal.ts';

interface StageOptions extends RunOptions {
  readonly json: boolean;
}

/** The commands that run the pipeline up to a stage; what is complete already is not done again. */
export function stageCommands(streams: Streams): Command[] {
  return [
    stageCommand(
      'check',
      'Say what is good, what is set aside and why, and which features missing sources cost',
      async (local, terminal) => {
        const record = await check(local.run, local.environment);
        for (const line of checkScreen(record.result, local.run)) terminal.print(line);
        terminal.json(record.result);
      },
      streams,
    ),
  ];
}

type StageAction = (local: LocalRun, terminal: Terminal) => Promise<void>;

function stageCommand(name: string, about: string, action: StageAction, streams: Streams): Command {
  return withRunOptions(new Command(name).description(about)).action(async (options: StageOptions) => {
    const terminal = openTerminal(streams, { json: options.json });
    try {
      await action(await openLocalRun(options, terminal), terminal);
    } finally {
      terminal.settle();
    }
  });
}

export function withRunOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'the config', 'holdfast.yaml')
    .option('-o, --out <dir>', 'folder for everything that is written', 'holdfast-out')
    .option('--as-of <day>', 'look from this day (default: business.dataUntil)')
    .option('--threads <n>', 'threads of the SQL engine; the result does not depend on it', wholeNumber)
    .option('--json', 'print one JSON document on standard output', false);
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('write a whole number from 1');
  return value;
}
