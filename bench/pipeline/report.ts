import { write } from '../../pipeline/reports/format.ts';
/** What one stage took. */
export interface Cost {
  readonly stage: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

export interface Quality {
  readonly customers: number;
  readonly active: number;
  readonly auc: number;
  readonly logLoss: number;
  readonly calibrationError: number;
  readonly meanChance: number;
  readonly churned: number;
  readonly gini: number;
  readonly predictedToRealised: number;
}

export interface Contestant {
  readonly stages: readonly Cost[];
  readonly quality: Quality;
}

/** Names by contestant, ours first. */
export type Measured = Readonly<Record<'holdfast' | 'peer', Contestant>>;

const total = (stages: readonly Cost[]): Cost => ({
  stage: '**all**',
  seconds: stages.reduce((sum, { seconds }) => sum + seconds, 0),
  cpuSeconds: stages.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
  peakMegabytes: Math.max(...stages.map(({ peakMegabytes }) => peakMegabytes)),
});

const figure = (value: number | undefined): string => (value === undefined ? '–' : write.figures(value, 3));
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Costs stage by stage, as Markdown. */
export function costsAlone(stages: readonly Cost[]): string {
  const rows = [...stages, total(stages)].map(({ stage, cpuSeconds, seconds, peakMegabytes }) =>
    row([stage, figure(cpuSeconds), figure(seconds), figure(peakMegabytes)]),
  );
  return [row(['', 'CPU s', 'wall s', 'peak MB']), '|---|--:|--:|--:|', ...rows].join('\n');
}

/** Costs stage by stage with ours over theirs, then how good the answers were, as Markdown. */
export function report({ holdfast, peer }: Measured): string {
  const stages = [...holdfast.stages, total(holdfast.stages)];
  const theirs = [...peer.stages, total(peer.stages)];
  const costs = stages.map((ours) => {
    const other = theirs.find(({ stage }) => stage === ours.stage);
    const both = (read: (cost: Cost) => number) =>
      `${figure(read(ours))} / ${other ? figure(read(other)) : '–'}`;
    return row([
      ours.stage,
      both(({ cpuSeconds }) => cpuSeconds),
      both(({ seconds }) => seconds),
      both(({ peakMegabytes }) => peakMegabytes),
      other ? `${figure(ours.cpuSeconds / other.cpuSeconds)}×` : '–',
    ]);
  });
  const qualities = (
    [
      ['churn: AUC', 'auc'],
      ['log loss', 'logLoss'],
      ['calibration error', 'calibrationError'],
      ['mean chance', 'meanChance'],
      ['CLV: Gini', 'gini'],
      ['predicted over realised', 'predictedToRealised'],
    ] as const
  ).map(([name, key]) =>
    row([name, write.number(holdfast.quality[key], 4), write.number(peer.quality[key], 4)]),
  );
  const { active, churned } = holdfast.quality;
  return [
    row(['ours / peer', 'CPU s', 'wall s', 'peak MB', 'CPU']),
    '|---|--:|--:|--:|--:|',
    ...costs,
    '',
    row([`${write.count(active)} active customers, ${write.percent(churned)} left`, 'ours', 'peer']),
    '|---|--:|--:|',
    ...qualities,
  ].join('\n');
}
