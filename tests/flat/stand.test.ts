import { describe, expect, it } from 'vitest';
import { standingOf } from '../../flat/stand.ts';
import type { Measured } from '../../models/quality.ts';
import { about, judgedChurn, ruleBehind } from '../support/judged-model.ts';

const chance = about(0.52, 0.03);

/** A model beside a logistic regression, and by how much its log loss is above that. */
function judged({
  model = about(0.8),
  logistic = 0.79,
  logLoss = about(0),
  churners = 500,
}: {
  model?: Measured;
  logistic?: number;
  logLoss?: Measured;
  churners?: number;
}) {
  const rule = ruleBehind('logistic regression', logistic, about(0.01));
  const able = { ...rule, auc: about(logistic, 0.03), difference: { ...rule.difference, logLoss } };
  return judgedChurn({ auc: model, rules: [able], churners });
}
const standing = (changed: Parameters<typeof judged>[0], weighed = false) =>
  standingOf(judged(changed), { weighed });

describe('what gives the probabilities of a flat table', () => {
  it('is the share that left where neither model nor logistic regression is better than chance', () => {
    expect(standing({ model: chance, logistic: 0.51 })).toMatchObject({
      ranks: 'nobody',
      rule: 'everybody alike',
    });
    expect(standing({ model: chance, logistic: 0.6 })).toMatchObject({
      ranks: 'rule',
      because: 'chance',
      rule: 'logistic regression',
    });
  });

  it('is the logistic regression where the model’s log loss is not lower', () => {
    expect(standing({ logLoss: about(0.001) })).toMatchObject({ ranks: 'rule', because: 'level' });
    expect(standing({ logLoss: about(0.02) })).toMatchObject({ ranks: 'rule', because: 'behind' });
    expect(standing({ logLoss: about(-0.001) })).toMatchObject({ ranks: 'model', because: 'level' });
    expect(standing({ logLoss: about(-0.02) })).toMatchObject({ ranks: 'model', because: 'ahead' });
  });

  it('and where the same rows have weighed the members, only where it is higher beyond chance', () => {
    expect(standing({ logLoss: about(0.001) }, true)).toMatchObject({ ranks: 'model', because: 'level' });
    expect(standing({ logLoss: about(0.02) }, true)).toMatchObject({ ranks: 'rule', because: 'behind' });
  });

  it('is the model where outcomes are too few to tell', () => {
    expect(standing({ model: chance, logistic: 0.51, churners: 9 })).toMatchObject({
      ranks: 'model',
      because: 'few',
    });
    expect(standingOf(null, { weighed: false })).toMatchObject({ ranks: 'model', because: 'few' });
  });
});
