import { describe, expect, it } from 'vitest';
import type { Findings } from '../../flat/findings.ts';
import { notesOf } from '../../flat/notes.ts';
import type { Suspect } from '../../models/quality.ts';
import { about, judgedChurn, ruleBehind } from '../support/judged-model.ts';
import { plainModel } from '../support/plain-model.ts';

type Split = Findings['plan']['split'];

/** Four rows of three ids, the first two of one, in the parts given. */
function notes(
  part: readonly number[],
  changed: {
    split?: Split;
    churn?: ReturnType<typeof judgedChurn> | null;
    ids?: string[];
    taught?: number;
    suspects?: readonly Suspect[];
    value?: Findings['plan']['value'];
    ranks?: 'model' | 'nobody';
  } = {},
): string {
  const {
    split = { kind: 'random' },
    churn = judgedChurn(),
    ids = ['a', 'a', 'b', 'c'],
    taught = 2,
    suspects = [],
    value = null,
    ranks = 'model',
  } = changed;
  const different = [...new Set(ids)];
  return notesOf({
    ask: { mostRows: 2, keep: ['vouched'] },
    plan: { split, value, features: [], today: null },
    rows: { count: 4, ids, customer: Int32Array.from(ids, (id) => different.indexOf(id)) },
    parts: { kind: split.kind === 'random' ? 'folds' : 'parts', part: Int8Array.from(part), sentence: '' },
    leaks: [],
    suspects,
    fitted: { rows: { train: taught, calibration: 1, judged: 1 }, standing: { ranks } },
    scored: { explained: 4 },
    quality: { churn, value: null },
    saved: { manifest: { ...plainModel, valueUnit: null } },
  } as unknown as Findings).join('\n');
}
const named: Split = { kind: 'named', name: 'set', sql: '' };
const dates: Split = { kind: 'dates', name: 'day', sql: '', from: null };

const suspect = (column: string): Suspect => ({
  column,
  because: 'carries',
  auc: 0.943,
  low: 0.931,
  high: 0.955,
  rows: 900,
  model: 0.989,
  named: null,
});

describe('a column that carries most of the model', () => {
  it('is asked about, with the way out, and not where somebody vouches for it', () => {
    const said = notes([0, 0, 1, 2], { suspects: [suspect('region'), suspect('vouched')] });
    expect(said).toMatch(
      /region alone carries most of the model’s information: AUC 0\.943 .* alone on 900 other rows, 0\.989 with all features\. Was it known before the outcome\? If not: --drop "region"/,
    );
    expect(said).not.toMatch(/vouched|later rows/);
  });
});

describe('what to know of a model of a table', () => {
  it('speaks of later rows only where a date parts them', () => {
    expect(notes([0, 0, 1, 2], { split: dates })).toMatch(/Judged on later rows/);
    expect(notes([0, 1, 2, 3])).toMatch(/Judged on rows of the same table/);
    expect(notes([0, 1, 2, 3])).not.toMatch(/later rows/);
  });

  it('speaks of a sample only where not all training rows taught', () => {
    expect(notes([0, 0, 1, 2], { split: named, taught: 2 })).not.toMatch(/Trained on/);
    expect(notes([0, 0, 0, 2], { split: named, taught: 2 })).toMatch(
      /Trained on 2 of 3 training rows: --max-rows is 2\./,
    );
  });

  it('says that ids are on one side only where the split sees to it, and else where they are on both', () => {
    expect(notes([0, 0, 1, 2])).toMatch(/all rows of an id are on the same side/);
    expect(notes([0, 1, 2, 3], { ids: ['a', 'b', 'c', 'd'] })).not.toMatch(/one side/);
    const both = notes([0, 2, 1, 2], { split: named });
    expect(both).toMatch(/1 ids are in both the training and the test rows/);
    expect(both).not.toMatch(/one side/);
    expect(notes([0, 0, 1, 2], { split: named })).not.toMatch(/in both/);
  });

  it('holds the model against a logistic regression by the paired difference', () => {
    const beside = (logLoss: ReturnType<typeof about>) => {
      const rule = ruleBehind('logistic regression', 0.8, about(0.02));
      const rules = [{ ...rule, difference: { ...rule.difference, logLoss } }];
      return notes([0, 1, 2, 3], { churn: judgedChurn({ rules }) });
    };
    expect(beside(about(-0.002, 0.01))).toMatch(
      /not significantly better than that of a logistic regression/,
    );
    expect(beside(about(-0.05, 0.01))).not.toMatch(/logistic regression/);
  });

  it('speaks neither of reasons nor of how good probabilities are where all have the same', () => {
    const alike = notes([0, 1, 2, 3], { ranks: 'nobody' });
    expect(alike).toMatch(/No row has a reason: all have the same probability\./);
    expect(alike).not.toMatch(/Reasons|significantly|probabilities are/);
    expect(notes([0, 1, 2, 3])).not.toMatch(/same probability/);
  });

  it('says that churn could not be judged where it could not', () => {
    expect(notes([0, 1, 2, 3], { churn: null })).toMatch(/Churn could not be judged\./);
    expect(notes([0, 1, 2, 3])).not.toMatch(/could not be judged/);
  });
});

it('value that was asked for and cannot be judged is said, and only there', () => {
  const value = { name: 'margin', sql: '', said: '' };
  expect(notes([0, 0, 1, 2], { value })).toMatch(/Value could not be judged: .* zero or negative/);
  expect(notes([0, 0, 1, 2])).not.toMatch(/Value/);
});
