import type { ChurnFigure, Figures, ValueFigure } from '../judge.ts';
import type { Measurement, Ours } from '../measure.ts';
import { nameOf } from './names.ts';
import { difference, figure, table } from './words.ts';

/** The one of ours that the differences of the tables are of. */
const reference: Ours = 'holdfast-refit';

/** Everything measured of the quality on one data set. */
export function qualitySection({ data, folds, judged, oracle }: Measurement): string[] {
  const { churn, value } = judged[reference];
  const rows = folds.map(({ name, rows }) => `${name}: ${rows.train} + ${rows.later} → ${rows.test}`);
  return [
    `### ${data.name}`,
    '',
    `${capital(data.about)} Rows to train + later → test, ${folds[0]!.features} features: ${rows.join('; ')}.`,
    '',
    ...churnTable(churn),
    '',
    ...(value ? [...valueTable(value), ''] : []),
    ...(oracle
      ? [
          'Against the truth, on the customers for whom it is known (it sees what no data show: who has decided to leave):',
          '',
          ...churnTable(oracle.churn),
          '',
          ...(oracle.value ? [...valueTable(oracle.value), ''] : []),
        ]
      : []),
  ];
}

function churnTable(churn: ReadonlyMap<string, Figures<ChurnFigure>>): string[] {
  return table(
    ['churn', 'AUC', 'ours − theirs', 'log loss', 'ours − theirs', 'average precision', 'top-decile lift'],
    [...churn].map(([name, { auc, logLoss, averagePrecision, topDecileLift }]) => [
      nameOf(name),
      figure(auc.own.value, 4),
      name === reference ? '' : difference(auc.difference, 4),
      figure(logLoss.own.value, 4),
      name === reference ? '' : difference(logLoss.difference, 4),
      figure(averagePrecision.own.value, 3),
      figure(topDecileLift.own.value, 2),
    ]),
  );
}

function valueTable(value: ReadonlyMap<string, Figures<ValueFigure>>): string[] {
  return table(
    ['value', 'Gini', 'ours − theirs', 'decile error', 'ours − theirs', 'Spearman', 'total ÷ realised'],
    [...value].map(([name, { gini, decileError, spearman, totalRatio }]) => [
      nameOf(name),
      figure(gini.own.value, 4),
      name === reference ? '' : difference(gini.difference, 4),
      figure(decileError.own.value, 3),
      name === reference ? '' : difference(decileError.difference, 3),
      figure(spearman.own.value, 3),
      figure(totalRatio.own.value, 2),
    ]),
  );
}

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
