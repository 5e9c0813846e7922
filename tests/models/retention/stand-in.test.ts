import { beforeAll, describe, expect, it } from 'vitest';
import { applyRule } from '../../../models/quality/validation/simple-rules.ts';
import { fitEnsembleModel, loadEnsembleModel } from '../../../models/retention/ensemble-model.ts';
import { fitSimpleRules } from '../../../models/retention/rules/fit-rules.ts';
import type { FittedModel } from '../../../models/types.ts';
import { areaUnderCurve, simulatedRows } from '../simulated-rows.ts';

const train = simulatedRows(600, 1);
const later = simulatedRows(400, 2);
const [recency, , pastValue] = fitSimpleRules(train, {
  recency: 'recency_days',
  frequency: 'tickets_30d',
  monetary: 'spend_365d',
  pastValue: 'spend_365d',
});
const standIn = () => ({
  churn: { name: recency!.name, rule: recency!.churn! },
  value: { name: pastValue!.name, rule: pastValue!.value! },
});
const quick = { members: 4, epochs: 2 };
let fitted: FittedModel;

beforeAll(async () => {
  fitted = await fitEnsembleModel(train, later, { seed: 1, refit: true, standIn }, quick);
});

describe('rules in the place of a model', () => {
  const said = [recency!, pastValue!].map((rule) => applyRule(rule, later.table));

  it('order customers as the rules do, calibrated and with intervals', () => {
    const { churn, churnLow, churnHigh, value } = fitted.model.predict(later.table);
    expect(areaUnderCurve(churn, later.churned)).toBeCloseTo(
      areaUnderCurve(said[0]!.churn!, later.churned),
      9,
    );
    const ratio = value[0]! / said[1]!.value![0]!;
    value.forEach((own, i) => {
      expect(own / said[1]!.value![i]!).toBeCloseTo(ratio, 9);
      expect(churnLow[i]).toBeLessThanOrEqual(churn[i]!);
      expect(churnHigh[i]).toBeGreaterThanOrEqual(churn[i]!);
    });
    const total = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0);
    expect(total(value) / total(later.value)).toBeCloseTo(1, 0);
    expect(Math.abs(total(churn) - total(later.churned)) / 400).toBeLessThan(0.04);
  });

  it('explain by what the rules read, and add up', () => {
    const { features, contributions, logit, baseline } = fitted.model.explain(later.table, [0, 7, 31]);
    for (let i = 0; i < 3; i++) {
      const own = contributions.subarray(i * features.length, (i + 1) * features.length);
      const moved = features.filter((_, f) => own[f] !== 0);
      expect(moved.every((name) => name === 'recency_days')).toBe(true);
      expect(baseline + own.reduce((sum, c) => sum + c, 0)).toBeCloseTo(logit[i]!, 9);
    }
  });

  it('are saved with it, and named', async () => {
    const { manifest, weights } = fitted.model.save();
    const loaded = await loadEnsembleModel({ manifest: JSON.parse(JSON.stringify(manifest)), weights });
    expect(loaded.predict(later.table)).toEqual(fitted.model.predict(later.table));
    expect(manifest.standIn).toMatchObject({
      churn: { name: 'recency alone' },
      value: { name: 'past value' },
    });
  });
});
