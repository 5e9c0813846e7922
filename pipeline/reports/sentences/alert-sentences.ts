import type { AlertsReport } from '../../../contracts/artefacts/alerts-report.ts';
import type { MetricAlert, MetricAlerts } from '../../../contracts/artefacts/metric-alert.ts';
import { daysBetween } from '../../../contracts/business-day.ts';
import { write } from '../format.ts';
import { inUnit } from '../in-unit.ts';

/** A sentence for each alert on a metric: what has opened, what is open still, what has closed. */
export const alertSentences = ({ watch, currency }: Pick<AlertsReport, 'watch' | 'currency'>): string[] =>
  watch.alerts.map((alert) => alertSentence(alert, currency));

/** How much is watched; nothing where nothing is. */
export function watchSentence({ series, perYear, alerts }: MetricAlerts): string[] {
  if (series === 0 && alerts.length === 0) return [];
  const open = alerts.filter(({ state }) => state !== 'closed').length;
  const many = series === 1 ? '1 series is' : `${write.count(series)} series are`;
  return [
    `Alerts: ${many} watched, which without any change would open about ${write.count(perYear)} in a year; ${open === 0 ? 'none is' : open === 1 ? '1 is' : `${write.count(open)} are`} open.`,
  ];
}

/** One alert as a sentence. */
export function alertSentence(alert: MetricAlert, currency: string): string {
  const { title, of, state } = alert;
  const what = of === null ? title : `${title}, ${of.dimension} ${of.value}`;
  if (state === 'closed') return `closed: ${what}: ${closing(alert)}`;
  const parts = [finding(alert, currency), since(alert), behind(alert), owner(alert)];
  return `${state === 'opened' ? 'opened' : 'still open'}: ${what}: ${parts.filter((part) => part !== '').join('; ')}`;
}

const closings: Readonly<Record<string, string>> = {
  over: 'over since',
  'new level': 'the new level has lasted and is the baseline since',
  'not watched any more': 'no longer watched since',
};

const closing = ({ closed, because, opened }: MetricAlert): string =>
  `${closings[because ?? 'over']} ${write.day(closed!)}; had opened on ${write.day(opened)}`;

/** A figure of some days; counts as so many a day. */
export function watchedValue(
  { unit }: Pick<MetricAlert, 'unit'>,
  figure: NonNullable<MetricAlert['now']>,
): number | null {
  if (figure.value === null || !Number.isFinite(figure.value)) return null;
  return unit === 'count' ? figure.value / (daysBetween(figure.first, figure.last) + 1) : figure.value;
}

function finding(alert: MetricAlert, currency: string): string {
  const { now, usual, watch, limit, unit } = alert;
  const perDay = { count: ' a day', hours: ' hours' }[unit] ?? '';
  const text = (value: number) =>
    `${unit === 'count' ? write.trimmed(value, 1) : inUnit(unit, value, currency)}${perDay}`;
  const said = (figure: NonNullable<MetricAlert['now']>) =>
    `${figureText(watchedValue(alert, figure), figure.low, text)} from ${write.day(figure.first)} to ${write.day(figure.last)}`;
  const moved = { rises: 'has risen', falls: 'has fallen', above: 'is above', below: 'is below' }[watch];
  const held = limit === null ? '' : ` ${text(limit)}`;
  const figures = [now, usual].flatMap((figure) => (figure === null ? [] : [said(figure)]));
  return `${moved}${held}${figures.length === 0 ? '' : `: ${figures.join(', before ')}`}`;
}

/** A time that most have not seen the end of is longer than its lower limit. */
function figureText(value: number | null, low: number | null, text: (value: number) => string): string {
  if (value !== null) return text(value);
  return low === null || !Number.isFinite(low) ? 'not known' : `longer than ${text(low)}`;
}

const since = ({ since: day, opened }: MetricAlert): string =>
  `shown by the days from ${write.day(day)}, opened on ${write.day(opened)}`;

function behind({ customers, rows, channels }: MetricAlert): string {
  if (rows === 0) return '';
  const named = channels
    .filter(({ channel }) => channel !== null)
    .toSorted((a, b) => b.rows - a.rows || (a.channel! < b.channel! ? -1 : 1));
  const by = named.map(({ channel, rows: n }) => `${channel} ${write.count(n)}`).join(', ');
  return `${write.count(rows)} ${rows === 1 ? 'row' : 'rows'} of ${write.count(customers)} ${customers === 1 ? 'customer' : 'customers'}${by === '' ? '' : ` (${by})`}`;
}

const owner = ({ owner: who }: MetricAlert): string => (who === null ? '' : `owner ${who}`);
