import { expect, it } from 'vitest';
import { costsAlone, report } from '../../bench/pipeline/report.ts';

const quality = {
  customers: 1000,
  active: 1234,
  auc: 0.8,
  logLoss: 0.5,
  calibrationError: 0.01,
  meanChance: 0.3,
  churned: 0.321,
  gini: 0.7,
  predictedToRealised: 1.1,
};

const cost = (stage: string, cpuSeconds: number, peakMegabytes: number) => ({
  stage,
  cpuSeconds,
  seconds: cpuSeconds / 2,
  peakMegabytes,
});

it('shows costs alone, with their sum and the highest peak', () => {
  const text = costsAlone([cost('check', 4, 900), cost('features', 6, 800)]);
  expect(text).toContain('| features | 6 | 3 | 800 |');
  expect(text).toContain('| **all** | 10 | 5 | 900 |');
});

it('sets ours beside theirs, stage by stage, and a stage that the peer has not is in the sum', () => {
  const text = report({
    holdfast: { stages: [cost('check', 4, 900), cost('features', 6, 800)], quality },
    peer: { stages: [cost('features', 5, 300)], quality: { ...quality, auc: 0.79 } },
  });
  expect(text).toContain('| check | 4 / – | 2 / – | 900 / – | – |');
  expect(text).toContain('| features | 6 / 5 | 3 / 2.5 | 800 / 300 | 1.2× |');
  expect(text).toContain('| **all** | 10 / 5 | 5 / 2.5 | 900 / 300 | 2× |');
  expect(text).toContain('| 1,234 active customers, 32.1% left | ours | peer |');
  expect(text).toContain('| churn: AUC | 0.8000 | 0.7900 |');
});
