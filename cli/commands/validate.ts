import { join } from 'node:path';
import { Command } from 'commander';
import type { ModelEntry } from '../../contracts/artefacts/model-entry.ts';
import { addDays } from '../../contracts/business-day.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { openLocalRun } from '../local-run.ts';
import { validationScreen } from '../screens/validation-screen.ts';
import type { Streams } from '../terminal.ts';
import { onTerminal, type StageOptions, wholeNumber, withRunOptions } from './stages.ts';

interface ValidateOptions extends StageOptions {
  readonly origins: number;
  readonly everyDays: number;
}

/**
 * `holdfast models validate`: rolling origins. Each origin is a run of its own that looks from an earlier day and knows
 * nothing from that day on: its training windows end before the dates that it is judged on. It works in a folder of its
 * own, so that no model of the past can become champion.
 */
export function validateCommand(streams: Streams): Command {
  return withRunOptions(
    new Command('validate').description(
      'How good the model would have been at several days of the past, one after the other',
    ),
  )
    .option('--origins <n>', 'how many days to look from', wholeNumber, 3)
    .option('--every-days <n>', 'days between them', wholeNumber, 30)
    .action((options: ValidateOptions) =>
      onTerminal(streams, options, async (terminal) => {
        const last = (await openLocalRun(options, terminal)).run.asOf;
        const entries: ModelEntry[] = [];
        for (const asOf of originsUntil(last, options)) {
          terminal.note(`as of ${asOf}`);
          const out = join(options.out, 'validation');
          const { run, environment } = await openLocalRun(
            { ...options, out, asOf, training: true, refit: false },
            terminal,
          );
          entries.push((await runUntil('train', run, environment)).entry);
        }
        for (const line of validationScreen(entries)) terminal.print(line);
        terminal.json(
          entries.map(({ asOf, trainedOn, judgedOn, quality }) => ({ asOf, trainedOn, judgedOn, quality })),
        );
      }),
    );
}

/** Days to look from, oldest first, the last of them `last`. */
const originsUntil = (last: string, { origins, everyDays }: ValidateOptions): string[] =>
  Array.from({ length: origins }, (_, i) => addDays(last, -(origins - 1 - i) * everyDays));
