import { write } from '../../../pipeline/reports/format.ts';
import type { Cost } from '../contestant.ts';
import { type Measurement, ours } from '../measure.ts';
import type { Speed } from '../speed/measure-speed.ts';
import { nameOf } from './names.ts';
import { mean, seconds, table, thousands } from './words.ts';

/** Seconds, rows per second and memory on the data sets: means over the folds, the largest memory. */
export function costTable(measurements: readonly Measurement[]): string[] {
  return table(
    [
      'data',
      'contestant',
      'search s',
      'fit s',
      'search + fit, CPU s',
      '÷ ours',
      'rows scored per second',
      'peak MB',
      '÷ ours',
    ],
    measurements.flatMap(({ data, costs }) => {
      const own = summed(costs.get(ours[0])!);
      return [...costs].map(([name, each]) => {
        const cost = summed(each);
        return [
          data.name,
          nameOf(name),
          seconds(cost.tune),
          seconds(cost.fit),
          seconds(cost.cpu),
          write.number(cost.cpu / own.cpu, 2),
          thousands(cost.rowsPerSecond),
          thousands(cost.peak),
          write.number(cost.peak / own.peak, 2),
        ];
      });
    }),
  );
}

function summed(costs: readonly Cost[]) {
  const of = (figure: (cost: Cost) => number) => mean(costs.map(figure));
  return {
    tune: of(({ tuneSeconds }) => tuneSeconds),
    fit: of(({ fitSeconds }) => fitSeconds),
    cpu: of(({ tuneCpuSeconds, fitCpuSeconds }) => tuneCpuSeconds + fitCpuSeconds),
    rowsPerSecond: of(({ rowsPerSecond }) => rowsPerSecond),
    peak: Math.max(...costs.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

/** Our stages on made rows. */
export function speedTable(speeds: readonly Speed[]): string[] {
  return table(
    [
      'synthetic rows × 60',
      'train until judged, s',
      'CPU s',
      'until published, s',
      'CPU s',
      'validate s',
      'explain 500, s',
      'rows scored',
      'score s',
      'rows per second',
      'peak MB',
    ],
    speeds.map(({ task, ours: own }) => [
      task.name,
      seconds(own.judged.seconds),
      seconds(own.judged.cpuSeconds),
      seconds(own.published.seconds),
      seconds(own.published.cpuSeconds),
      seconds(own.validateSeconds),
      seconds(own.explainSeconds),
      thousands(task.score),
      seconds(own.scoreSeconds),
      thousands(task.score / own.scoreSeconds),
      thousands(own.peakMegabytes),
    ]),
  );
}

/** The same rows, the libraries as they come, fitted once as ours until judged. */
export function speedPeerTable(speeds: readonly Speed[]): string[] {
  return table(
    ['synthetic rows × 60', 'contestant', 'train s', 'CPU s', '÷ ours', 'rows scored per second', 'peak MB'],
    speeds.flatMap(({ task, ours: own, peers }) => [
      [
        task.name,
        nameOf(ours[0]),
        seconds(own.judged.seconds),
        seconds(own.judged.cpuSeconds),
        '1.00',
        thousands(task.score / own.scoreSeconds),
        thousands(own.peakFitMegabytes),
      ],
      ...[...peers].map(([name, cost]) => [
        task.name,
        `${name}, default parameters`,
        seconds(cost.fitSeconds),
        seconds(cost.fitCpuSeconds),
        write.number(cost.fitCpuSeconds / own.judged.cpuSeconds, 2),
        thousands(cost.rowsPerSecond),
        thousands(cost.peakMegabytes),
      ]),
    ]),
  );
}
