import { Command, Option } from 'commander';
import { type LanguageCode, languageCodes } from '../../contracts/languages.ts';
import { writeReport } from '../../pipeline/stages/report.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { openLocalRun } from '../local-run.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { onTerminal, type StageOptions, withRunOptions } from './stages.ts';

interface ReportOptions extends StageOptions {
  readonly language?: LanguageCode;
}

/** `holdfast report`: the weekly page, in the language of the business. */
export const reportCommand = (streams: Streams): Command =>
  withRunOptions(
    new Command('report').description(
      'The weekly page for people who do not read dashboards: what changed, why, what to do',
    ),
  )
    .addOption(
      new Option('--language <code>', 'of the page (default: business.language)').choices(languageCodes),
    )
    .action((options: ReportOptions) => onTerminal(streams, options, (terminal) => write(options, terminal)));

async function write({ language, ...options }: ReportOptions, terminal: Terminal): Promise<void> {
  const { run, environment } = await openLocalRun(options, terminal);
  const { store } = environment;
  await runUntil('list', run, environment);
  const { report, page, figures } = await writeReport(run, environment, language);
  terminal.print(`The week’s page: ${store.locate(page)}`);
  terminal.print(`Its figures:     ${store.locate(figures)}`);
  terminal.json(report);
}
