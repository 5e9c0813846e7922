import { Command, InvalidArgumentError } from 'commander';
import { DataRefusedError } from '../../contracts/errors.ts';
import type { Ask } from '../../flat/ask.ts';
import type { Standing } from '../../models/quality.ts';
import { standingSentence } from '../../pipeline/reports/sentences/standing-sentences.ts';
import { evaluateFile } from '../local-evaluation.ts';
import { folderOf } from '../open-store.ts';
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
    .option(
      '--id <column>',
      'the id of each row (default: a column called an id or a number, different in every row; else rows are numbered)',
    )
    .option(
      '--split <column>',
      'train, validation and test, or dates: later rows are the test set (default: at random)',
    )
    .option(
      '--split-at <day>',
      'with dates: rows from this day on are the test set (default: the newest fifth)',
    )
    .option('--drop <columns>', 'leave these columns out (a,b,…; may be repeated)', names, [])
    .option('--keep <columns>', 'use these columns even if they would be left out', names, [])
    .option('--max-rows <n>', 'most training rows', wholeNumber, 200_000)
    .option('--reasons <n>', 'most rows that get reasons, most likely to leave first', wholeNumber, 20_000)
    .option('--seed <n>', 'another seed is another split and another start', wholeNumber, 1)
    .option('-o, --out <dir>', 'folder for everything that is written', 'holdfast-evaluate')
    .option('--json', 'print one JSON document on standard output', false)
    .action((table: string, options: EvaluateOptions) =>
      onTerminal(streams, options, (terminal) => evaluate(table, options, terminal)),
    );
}

async function evaluate(path: string, options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const { maxRows, json: _, ...ask } = options;
  const out = folderOf(options.out);
  const report = await evaluateFile({ path, out }, { ...ask, mostRows: maxRows }, terminal);
  for (const line of evaluateScreen(report, out)) terminal.print(line);
  terminal.json(report);
  refuseChance(report.standing);
}

/** @throws DataRefusedError where nobody can be told apart: the files say so too, but whoever takes scores from them may not read */
function refuseChance(standing: Standing): void {
  if (standing.ranks === 'nobody') throw new DataRefusedError(standingSentence('churn', standing)!);
}

export function names(text: string, before: readonly string[]): string[] {
  const own = text.split(',').map((name) => name.trim());
  if (own.includes('')) throw new InvalidArgumentError('write names of columns, apart by commas');
  return [...before, ...own];
}
