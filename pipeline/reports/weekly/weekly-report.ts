import type { AlertsReport } from '../../../contracts/artefacts/alerts-report.ts';
import type { DriversReport } from '../../../contracts/artefacts/drivers-report.ts';
import type { ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import type { MetricsReport } from '../../../contracts/artefacts/metrics-report.ts';
import type { ThemesReport } from '../../../contracts/artefacts/themes-report.ts';
import type { WeeklyReport } from '../../../contracts/artefacts/weekly-report.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { chooseIndicators, type Named } from './choose-indicators.ts';
import { indexLacksOf, indexOf, journeysOf, problemsOf, surveysOf } from './experience-figures.ts';

/** What the stages of a run measured; null for those that failed. */
export interface Measured {
  readonly metrics: MetricsReport;
  readonly alerts: AlertsReport | null;
  readonly themes: ThemesReport | null;
  readonly drivers: DriversReport | null;
  readonly list: ListManifest;
}

/**
 * The figures of the weekly page, out of what the stages of a run measured.
 * @param catalogue every metric there is
 */
export function weeklyReportOf(
  { metrics, alerts, themes, drivers, list }: Measured,
  { business, cx, churn }: Config,
  catalogue: readonly Named[],
): WeeklyReport {
  const { shown, noData } = chooseIndicators(cx.report.indicators, { ...metrics, catalogue });
  return {
    run: metrics.run,
    asOf: metrics.asOf,
    business: business.name,
    currency: metrics.currency,
    level: metrics.level,
    indicators: shown,
    noData,
    watch: alerts?.watch ?? null,
    index: indexOf(metrics),
    indexLacks: indexLacksOf(metrics),
    problems: problemsOf(themes),
    journeys: journeysOf(metrics),
    surveys: surveysOf(metrics),
    spikes:
      themes?.themes.flatMap(({ id, name, spikes }) =>
        spikes.map((spike) => ({ theme: id, name, ...spike })),
      ) ?? null,
    horizonDays: churn.horizonDays,
    drivers: drivers?.drivers.filter(({ verdict }) => verdict === 'moves') ?? null,
    targets: alerts?.targets ?? null,
    escalations:
      list.escalations == null
        ? null
        : {
            open: list.escalations.open,
            overdue: list.escalations.overdue,
            toAction: list.escalations.toAction,
          },
    listed: list.funnel.contacted ?? 0,
  };
}
