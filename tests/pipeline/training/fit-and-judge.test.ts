import { beforeAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../../models/numerics.ts';
import { auc } from '../../../models/quality.ts';
import { fitSimpleRules } from '../../../models/retention.ts';
import type { LearningSet } from '../../../models/types.ts';
import { fitAndJudge, type JudgedFit, modelAuc } from '../../../pipeline/training/fit-and-judge.ts';
import { simulatedRows } from '../../models/simulated-rows.ts';

/**
 * Rows with two columns more: one that followed the outcome, and what they brought, in training, and says the opposite later, as
 * after a campaign that turned the tables; and days since the last order, which stay what they are.
 */
function turned(customers: number, seed: number, asOf: number, sign: number): LearningSet {
  const rows = simulatedRows(customers, seed);
  const random = randomStream(seed, 'turned');
  const luring = rows.churned.map(
    (left, i) => sign * (2.5 * left - Math.log1p(rows.value[i]!)) + random.normal(),
  );
  const idle = rows.churned.map((left) => Math.max(0, 20 + 25 * left + 15 * random.normal()));
  const columns = [
    ...rows.table.columns.filter(({ kind }) => kind === 'category'),
    ...rows.table.columns.filter(({ name }) => name === 'spend_365d'),
    { kind: 'number', name: 'luring', values: luring } as const,
    { kind: 'number', name: 'idle_days', values: idle } as const,
  ];
  return { ...rows, table: { rowCount: customers, columns }, asOf: new Int32Array(customers).fill(asOf) };
}

const rows = turned(700, 1, 20_000, 1);
const later = turned(500, 2, 20_060, -1);
const rules = fitSimpleRules(rows, {
  recency: 'idle_days',
  frequency: 'idle_days',
  monetary: 'spend_365d',
  pastValue: 'spend_365d',
});

describe('a model that what it learned from misled', () => {
  let judged: JudgedFit;
  beforeAll(async () => {
    const options = { seed: 1, refit: true };
    judged = await fitAndJudge({ rows, later, rules, options, listShare: 0.1, seed: 1 });
  });

  it('gives way to the simple rules, by churn and by value', () => {
    expect(judged.standings).toMatchObject({
      churn: { ranks: 'rule', rule: expect.stringMatching(/^recency/) },
      value: { ranks: 'rule', rule: 'past value' },
    });
    const { churn, value } = judged.standings;
    expect(churn.figures!.difference.high).toBeLessThan(0);
    expect(value.figures!.difference.high).toBeLessThan(0);
  });

  it('which then rank, are judged, and are what is published', () => {
    const named = judged.standings.churn.rule;
    const { quality, fitted } = judged;
    const own = quality.churn!.rules.find(({ name }) => name === named)!;
    expect(quality.churn!.auc.value).toBeCloseTo(own.auc.value, 2);
    expect(quality.churn!.auc.value).toBeGreaterThan(judged.standings.churn.figures!.model.value + 0.1);
    const published = fitted.model.predict(later.table);
    expect(auc(published.churn, later.churned)).toBeCloseTo(own.auc.value, 6);
    expect(quality.value!.normalisedGini.value).toBeGreaterThan(judged.standings.value.figures!.model.value);
  });

  it('and the AUC of the model itself stays the model’s', () => {
    expect(modelAuc(judged)).toBe(judged.standings.churn.figures!.model.value);
    expect(modelAuc(judged)).toBeLessThan(judged.quality.churn!.auc.value);
    const few = { ...judged.standings.churn, because: 'few', figures: null } as const;
    expect(modelAuc({ ...judged, standings: { ...judged.standings, churn: few } })).toBe(0.5);
    const ranks = { ...few, ranks: 'model', rule: null } as const;
    const own = modelAuc({ ...judged, standings: { ...judged.standings, churn: ranks } });
    expect(own).toBe(judged.quality.churn!.auc.value);
  });

  it('and their intervals are those of the next window', () => {
    expect(judged.quality.between).toMatchObject({ dates: 2 });
  });
});

describe('a model that learned what stays', () => {
  it('ranks', async () => {
    const same = turned(500, 3, 20_060, 1);
    const options = { seed: 1 };
    const { standings } = await fitAndJudge({ rows, later: same, rules, options, listShare: 0.1, seed: 1 });
    expect(standings).toMatchObject({ churn: { ranks: 'model' }, value: { ranks: 'model' } });
  });
});
