import type { Measured } from '../../../models/metrics/cluster-bootstrap.ts';
import { type Measurement, peers } from '../measure.ts';
import type { Speed } from '../speed/measure-speed.ts';
import { nameOf } from './names.ts';
import { difference, seconds, table, thousands } from './words.ts';

/** A goal on one data set or size: what it asks, whether it holds, what was measured. */
interface Goal {
  readonly asks: string;
  readonly where: string;
  readonly holds: boolean;
  readonly measured: string;
}

export function goalTable(measurements: readonly Measurement[], speeds: readonly Speed[]): string[] {
  const goals = [...measurements.flatMap(qualityGoals), ...speeds.flatMap(speedGoals)];
  return table(
    ['goal', 'where', 'holds', 'measured'],
    goals.map(({ asks, where, holds, measured }) => [asks, where, holds ? 'yes' : '**no**', measured]),
  );
}

type Difference = { readonly difference: Measured };

/** Not below any peer: no difference lies beyond doubt on their side. */
function qualityGoals({ data, churn, value }: Measurement): Goal[] {
  const against = <Figure extends string>(
    asks: string,
    figures: ReadonlyMap<string, Readonly<Record<Figure, Difference>>> | null,
    figure: Figure,
    sign: 1 | -1,
    digits: number,
  ): Goal[] => {
    const rivals = peers.flatMap((name) => {
      const found = figures?.get(name)?.[figure].difference;
      return found ? [{ name, found }] : [];
    });
    if (rivals.length === 0) return [];
    const closest = rivals.reduce((a, b) => (sign * b.found.value < sign * a.found.value ? b : a));
    const { found } = closest;
    const worst = sign === 1 ? found.high : -found.low;
    const measured = `${difference(found, digits)} against ${nameOf(closest.name)}`;
    return [{ asks, where: data.name, holds: worst >= 0, measured: `${standing(found, sign)}: ${measured}` }];
  };
  return [
    ...against('AUC not below tuned XGBoost and LightGBM', churn, 'auc', 1, 4),
    ...against('log loss of churn not above theirs', churn, 'logLoss', -1, 4),
    ...against('Gini of value ahead of two-stage trees', value, 'gini', 1, 4),
    ...against('decile error of value below theirs', value, 'decileError', -1, 3),
  ];
}

function standing({ low, high }: Measured, sign: 1 | -1): string {
  if (sign * (sign === 1 ? low : high) > 0) return 'ahead';
  return sign * (sign === 1 ? high : low) < 0 ? 'behind' : 'level';
}

function speedGoals({ task, ours }: Speed): Goal[] {
  const all = ours.fitSeconds + ours.validateSeconds + ours.explainSeconds;
  const within = (asks: string, measured: number, most: number, unit: string): Goal => ({
    asks: `${asks} within ${thousands(most)} ${unit}`,
    where: `${task.name} × 60`,
    holds: measured <= most,
    measured: unit === 's' ? `${seconds(measured)} s` : `${thousands(measured)} ${unit}`,
  });
  return [
    within('train, validate, explain', all, task.goal.train, 's'),
    ...(task.goal.score
      ? [
          within(
            `score ${thousands(task.score)}, explain 500`,
            ours.scoreSeconds + ours.explainSeconds,
            task.goal.score,
            's',
          ),
        ]
      : []),
    within('peak memory', ours.peakMegabytes, task.goal.peakMegabytes, 'MB'),
  ];
}
