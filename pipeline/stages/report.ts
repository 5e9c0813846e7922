import { writeDocument } from '../../contracts/artefacts/document.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { type WeeklyReport, weeklyReportDocument } from '../../contracts/artefacts/weekly-report.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { LanguageCode } from '../../contracts/languages.ts';
import { catalogue } from '../cx/catalogue.ts';
import { weeklyPage } from '../reports/weekly/weekly-page.ts';
import { weeklyReportOf } from '../reports/weekly/weekly-report.ts';
import type { RunEnvironment } from './run.ts';
import { resultOf, standingRecord } from './stage.ts';

/** The weekly page where it was written, and its figures. */
export interface WrittenReport {
  readonly report: WeeklyReport;
  readonly page: string;
  readonly figures: string;
}

/**
 * Writes the weekly page of a run whose lists are made, and its figures; the same run gives the same bytes.
 * @throws HoldfastError where its metrics were not counted
 */
export async function writeReport(
  run: Run,
  { store }: Pick<RunEnvironment, 'store'>,
  language: LanguageCode = run.config.business.language,
): Promise<WrittenReport> {
  const list = await resultOf('list', run, { store });
  const [metrics, alerts, themes, drivers] = [
    await standingRecord('metrics', run, store),
    await standingRecord('alerts', run, store),
    await standingRecord('themes', run, store),
    await standingRecord('drivers', run, store),
  ];
  if (metrics === null)
    throw new HoldfastError(
      'The metrics of customer experience were not counted, so that there is nothing to report; the run says why. `holdfast metrics` counts them alone',
    );
  const measured = {
    list,
    metrics: metrics.result,
    alerts: alerts?.result ?? null,
    themes: themes?.result ?? null,
    drivers: drivers?.result ?? null,
  };
  const report = weeklyReportOf(measured, run.config, catalogue);
  const [page, figures] = [keys.weekly(run.asOf, 'weekly.html'), keys.weekly(run.asOf, 'weekly.json')];
  await writeDocument(store, weeklyReportDocument, figures, report);
  await store.put(page, new TextEncoder().encode(weeklyPage(report, language)));
  return { report, page, figures };
}
