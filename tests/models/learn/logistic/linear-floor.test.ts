import { beforeAll, describe, expect, it } from 'vitest';
import { binRuns } from '../../../../models/learn/encoding/bin-runs.ts';
import { referenceCells, rowEncoder } from '../../../../models/learn/encoding/encode-rows.ts';
import type { Encoding } from '../../../../models/learn/encoding/encoding.ts';
import { fitEncoding } from '../../../../models/learn/encoding/fit-encoding.ts';
import { linearAttributions } from '../../../../models/learn/logistic/linear-attributions.ts';
import {
  type FittedFloor,
  fitFloor,
  floorRows,
  scoreFloor,
} from '../../../../models/learn/logistic/linear-floor.ts';
import { floorByteCount, loadFloor, saveFloor } from '../../../../models/learn/logistic/saved-floor.ts';
import { auc } from '../../../../models/quality/metrics/ranking.ts';
import { normalisedGini, totalRatio } from '../../../../models/quality/metrics/value.ts';
import { simulatedRows } from '../../simulated-rows.ts';

const train = simulatedRows(3000, 1);
const later = simulatedRows(2000, 2);
let encoding: Encoding;
let fitted: FittedFloor;

beforeAll(async () => {
  encoding = fitEncoding(train.table, 16);
  fitted = await fitFloor(floorRows(encoding, train, 1), 1);
});

describe('the logistic regression', () => {
  it('is near the truth where the truth is additive', () => {
    const { logit, value } = scoreFloor(fitted.floor, encoding, rowEncoder(encoding, later.table));
    expect(auc(logit, later.churned)).toBeGreaterThan(auc(later.trueChurn, later.churned) - 0.01);
    expect(normalisedGini(value, later.value)).toBeGreaterThan(
      normalisedGini(later.trueValue, later.value) - 0.02,
    );
    expect(Math.abs(Math.log(totalRatio(value, later.value)))).toBeLessThan(0.12);
  });

  it('attributes exactly: terms against the reference customer sum to the difference', () => {
    const cells = rowEncoder(encoding, later.table).encode(Int32Array.of(5, 6, 7));
    const reference = referenceCells(encoding);
    const { contributions, logit, baseline } = linearAttributions(
      fitted.floor.churn,
      cells,
      reference,
      binRuns(encoding),
    );
    for (let i = 0; i < 3; i++) {
      const sum = contributions.subarray(i * cells.featureCount, (i + 1) * cells.featureCount);
      expect(sum.reduce((a, b) => a + b, 0)).toBeCloseTo(logit[i] - baseline, 10);
    }
  });

  it('is learned from a share of the customers where rows are many, whole customers together', async () => {
    const many = simulatedRows(12_000, 3, 2);
    const { rows, floor } = await fitFloor(floorRows(fitEncoding(many.table, 16), many, 1), 1);
    expect(Math.abs(rows - 20_000)).toBeLessThan(500);
    expect(rows % 2).toBe(0);
    expect(Number.isFinite(floor.smearing)).toBe(true);
  });

  it('scores bitwise as before when saved and loaded', () => {
    const { saved, bytes } = saveFloor(fitted.floor);
    expect(bytes.length).toBe(floorByteCount(encoding.tableRows));
    expect(loadFloor(JSON.parse(JSON.stringify(saved)), encoding.tableRows, bytes)).toEqual(fitted.floor);
  });

  it('is the same for the same seed', async () => {
    expect(await fitFloor(floorRows(encoding, train, 1), 1)).toEqual(fitted);
  });
});
