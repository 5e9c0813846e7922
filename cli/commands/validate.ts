import { join } from 'node:path';
import { Command } from 'commander';
import type { ModelEntry } from '../../contracts/artefacts/model-entry.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { addDays } from '../../contracts/business-day.ts';
import { gainOfFeatures } from '../../pipeline/stages/gain-of-features.ts';
import type { RunEnvironment } from '../../pipeline/stages/run.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { type FeaturesGain, refuseUnknown } from '../../pipeline/training/without-features.ts';
import { openLocalRun } from '../local-run.ts';
import { gainScreen } from '../screens/gain-screen.ts';
import { validationScreen } from '../screens/validation-screen.ts';
import type { Streams } from '../terminal.ts';
import { onTerminal, type StageOptions, wholeNumber, withRunOptions } from './stages.ts';

interface ValidateOptions extends StageOptions {
  readonly origins: number;
  readonly everyDays: number;
  /** Families of features, or sources. */
  readonly without?: readonly string[];
}

/** A look from an earlier day: the model, and what it gains from some of its features where that was asked. */
interface Origin extends Pick<ModelEntry, 'asOf' | 'trainedOn' | 'judgedOn' | 'quality'> {
  readonly without?: FeaturesGain;
}

/**
 * `holdfast models validate`: rolling origins. Each origin is a run of its own that looks from an earlier day and knows
 * nothing from that day on: its training windows end before the dates that it is judged on. It works in a folder of its
 * own, so that no model of the past can become champion.
 */
export function validateCommand(streams: Streams): Command {
  return withRunOptions(
    new Command('validate').description('How good the model would have been at several past dates'),
  )
    .option('--origins <n>', 'number of as-of dates', wholeNumber, 3)
    .option('--every-days <n>', 'days between them', wholeNumber, 30)
    .option(
      '--without <families>',
      'what these features add: families or sources with commas between, such as support,surveys,sentiment. Each origin then takes three fits in place of one',
      (names: string) => names.split(',').map((name) => name.trim()),
    )
    .action((options: ValidateOptions) =>
      onTerminal(streams, options, async (terminal) => {
        if (options.without) refuseUnknown(options.without);
        const last = (await openLocalRun(options, terminal)).run.asOf;
        const origins: Origin[] = [];
        for (const asOf of originsUntil(last, options)) {
          terminal.note(`as of ${asOf}`);
          const out = join(options.out, 'validation');
          const { run, environment } = await openLocalRun(
            { ...options, out, asOf, training: true, refit: false },
            terminal,
          );
          // Before the model, as features that this data does not give are to be refused early.
          const gain = options.without ? { without: await gainUntil(run, environment, options.without) } : {};
          const { trainedOn, judgedOn, quality } = (await runUntil('train', run, environment)).entry;
          origins.push({ asOf, trainedOn, judgedOn, quality, ...gain });
        }
        for (const line of validationScreen(origins)) terminal.print(line);
        const gains = origins.flatMap(({ asOf, without }) => (without ? [{ asOf, gain: without }] : []));
        for (const line of gainScreen(gains)) terminal.print(line);
        terminal.json(origins);
      }),
    );
}

async function gainUntil(
  run: Run,
  environment: RunEnvironment,
  without: readonly string[],
): Promise<FeaturesGain> {
  await runUntil('features', run, environment);
  return gainOfFeatures(run, environment, without);
}

/** Days to look from, oldest first, the last of them `last`. */
const originsUntil = (last: string, { origins, everyDays }: ValidateOptions): string[] =>
  Array.from({ length: origins }, (_, i) => addDays(last, -(origins - 1 - i) * everyDays));
