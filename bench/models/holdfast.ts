import { join } from 'node:path';
import { fitEnsembleModel } from '../../models/retention.ts';
import { writeSaid } from './contestant.ts';
import { readLearningSet } from './learning-file.ts';

/**
 * Our ensemble on one fold: fits on its training and later rows, scores its test rows, writes both and the cost.
 * @param contestant `holdfast`, or `holdfast-refit`: its members refitted with the later rows
 */
export async function runHoldfast(folder: string, contestant: string, churnOnly: boolean): Promise<void> {
  const [train, later, test] = ['train', 'later', 'test'].map((part) => readLearningSet(join(folder, part)));
  const started = performance.now();
  const cpu = process.cpuUsage();
  const refit = contestant === 'holdfast-refit';
  const { model } = await fitEnsembleModel(train!, later!, { seed: 1, churnOnly, refit });
  const fitSeconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const { churn, value } = model.predict(test!.table);
  const again = performance.now();
  model.predict(test!.table);
  const rowsPerSecond = (1000 * test!.table.rowCount) / (performance.now() - again);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const cost = { tuneSeconds: 0, tuneCpuSeconds: 0, fitSeconds, fitCpuSeconds: (user + system) / 1e6 };
  writeSaid(folder, contestant, { churn, value }, { ...cost, rowsPerSecond, peakMegabytes });
}
