import { Command } from 'commander';
import { statusOf } from '../../pipeline/stages/status.ts';
import { wantedRun } from '../local-run.ts';
import { openStore } from '../open-store.ts';
import { statusScreen } from '../screens/status-screen.ts';
import type { Streams } from '../terminal.ts';
import { onTerminal, type StageOptions, withRunOptions } from './stages.ts';

/** `holdfast status`: what of a run stands already, what would be done, and why. */
export const statusCommand = (streams: Streams): Command =>
  withRunOptions(
    new Command('status').description('What is complete, what the next run would do, and why'),
  ).action((options: StageOptions) =>
    onTerminal(streams, options, async (terminal) => {
      const store = await openStore(options.out);
      const status = await statusOf(store, await wantedRun(options, store));
      for (const line of statusScreen(status)) terminal.print(line);
      terminal.json(status);
    }),
  );
