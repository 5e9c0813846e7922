import { Command, Option } from 'commander';
import { writeDocument } from '../../contracts/artefacts/document.ts';
import { weeklyReportDocument } from '../../contracts/artefacts/weekly-report.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import { type LanguageCode, languageCodes } from '../../contracts/languages.ts';
import { weeklyPage } from '../../pipeline/reports/weekly/weekly-page.ts';
import { weeklyReportOf } from '../../pipeline/reports/weekly/weekly-report.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { standingRecord } from '../../pipeline/stages/stage.ts';
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
      'The weekly page for people who read no dashboards: what changed, why, what to do',
    ),
  )
    .addOption(
      new Option('--language <code>', 'of the page (default: business.language)').choices(languageCodes),
    )
    .action((options: ReportOptions) => onTerminal(streams, options, (terminal) => write(options, terminal)));

async function write({ language, ...options }: ReportOptions, terminal: Terminal): Promise<void> {
  const { run, environment } = await openLocalRun(options, terminal);
  const { store } = environment;
  const list = await runUntil('list', run, environment);
  const metrics = await standingRecord('metrics', run, store);
  if (metrics === null)
    throw new HoldfastError(
      'The metrics of customer experience were not counted, so that there is nothing to report; the reason stands above. `holdfast metrics` counts them alone',
    );
  const [themes, drivers] = [
    await standingRecord('themes', run, store),
    await standingRecord('drivers', run, store),
  ];
  const measured = {
    list,
    metrics: metrics.result,
    themes: themes?.result ?? null,
    drivers: drivers?.result ?? null,
  };
  const report = weeklyReportOf(measured, run.config);
  const [page, figures] = [keys.weekly(run.asOf, 'weekly.html'), keys.weekly(run.asOf, 'weekly.json')];
  await writeDocument(store, weeklyReportDocument, figures, report);
  await store.put(
    page,
    new TextEncoder().encode(weeklyPage(report, language ?? run.config.business.language)),
  );
  terminal.print(`The week’s page: ${store.locate(page)}`);
  terminal.print(`Its figures:     ${store.locate(figures)}`);
  terminal.json(report);
}
