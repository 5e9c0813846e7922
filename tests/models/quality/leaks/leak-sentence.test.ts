import { describe, expect, it } from 'vitest';
import { type Leak, leakSentence } from '../../../../models/quality/leaks/leak.ts';

const leak = (changed: Partial<Leak>): Leak => ({
  column: 'status',
  sign: 'ranks',
  figure: 0.97,
  bound: 0.961,
  limit: 0.95,
  rows: 900,
  detail: '',
  ...changed,
});

describe('what is wrong with a column', () => {
  it('has the bound above the limit that it passed, in figures too', () => {
    expect(leakSentence(leak({}))).toBe(
      'status: alone it tells who left: AUC .970 on 900 later rows, at least .961, above .950.',
    );
    expect(leakSentence(leak({ bound: 0.95032 }))).toMatch(/at least \.9503, above \.9500\.$/);
    const group = leak({ sign: 'decides', figure: 1, bound: 0.98004, limit: 0.98, detail: 'it is 1' });
    expect(leakSentence(group)).toMatch(
      /where it is 1, 100\.0% of 900 .* \(at least 98\.004%, above 98\.000%\)/,
    );
  });
});
