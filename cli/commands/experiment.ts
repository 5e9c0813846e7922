import { Command, InvalidArgumentError, Option } from 'commander';
import { type LanguageCode, languageCodes } from '../../contracts/languages.ts';
import type { ExperimentAsk } from '../../flat/experiment/ask.ts';
import { experimentTable } from '../../flat/experiment/experiment-table.ts';
import { withFlatTable } from '../flat-table.ts';
import { folderOf } from '../open-store.ts';
import { experimentScreen } from '../screens/experiment-screen.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { names } from './evaluate.ts';
import { onTerminal } from './stages.ts';

interface ExperimentOptions extends ExperimentAsk {
  readonly out: string;
  readonly language: LanguageCode;
  readonly json: boolean;
}

/** Compares the arms of a finished campaign that lies in one flat table. */
export function experimentCommand(streams: Streams): Command {
  return new Command('experiment')
    .description('Compare the arms of a finished experiment in one flat table: effect, interval, checks')
    .argument('<table>', 'a CSV or Parquet file with a row for each customer, or a folder of its parts')
    .requiredOption('--arm <column>', 'the column with the arm each customer was drawn into')
    .requiredOption('--outcome <column>', 'an amount, or who stayed')
    .option('--control <arm>', 'the arm that was left alone (guessed from its name)')
    .option('--positive <value>', 'the value of the outcome that counts as 1, where it is not a number')
    .option(
      '--before <columns>',
      'what was known before anyone was contacted (a,b,…; may be repeated)',
      names,
      [],
    )
    .option('--observational', 'not randomised: compare the contacted with similar customers')
    .option('--earlier <column>', 'the outcome before the campaign, for the difference in differences')
    .option('--earliest <column>', 'the same figure one period earlier, to test it')
    .option('--cost <column|amount>', 'what each customer of an arm cost')
    .option(
      '--shares <arm=share,…>',
      'the planned shares of all arms, such as control=0.1,contact=0.9',
      shares,
    )
    .option('--id <column>', 'the customer’s id: repeated customers are refused')
    .option('--currency <code>', 'how amounts are written, such as EUR', currency)
    .option('--level <share>', 'coverage of the intervals', coverage, 0.95)
    .addOption(
      new Option('--language <code>', 'language of the page').choices([...languageCodes]).default('en'),
    )
    .option('-o, --out <dir>', 'folder for everything that is written', 'holdfast-experiment')
    .option('--json', 'print one JSON document on standard output', false)
    .action((table: string, options: ExperimentOptions) =>
      onTerminal(streams, options, (terminal) => compare(table, options, terminal)),
    );
}

async function compare(path: string, options: ExperimentOptions, terminal: Terminal): Promise<void> {
  const { json: _, language, ...ask } = options;
  const out = folderOf(options.out);
  const findings = await withFlatTable(path, out, terminal, (at) => experimentTable(at, ask, language));
  for (const line of experimentScreen(findings, out)) terminal.print(line);
  terminal.json(findings.document);
}

export function shares(text: string): Record<string, number> {
  const parts = text.split(',').map((part) => part.split('='));
  const wrong = parts.some(([arm, share]) => !arm?.trim() || !(Number(share) > 0 && Number(share) < 1));
  if (wrong)
    throw new InvalidArgumentError(
      'write each arm with its share from 0 to 1, such as control=0.1,contact=0.9',
    );
  return Object.fromEntries(parts.map(([arm, share]) => [arm!.trim(), Number(share)]));
}

export function currency(code: string): string {
  if (Intl.supportedValuesOf('currency').includes(code)) return code;
  throw new InvalidArgumentError('an ISO 4217 code such as EUR');
}

function coverage(text: string): number {
  const level = Number(text);
  if (level >= 0.5 && level < 1) return level;
  throw new InvalidArgumentError('a share of at least 0.5 and below 1');
}
