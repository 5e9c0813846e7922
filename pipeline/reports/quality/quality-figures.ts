import { type ChurnQuality, shareInterval, type ValueQuality } from '../../../models/quality.ts';
import { byCustomer, count, type Estimate, estimateOf, money, share } from '../estimate.ts';
import type { BarFigure, LineFigure, Point } from '../figure.ts';
import { type Format, write } from '../format.ts';
import { calibrationOf } from '../sentences/calibration-sentences.ts';
import { tableOf } from '../table.ts';

const told = {
  holds: 'The probabilities hold',
  'misses little': 'The probabilities miss by too little to matter',
  'is off': 'The probabilities are off',
} as const;

/** Share that left against the predicted chance, by tenth of the predictions, with the interval of each share. */
export function reliabilityFigure(churn: ChurnQuality, format: Format = write): LineFigure {
  const bins = churn.reliability.map((bin) => ({ ...bin, ...shareInterval(bin.realised, bin.rows) }));
  const most = Math.max(...bins.flatMap(({ predicted, high }) => [predicted, high]));
  return {
    kind: 'figure',
    shape: 'line',
    title: told[calibrationOf(churn)],
    measure: `Share that left against the predicted probability, by tenth of the predictions; ${format.count(churn.rows)} customers. Band: 95% interval of each share.`,
    x: { name: 'predicted chance', unit: 'share' },
    y: { name: 'share that left', unit: 'share' },
    points: bins.map(({ predicted, realised, low, high }) => ({ x: predicted, y: realised, low, high })),
    reference: { name: 'as predicted', points: diagonal(most) },
    numbers: tableOf(
      ['customers', 'predicted', 'left'],
      bins.map((bin) => [
        count(bin.rows),
        share(bin.predicted),
        estimateOf(
          { ...bin, value: bin.realised },
          { unit: 'share', digits: 1 },
          { level: 0.95, method: 'Wilson', n: bin.rows },
        ),
      ]),
    ),
  };
}

/** Share of all who left that is found among those with the highest predictions; the list's size is marked. */
export function gainFigure(churn: ChurnQuality, format: Format = write): LineFigure {
  const { listShare, gainAtList } = churn;
  const points = gainCurve(churn.reliability);
  const gain = estimateOf(gainAtList, { unit: 'share', digits: 1 }, { ...byCustomer, n: churn.customers });
  const first = format.percent(listShare);
  return {
    kind: 'figure',
    shape: 'line',
    title: `The top ${first} of customers contain ${format.spoken(gain)} of those who leave`,
    measure: `Share of all who left among the customers with the highest predictions; ${format.count(churn.rows)} customers. Mark: a list of ${first}, with its 95% interval.`,
    x: { name: 'share of customers, riskiest first', unit: 'share' },
    y: { name: 'share of those who left', unit: 'share' },
    points,
    reference: { name: 'by chance', points: diagonal(1) },
    mark: {
      x: listShare,
      y: gainAtList.value,
      low: gainAtList.low,
      high: gainAtList.high,
      name: `${format.percent(gainAtList.value)} at ${first}`,
    },
    numbers: tableOf(
      ['top customers', 'share of those who left'],
      points.slice(1).map(({ x, y }) => [share(x), share(y)]),
    ),
  };
}

/** Predicted and realised mean value by tenth of the predictions. */
export function valueFigure(value: ValueQuality, currency: string | null, format: Format = write): BarFigure {
  const rows = value.deciles.map((decile, i) => ({
    name: tenthName(i, value.deciles.length),
    rows: decile.rows,
    value: money(decile.predicted, currency),
    beside: {
      ...money(decile.realised, currency),
      value: decile.realised,
      low: decile.realisedLow,
      high: decile.realisedHigh,
      level: 0.95,
      method: 'normal',
      n: decile.rows,
    } satisfies Estimate,
  }));
  return {
    kind: 'figure',
    shape: 'bars',
    title: `Predicted value is ${format.spoken(estimateOf(value.totalRatio, { unit: 'number', digits: 2 }, byCustomer))} times the realised`,
    measure: `Mean value${currency === null ? '' : ` in ${currency}`} by tenth of the predictions; ${format.count(value.rows)} customers. Blue: predicted. Grey: realised, with the 95% interval of its mean.`,
    bars: rows,
    numbers: tableOf(
      ['tenth', 'customers', 'predicted', 'realised'],
      rows.map((row, i) => [String(i + 1), count(row.rows), row.value, row.beside]),
    ),
  };
}

function tenthName(i: number, of: number): string {
  if (i === 0) return 'highest tenth';
  return i === of - 1 ? 'lowest tenth' : `${i + 1} of ${of}`;
}

/** Most bars that anybody reads. */
const mostDrivers = 12;

/** What moves the chance of leaving, strongest first, by the names of its groups. */
export function driversFigure(
  drivers: readonly { readonly group: string; readonly share: number }[],
  format: Format = write,
): BarFigure | null {
  const first = drivers[0];
  if (first === undefined) return null;
  const shown = drivers.slice(0, mostDrivers);
  return {
    kind: 'figure',
    shape: 'bars',
    title: `Most important: ${first.group}, ${format.percent(first.share)} of the scores’ variation`,
    measure: `Share of the scores’ variation, strongest first${shown.length < drivers.length ? `; ${shown.length} of ${drivers.length} groups` : ''}. What moves a score does not necessarily cause anybody to leave.`,
    bars: shown.map((driver) => ({ name: driver.group, value: share(driver.share) })),
    numbers: tableOf(
      ['what', 'share'],
      shown.map((driver) => [driver.group, share(driver.share)]),
    ),
  };
}

const diagonal = (to: number): Point[] => [
  { x: 0, y: 0 },
  { x: to, y: to },
];

/** Cumulated share of churners, highest predictions first, from bins that rise. */
function gainCurve(bins: readonly { readonly rows: number; readonly realised: number }[]): Point[] {
  const all = bins.reduce((sum, { rows }) => sum + rows, 0);
  const left = bins.reduce((sum, { rows, realised }) => sum + rows * realised, 0) || 1;
  let [seen, found] = [0, 0];
  const points = [...bins].reverse().map(({ rows, realised }) => {
    seen += rows;
    found += rows * realised;
    return { x: seen / all, y: found / left };
  });
  return [{ x: 0, y: 0 }, ...points];
}
