import { Command, InvalidArgumentError, Option } from 'commander';
import { day } from '../../contracts/config/values.ts';
import { write } from '../../pipeline/reports/format.ts';
import type { TableFormat } from '../../platform/local/write-table.ts';
import { defaultPlan, presets } from '../../simulator/plan.ts';
import { type SimulatedBusiness, type SimulateOptions, simulateBusiness } from '../simulate-business.ts';
import { openTerminal, type Streams, type Terminal } from '../terminal.ts';

/** `holdfast simulate`: a business whose truth is known, as tables with a config that reads them. */
export function simulateCommand(streams: Streams): Command {
  const { customers, days, seed, dirt } = defaultPlan;
  return new Command('simulate')
    .description('Write the tables of a business whose truth is known, and a holdfast.yaml that reads them')
    .addOption(new Option('--preset <name>', 'the kind of business').choices([...presets]).default('retail'))
    .option('--customers <n>', 'customers in all', number, customers)
    .option('--days <n>', 'days of data', number, days)
    .option('--seed <n>', 'another seed, another business', number, seed)
    .option('--dirt <share>', 'bad rows per good row', number, dirt.bad)
    .option('--leak', 'add a column that gives the outcome away', false)
    .option('--truth <days>', 'write the truth about every customer on these days (2025-04-02,…)', realDays)
    .option('--outcomes', 'write both potential outcomes of every campaign', false)
    .addOption(
      new Option('--format <format>', 'of the tables').choices(['parquet', 'csv']).default('parquet'),
    )
    .option('-o, --out <dir>', 'a folder of its own for what is written', 'holdfast-simulated')
    .option('--json', 'print one JSON document on standard output', false)
    .action(async ({ truth, outcomes, ...options }: CommandOptions) => {
      const terminal = openTerminal(streams, { json: options.json });
      try {
        const asked = { asOf: truth ?? [], outcomes, metrics: outcomes };
        show(await simulateBusiness({ ...options, truth: asked }, terminal), terminal);
      } finally {
        terminal.settle();
      }
    });
}

interface CommandOptions extends Omit<SimulateOptions, 'truth'> {
  readonly json: boolean;
  readonly format: TableFormat;
  readonly truth?: readonly string[];
  readonly outcomes: boolean;
}

function show(business: SimulatedBusiness, terminal: Terminal): void {
  for (const { source, rows } of business.tables) {
    terminal.print(`  ${source.padEnd(14)}${write.count(rows).padStart(12)} rows`);
  }
  terminal.print(`Tables, truth and config: ${business.folder}`);
  terminal.print(`Next: npx holdfast run --config ${business.config}`);
  terminal.json(business);
}

function realDays(text: string): string[] {
  const days = text.split(',').map((one) => one.trim());
  if (days.every((one) => day.safeParse(one).success)) return days;
  throw new InvalidArgumentError('write real days, such as 2025-04-02');
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('write a number');
  return value;
}
