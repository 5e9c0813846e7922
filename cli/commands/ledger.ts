import { Command, InvalidArgumentError } from 'commander';
import { day } from '../../contracts/config/values.ts';
import { migrateLedger } from '../../pipeline/targeting/migrate-ledger.ts';
import { loadConfig } from '../local-run.ts';
import { openStore, storeOption } from '../open-store.ts';
import { migrationScreen } from '../screens/ledger-screen.ts';
import type { Streams } from '../terminal.ts';
import { onTerminal } from './stages.ts';

interface MigrateOptions {
  readonly config: string;
  readonly out: string;
  readonly count: ReadonlyMap<string, string>;
  readonly apply: boolean;
  readonly json: boolean;
}

/** The ledger of who was drawn into which arm. */
export function ledgerCommand(streams: Streams): Command {
  const migrate = new Command('migrate')
    .description(
      'Migrate arms drawn by earlier versions into the ledger; only shows what it would do without --apply',
    )
    .option('-c, --config <file>', 'the config', 'holdfast.yaml')
    .option(...storeOption, 'holdfast-out')
    .option(
      '--count <day=run>',
      'whose arms count on a day of which no list is published',
      dayAndRun,
      new Map(),
    )
    .option('--apply', 'do it', false)
    .option('--json', 'print one JSON document on standard output', false)
    .action((options: MigrateOptions) =>
      onTerminal(streams, options, async (terminal) => {
        const { horizonDays } = (await loadConfig(options.config)).churn;
        const { apply, count: counted } = options;
        const migration = await migrateLedger(await openStore(options.out), {
          horizonDays,
          counted,
          apply,
        });
        const lines =
          migration === null ? ['There is nothing to migrate.'] : migrationScreen(migration, apply);
        for (const line of lines) terminal.print(line);
        terminal.json(migration);
      }),
    );
  return new Command('ledger')
    .enablePositionalOptions()
    .description('The ledger of who was drawn into which arm')
    .addCommand(migrate);
}

function dayAndRun(text: string, before: ReadonlyMap<string, string>): Map<string, string> {
  const [, on, run] = /^([^=]+)=(\S+)$/.exec(text) ?? [];
  if (on === undefined || run === undefined || !day.safeParse(on).success)
    throw new InvalidArgumentError('write it as 2026-01-31=RUN, with a day that is one');
  return new Map([...before, [on, run]]);
}
