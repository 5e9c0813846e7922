import { expect, it } from 'vitest';
import { randomStream } from '../../../models/numerics.ts';
import { fitCalibration } from '../../../models/text/calibration.ts';
import { judgeLabels } from '../../../models/text.ts';

const said = (label: string, chances: number[]) => ({ label, why: null, chances });

it('agrees with a table by hand', () => {
  const quality = judgeLabels({
    classes: ['bad', 'good'],
    labels: ['bad', 'bad', 'good', 'good', 'mixed', 'good'],
    judged: [
      said('bad', [0.9, 0.1]),
      said('good', [0.2, 0.8]),
      said('good', [0.3, 0.7]),
      { label: null, why: 'unsure', chances: [0.45, 0.55] },
      said('bad', [0.6, 0.4]),
      { label: null, why: 'empty', chances: null },
    ],
  });
  expect(quality).toMatchObject({ n: 6, read: 5, why: { unsure: 1, empty: 1 }, majority: 0.4 });
  expect(quality.accuracy).toMatchObject({ value: 3 / 5, n: 5 });
  expect(quality.accuracySaid).toMatchObject({ value: 2 / 4, n: 4 });
  expect(quality.confusion).toEqual({
    names: ['bad', 'good', 'mixed'],
    counts: [
      [1, 1, 0],
      [0, 2, 0],
      [1, 0, 0],
    ],
  });
  // F1: bad 2·1/(2 + 2), good 2·2/(2 + 3), mixed 0.
  expect(quality.classes.map(({ f1 }) => f1)).toEqual([0.5, 0.8, 0]);
  expect(quality.macroF1).toBeCloseTo(1.3 / 3, 12);
  // Each comment is a bin of its own: |.55 − 1| + |.6 − 0| + |.7 − 1| + |.8 − 0| + |.9 − 1| over 5.
  expect(quality.calibrationError).toBeCloseTo((0.45 + 0.6 + 0.3 + 0.8 + 0.1) / 5, 12);
});

it('is calibrated by the temperature and offset that made it', () => {
  const random = randomStream(3, 'temperature');
  const count = 20_000;
  const scores = Float64Array.from({ length: 2 * count }, () => 3 * random.normal());
  const label = Int32Array.from({ length: count }, (_, i) => {
    const chance = 1 / (1 + Math.exp((scores[2 * i] - scores[2 * i + 1]) / 1.7 - 0.8));
    return Number(random.uniform() < chance);
  });
  const { temperature, offsets } = fitCalibration({ scores, label, classes: 2 });
  expect(temperature).toBeCloseTo(1.7, 1);
  expect(offsets[1]).toBeCloseTo(0.8, 1);
});
