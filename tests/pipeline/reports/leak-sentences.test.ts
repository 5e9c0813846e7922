import { describe, expect, it } from 'vitest';
import type { Leak, Suspect } from '../../../models/quality.ts';
import { leakSentence, suspectSentence } from '../../../pipeline/reports/sentences/leak-sentences.ts';

const figures = { column: 'status', figure: 0.97, bound: 0.961, limit: 0.95, rows: 1900 };
const ranks = { ...figures, sign: 'ranks' } as const;
const decides = { ...figures, sign: 'decides', figure: 1, bound: 0.98004, limit: 0.98 } as const;
const drifts = { ...figures, sign: 'drifts', bound: 0.2, limit: 0.15, elsewhere: 0.61 } as const;

describe('what is wrong with a column', () => {
  it('has the bound above the limit that it passed, in figures too', () => {
    expect(leakSentence(ranks)).toBe(
      'status: alone it predicts who left: AUC 0.970 on 1,900 later rows, at least 0.961, above 0.950.',
    );
    expect(leakSentence({ ...ranks, bound: 0.95032 })).toMatch(/at least 0\.9503, above 0\.9500\.$/);
  });

  it.each<[Extract<Leak, { sign: 'decides' }>['group'], string]>([
    [{ kind: 'missing' }, 'it is missing'],
    [{ kind: 'filled' }, 'it is filled'],
    [{ kind: 'range', low: 1, high: 1 }, 'it is 1'],
    [{ kind: 'range', low: 0.041666, high: 12_345.6 }, 'it is 0.04167 to 12,350'],
    [{ kind: 'level', level: 'closed' }, 'it is "closed"'],
    [{ kind: 'rare' }, 'it has a rare value'],
    [{ kind: 'levels', count: 3 }, 'it has one of 3 values'],
    [{ kind: 'product', of: ['months', 'price'], equal: true }, 'it equals months × price'],
    [{ kind: 'product', of: ['months', 'price'], equal: false }, 'it does not equal months × price'],
  ])('names the rows that decide: %o', (group, words) => {
    expect(leakSentence({ ...decides, group })).toBe(
      `status: where ${words}, 100.0% of 1,900 later rows left (at least 98.004%, above 98.000%), a jump from neighbouring values.`,
    );
  });

  it('says on which rows a column is strong that tells something else elsewhere', () => {
    expect(leakSentence({ ...drifts, strongOn: 'train' })).toMatch(
      /AUC 0\.970 on training rows, 0\.610 on later rows, a gap of at least 0\.200, above 0\.150/,
    );
    expect(leakSentence({ ...drifts, strongOn: 'later' }, 'other rows')).toMatch(
      /AUC 0\.970 on other rows, 0\.610 on training rows/,
    );
  });

  it('repeats why a name is that of an outcome', () => {
    expect(leakSentence({ ...figures, sign: 'named', why: 'a status as of the export' }, 'other rows')).toBe(
      'status: a status as of the export, and alone it predicts better than any other column: AUC 0.970 on 1,900 other rows, at least 0.961, above 0.950.',
    );
  });
});

describe('a column to ask about', () => {
  const suspect: Suspect = {
    column: 'region',
    because: 'carries',
    auc: 0.943,
    low: 0.931,
    high: 0.955,
    rows: 3000,
    model: 0.989,
    named: null,
  };

  it('is said with what it tells beside what the model tells', () => {
    expect(suspectSentence(suspect)).toBe(
      'region alone carries most of the model’s information: AUC 0.943 (0.931 to 0.955) alone on 3,000 later rows, 0.989 with all features.',
    );
    expect(suspectSentence({ ...suspect, named: 'a status' })).toMatch(
      /features, and by its name a status\.$/,
    );
  });

  it('is not accused for its name', () => {
    expect(suspectSentence({ ...suspect, because: 'named', named: 'a status' }, 'other rows')).toBe(
      'region may contain information from afterwards: a status; AUC 0.943 (0.931 to 0.955) alone on 3,000 other rows do not clear it.',
    );
  });
});
