import type { AlertsReport, TargetReport } from '../../contracts/artefacts/alerts-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { write } from '../../pipeline/reports/format.ts';
import { inUnit } from '../../pipeline/reports/in-unit.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { alertSentences, watchSentence } from '../../pipeline/reports/sentences/alert-sentences.ts';
import { tableOf } from '../../pipeline/reports/table.ts';

/** Targets and alerts of the metrics, and where the customers behind them are. */
export const alertsScreen = (report: AlertsReport, store: ObjectStore): string[] => [
  `Targets and alerts as of ${report.asOf}`,
  '',
  ...targetLines(report),
  ...alertLines(report, store),
  ...report.notes,
];

function targetLines({ targets, currency }: AlertsReport): string[] {
  if (targets.length === 0) return ['Targets: cx.targets sets none.'];
  const rows = targets.map(({ title, unit, of, target, by, owner, initiative, now, way, verdict }) => [
    of === null ? title : `${title}, ${of.dimension} ${of.value}`,
    inUnit(unit, target, currency),
    write.day(by),
    nowText(now, verdict, (value) => inUnit(unit, value, currency)),
    isKnown(way) ? inUnit(unit, way, currency) : '',
    verdict,
    owner,
    initiative ?? '',
  ]);
  const columns = ['target of', 'target', 'by', 'now', 'should be', 'verdict', 'owner', 'initiative'];
  return [...terminalTable(tableOf(columns, rows)), ''];
}

/** A figure that is not settled is none yet, and not for want of data. */
function nowText(
  now: TargetReport['now'],
  verdict: TargetReport['verdict'],
  text: (value: number) => string,
): string {
  if (now === null) return verdict === 'not settled yet' ? '' : 'no data';
  return isKnown(now.value) ? text(now.value) : '';
}

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** What is watched, and what has opened, is open still or has closed. */
function alertLines(report: AlertsReport, store: ObjectStore): string[] {
  const { watch } = report;
  if (watch.series === 0 && watch.alerts.length === 0)
    return ['Alerts: nothing is watched: cx.alerts names no metric, or none of them has enough rows.'];
  const places = watch.files.map((file) => `  Customers behind them: ${store.locate(file)}`);
  return [...watchSentence(watch), ...alertSentences(report).map((sentence) => `  ${sentence}`), ...places];
}
