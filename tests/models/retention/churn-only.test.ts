import { beforeAll, describe, expect, it } from 'vitest';
import { ensembleManifest } from '../../../models/retention/ensemble/save-ensemble.ts';
import { growTrees } from '../../../models/retention/ensemble/trees-ahead.ts';
import { fitEnsembleModel, loadEnsembleModel } from '../../../models/retention/ensemble-model.ts';
import type { FittedModel } from '../../../models/types.ts';
import { modelNotes } from '../../../pipeline/reports/sentences/model/model-notes.ts';
import { areaUnderCurve, simulatedRows } from '../simulated-rows.ts';

/** A network that trains in a second. */
const small = { epochs: 6, batch: 64 };
const train = simulatedRows(1500, 1);
const later = simulatedRows(1000, 2);
const unknown = (rows: number) => new Float64Array(rows).fill(Number.NaN);
let fitted: FittedModel;

beforeAll(async () => {
  fitted = await fitEnsembleModel(train, later, { seed: 1, churnOnly: true }, small);
});

describe('an ensemble of churn alone', () => {
  it('ranks who leaves nearly as the truth would', () => {
    const truth = areaUnderCurve(later.trueChurn, later.churned);
    expect(areaUnderCurve(fitted.later.churn, later.churned)).toBeGreaterThan(truth - 0.02);
  });

  it('says nothing of value: not known, in every column and every row', () => {
    const predicted = fitted.model.predict(later.table);
    for (const { value, valueP10, valueP50, valueP90, valueIfKept, valueIfLost } of [fitted.later, predicted])
      for (const column of [value, valueP10, valueP50, valueP90, valueIfKept, valueIfLost])
        expect(column.every(Number.isNaN)).toBe(true);
    expect(predicted.churn.every((p) => p > 0 && p < 1)).toBe(true);
    expect(predicted.churnLow.every((low, i) => low <= predicted.churn[i])).toBe(true);
  });

  it('neither reads values nor needs them', async () => {
    const options = { seed: 1, churnOnly: true };
    const blank = await fitEnsembleModel(
      { ...train, value: unknown(train.table.rowCount) },
      { ...later, value: unknown(later.table.rowCount) },
      { ...options, trees: growTrees(train, options) },
      small,
    );
    expect(blank.model.save().weights).toEqual(fitted.model.save().weights);
    expect(blank.later.churn).toEqual(fitted.later.churn);
  });

  it('scores alike after a round through JSON, and explains', async () => {
    const { manifest, weights } = fitted.model.save();
    const loaded = await loadEnsembleModel({ manifest: JSON.parse(JSON.stringify(manifest)), weights });
    expect(loaded.predict(later.table)).toEqual(fitted.model.predict(later.table));
    const { contributions, logit, baseline } = loaded.explain(later.table, [7]);
    expect(contributions.reduce((sum, c) => sum + c, 0)).toBeCloseTo(logit[0] - baseline, 3);
    expect(manifest.valueUnit).toBeNull();
    expect(modelNotes(ensembleManifest({ manifest, weights })).join('\n')).not.toMatch(/value/i);
  });

  it('without being asked for, rows without any value are refused as before', async () => {
    const blank = { ...train, value: unknown(train.table.rowCount) };
    await expect(fitEnsembleModel(blank, later, { seed: 1 }, small)).rejects.toThrow(/known value/);
  });
});
