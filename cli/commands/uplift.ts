import { Command } from 'commander';
import type { UpliftAsk } from '../../flat/uplift/ask.ts';
import { upliftTable } from '../../flat/uplift/uplift-table.ts';
import { withFlatTable } from '../flat-table.ts';
import { folderOf } from '../open-store.ts';
import { upliftScreen } from '../screens/uplift-screen.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { names } from './evaluate.ts';
import { currency, shares } from './experiment.ts';
import { onTerminal, wholeNumber } from './stages.ts';

interface UpliftOptions extends UpliftAsk {
  readonly out: string;
  readonly json: boolean;
}

/** Learns from a finished experiment in one flat table who gains from contact. */
export function upliftCommand(streams: Streams): Command {
  return new Command('uplift')
    .description('Learn from a finished experiment in one flat table whom to contact next time, and whom not')
    .argument('<table>', 'a CSV or Parquet file with a row for each customer, or a folder of its parts')
    .requiredOption('--arm <column>', 'the column with the arm each customer was drawn into')
    .requiredOption('--outcome <column>', 'who stayed, or an amount of which more is better')
    .option('--control <arm>', 'the arm that was left alone (guessed from its name)')
    .option('--positive <value>', 'the value of the outcome that is good, such as 0 of "churned"')
    .option(
      '--before <columns>',
      'what was known before anyone was contacted (a,b,…; may be repeated)',
      names,
      [],
    )
    .option(
      '--after <columns>',
      'what became known afterwards; all else was known before (none: everything was)',
      names,
      [],
    )
    .option('--risk <column>', 'the probability of leaving as scored before the launch')
    .option('--value <column|amount>', 'the value of one customer kept')
    .option(
      '--cost <column|amount|arm=…,…>',
      'the cost of contacting a customer, or one per arm, such as letter=2,call=5',
    )
    .option(
      '--shares <arm=share,…>',
      'the planned shares of all arms, such as control=0.1,contact=0.9',
      shares,
    )
    .option('--id <column>', 'the customer’s id: repeated customers are refused')
    .option('--currency <code>', 'how amounts are written, such as EUR', currency)
    .option('--seed <n>', 'another seed splits the customers into other folds', wholeNumber, 1)
    .option('-o, --out <dir>', 'folder for everything that is written', 'holdfast-uplift')
    .option('--json', 'print one JSON document on standard output', false)
    .action((table: string, options: UpliftOptions) =>
      onTerminal(streams, options, (terminal) => learn(table, options, terminal)),
    );
}

async function learn(path: string, options: UpliftOptions, terminal: Terminal): Promise<void> {
  const { json: _, ...ask } = options;
  const out = folderOf(options.out);
  const findings = await withFlatTable(path, out, terminal, (at) => upliftTable(at, ask));
  for (const line of upliftScreen(findings, out)) terminal.print(line);
  terminal.json(findings.document);
}
