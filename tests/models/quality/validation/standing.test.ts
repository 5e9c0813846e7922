import { describe, expect, it } from 'vitest';
import { churnStanding, valueStanding } from '../../../../models/quality/validation/standing.ts';
import { about, judgedChurn, judgedValue, ruleBehind } from '../../../support/judged-model.ts';

const recency = (auc: number, difference: number, reach = 0.01) =>
  ruleBehind('recency alone', auc, about(difference, reach));
const churn = (auc: number, reach: number, rules = [recency(0.7, auc - 0.7, 0.05)]) =>
  churnStanding(judgedChurn({ auc: about(auc, reach), rules }), 'recency alone');

describe('by who leaves', () => {
  it('the model ranks where it is above chance and behind no rule beyond chance', () => {
    expect(churn(0.8, 0.02, [recency(0.7, 0.1)])).toMatchObject({ ranks: 'model', because: 'ahead' });
    expect(churn(0.705, 0.02)).toMatchObject({ ranks: 'model', because: 'level', rule: null });
    expect(churn(0.68, 0.02)).toMatchObject({ ranks: 'model', because: 'level' });
  });

  it('a rule ranks where the model is behind it, or no better than chance', () => {
    expect(churn(0.625, 0.02, [recency(0.77, -0.145)])).toMatchObject({
      ranks: 'rule',
      because: 'behind',
      rule: 'recency alone',
    });
    for (const auc of [0.444, 0.34, 0.505])
      expect(churn(auc, 0.07)).toMatchObject({ ranks: 'rule', because: 'chance', rule: 'recency alone' });
  });

  it('of several rules the best does that is itself above chance', () => {
    const rules = [
      recency(0.7, -0.1),
      ruleBehind('recency, frequency, money', 0.74, about(-0.14)),
      { ...ruleBehind('survival by tenure', 0.76, about(-0.16)), auc: about(0.76, 0.3) },
    ];
    expect(churn(0.6, 0.02, rules)).toMatchObject({ rule: 'recency, frequency, money' });
  });

  it('nobody ranks where nothing is above chance', () => {
    const weak = { ...recency(0.52, 0), auc: about(0.52, 0.05) };
    expect(churn(0.51, 0.06, [weak])).toMatchObject({ ranks: 'nobody', because: 'chance', rule: null });
    expect(churn(0.51, 0.06, [])).toMatchObject({ ranks: 'nobody' });
  });

  it('the plainest rule ranks where too few left or stayed, and nobody where there is no rule', () => {
    for (const churners of [0, 9, 991, 1000])
      expect(churnStanding(judgedChurn({ churners }), 'recency alone')).toMatchObject({
        ranks: 'rule',
        because: 'few',
        rule: 'recency alone',
        figures: null,
      });
    expect(churnStanding(null, 'recency alone').ranks).toBe('rule');
    expect(churnStanding(null, null)).toMatchObject({ ranks: 'nobody', because: 'few' });
    expect(churnStanding(judgedChurn({ churners: 10 }), 'recency alone').ranks).toBe('model');
  });
});

describe('by who brings more', () => {
  const pastValue = (gini: number, difference: number) => ({
    name: 'past value',
    normalisedGini: about(gini),
    spearman: about(gini),
    decileError: about(0.1),
    difference: { normalisedGini: about(difference), spearman: about(0), decileError: about(0) },
  });
  const value = (gini: number, reach: number, rules = [pastValue(0.7, gini - 0.7)]) =>
    valueStanding(judgedValue({ normalisedGini: about(gini, reach), rules }));

  it('past value ranks where the model is behind it, or no better than chance', () => {
    expect(value(0.6, 0.02)).toMatchObject({ ranks: 'rule', because: 'behind', rule: 'past value' });
    expect(value(0.02, 0.05)).toMatchObject({ ranks: 'rule', because: 'chance', rule: 'past value' });
    expect(value(0.72, 0.02)).toMatchObject({ ranks: 'model', because: 'ahead' });
  });

  it('where nothing tells, the model’s level stays, and it is said', () => {
    expect(value(0.02, 0.05, [pastValue(0.005, 0)])).toMatchObject({ ranks: 'model', because: 'chance' });
    expect(valueStanding(null)).toMatchObject({ ranks: 'model', because: 'few' });
  });
});
