import { Command } from 'commander';
import { readHealth } from '../../pipeline/health/read-health.ts';
import { openStore, storeOption } from '../open-store.ts';
import { healthScreen } from '../screens/health-screen.ts';
import type { Streams } from '../terminal.ts';
import { onTerminal } from './stages.ts';

interface HealthOptions {
  readonly out: string;
  readonly run?: string;
  readonly json: boolean;
}

/** `holdfast models health`: what was measured after scoring, from the record of a run. */
export function healthCommand(streams: Streams): Command {
  return new Command('health')
    .description('How the model is doing: drift, expected performance, and how earlier scores turned out')
    .option(...storeOption, 'holdfast-out')
    .option('--run <id>', 'a run (default: the one with the latest as-of date)')
    .option('--json', 'print one JSON document on standard output', false)
    .action((options: HealthOptions) =>
      onTerminal(streams, options, async (terminal) => {
        const report = await readHealth(await openStore(options.out), options.run);
        for (const line of healthScreen(report)) terminal.print(line);
        terminal.json(report);
      }),
    );
}
