import type { Measured } from '../../../models/quality.ts';
import type { Judged, Measurement, Ours } from '../measure.ts';
import { ours, peers } from '../measure.ts';
import type { Speed } from '../speed/measure-speed.ts';
import { nameOf } from './names.ts';
import { difference, seconds, table, thousands } from './words.ts';

/** What is asked of a figure: more is better (1) or less is (−1). */
interface QualityGoal {
  readonly asks: string;
  readonly digits: number;
  readonly sign: 1 | -1;
  /** Our difference from a peer; nothing where it was not measured. */
  readonly against: (judged: Judged, peer: string) => Measured | undefined;
}

const qualityGoals: readonly QualityGoal[] = [
  {
    asks: 'AUC not below tuned XGBoost and LightGBM',
    digits: 4,
    sign: 1,
    against: ({ churn }, peer) => churn.get(peer)?.auc.difference,
  },
  {
    asks: 'log loss of churn not above theirs',
    digits: 4,
    sign: -1,
    against: ({ churn }, peer) => churn.get(peer)?.logLoss.difference,
  },
  {
    asks: 'Gini of value not below two-stage trees',
    digits: 4,
    sign: 1,
    against: ({ value }, peer) => value?.get(peer)?.gini.difference,
  },
  {
    asks: 'decile error of value not above theirs',
    digits: 3,
    sign: -1,
    against: ({ value }, peer) => value?.get(peer)?.decileError.difference,
  },
];

/** Each quality goal on each data set, for both of ours, against whichever of the four peers is closest. */
export function qualityGoalTable(measurements: readonly Measurement[]): string[] {
  const rows = measurements.flatMap(({ data, judged }) =>
    qualityGoals
      .filter((goal) => goal.against(judged[ours[0]], peers[0]!) !== undefined)
      .map((goal) => [goal.asks, data.name, ...ours.map((own) => standing(goal, judged[own]))]),
  );
  return table(['goal', 'data', ...ours.map(columnOf)], rows);
}

const columnOf = (own: Ours) => nameOf(own).replaceAll('*', '');

function standing({ against, sign, digits }: QualityGoal, judged: Judged): string {
  const rivals = peers.map((name) => ({ name, found: against(judged, name)! }));
  const { name, found } = rivals.reduce((a, b) => (sign * b.found.value < sign * a.found.value ? b : a));
  const [worst, best] = sign === 1 ? [found.low, found.high] : [-found.high, -found.low];
  const word = worst > 0 ? 'ahead' : best < 0 ? '**behind**' : 'level';
  return `${word} ${difference(found, digits)} (${nameOf(name)})`;
}

/** Each goal of time and memory on each size; of training with one fit, as it is judged, and with both, as it is published. */
export function speedGoalTable(speeds: readonly Speed[]): string[] {
  return table(
    ['goal', 'synthetic rows × 60', 'Holdfast, as judged', 'Holdfast, as published'],
    speeds.flatMap(speedGoals),
  );
}

function speedGoals({ task, ours: own }: Speed): string[][] {
  const { train, score, peakMegabytes } = task.goal;
  const after = own.validateSeconds + own.explainSeconds;
  const held = (measured: number, most: number, said: string) =>
    measured <= most ? said : `**no**, ${said}`;
  const within = (measured: number, most: number) => held(measured, most, `${seconds(measured)} s`);
  const scoring = own.scoreSeconds + own.explainSeconds;
  return [
    [
      `train, validate, explain 500 within ${thousands(train)} s`,
      task.name,
      within(own.judged.seconds + after, train),
      within(own.published.seconds + after, train),
    ],
    ...(score
      ? [
          [
            `score ${thousands(task.score)} and explain 500 within ${thousands(score)} s`,
            task.name,
            '',
            within(scoring, score),
          ],
        ]
      : []),
    [
      `peak memory within ${thousands(peakMegabytes)} MB`,
      task.name,
      '',
      held(own.peakMegabytes, peakMegabytes, `${thousands(own.peakMegabytes)} MB`),
    ],
  ];
}
