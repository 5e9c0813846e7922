import type { Headline, MetricsReport, PeriodFigure } from '../../contracts/artefacts/metrics-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { count } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { inUnit } from '../../pipeline/reports/in-unit.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { tableOf } from '../../pipeline/reports/table.ts';
import { verdictOf } from '../../pipeline/reports/verdict-of-change.ts';
import { cxIndexLines } from './cx-index-lines.ts';
import { journeyLines } from './journey-lines.ts';
import { surveyLines } from './survey-lines.ts';

/** The metrics of the whole business: the last four weeks, and how they changed in a quarter. */
export function metricsScreen(report: MetricsReport, store: ObjectStore): string[] {
  const { headlines, missing, dimensions, notes, rows, files, currency, level } = report;
  const columns = [
    'metric',
    'four weeks to',
    'n',
    'now',
    `${write.percent(level, 0)} interval`,
    'change in 13 weeks',
    '',
  ];
  return [
    `Customer experience as of ${report.asOf}`,
    '',
    ...terminalTable(
      tableOf(
        columns,
        headlines.map((headline) => headlineRow(headline, currency)),
      ),
    ),
    '',
    'Fewer than 5: only n. Fewer than 20, in brackets: too few for a verdict. Refunds per revenue from 60, money from 20.',
    ...(report.index === null ? [] : cxIndexLines(report.index)),
    ...surveyLines(report.surveys),
    ...journeyLines(report.journeys, currency),
    `Split by: ${dimensions.length === 0 ? 'nothing, since no dimension is mapped' : dimensions.join(', ')}.`,
    ...missing.map(({ metric, needs }) => `Not counted: ${metric}, which needs ${needs.join(', ')}.`),
    ...notes,
    '',
    `${write.count(rows)} figures by day, week, month and four weeks:`,
    ...files.map((file) => `  ${store.locate(file)}`),
  ];
}

function headlineRow(headline: Headline, currency: string) {
  const { title, unit, now } = headline;
  return [
    unit === 'hours' ? `${title}, hours` : title,
    write.day(now.last),
    count(now.n),
    valueText(headline, now, currency),
    limitsText(headline, now, currency),
    changeText(headline, currency),
    verdictOf(headline),
  ];
}

/** A time whose end fewer than half have seen has no value: it is longer than its lower limit, or than was seen. */
function valueText({ unit }: Headline, { value, low, shown }: PeriodFigure, currency: string): string {
  if (shown === 'n only') return '';
  const least = isKnown(low) ? inUnit(unit, low, currency) : 'was seen';
  const text = isKnown(value) ? inUnit(unit, value, currency) : `longer than ${least}`;
  return shown === 'grey' ? `(${text})` : text;
}

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value);

function limitsText({ unit }: Headline, { low, high, shown }: PeriodFigure, currency: string): string {
  if (shown === 'n only') return '';
  const end = (value: number | null, without: string) =>
    isKnown(value) ? inUnit(unit, value, currency) : without;
  return `${end(low, 'no limit')} to ${end(high, 'no limit')}`;
}

function changeText({ unit, change }: Headline, currency: string): string {
  if (change === null) return '';
  // a difference of shares is in points
  const inPoints = (value: number) =>
    unit === 'share'
      ? write.quantity({ unit: 'points', value, signed: true })
      : inUnit(unit, value, currency, { signed: true });
  const end = (value: number) => (Number.isFinite(value) ? inPoints(value) : 'no limit');
  return `${inPoints(change.value)} (${end(change.low)} to ${end(change.high)})`;
}
