import { describe, expect, it } from 'vitest';
import { unknownSpread } from '../../../models/retention/intervals/predictive.ts';
import type { LevelChoice } from '../../../models/retention/levels/choose-dates.ts';
import { notesOnRefit } from '../../../models/retention/notes.ts';

const adjustment = {
  calibrator: { method: 'platt', slope: 1, intercept: 0 } as const,
  churnSpread: null,
  level: 1,
  predictive: unknownSpread(0.2),
};
const choice = (of: Partial<LevelChoice>): LevelChoice => ({
  rule: 'half',
  missed: { all: 0.3, half: 0.2, newest: 0.25 },
  dates: 0,
  learnedFrom: 4,
  ...of,
});
const notes = (levels: { chance: LevelChoice | null; value: LevelChoice | null }, churnOnly = false) =>
  notesOnRefit({ adjustment, levels, churnOnly, left: [] }).filter((note) => note.startsWith('The level of'));

describe('what a card says of the dates that set a level', () => {
  it('is the rule, what each is expected to miss, and how far the next window may lie', () => {
    const [chance, value] = notes({
      chance: choice({}),
      value: choice({ rule: 'all', missed: { all: 0.1, half: 0.2, newest: 0.3 }, dates: 3 }),
    });
    expect(chance).toMatch(
      /chance is set by half all dates and half the newest, of 4: .* 5\.0 points about a half/,
    );
    expect(chance).toMatch(/no past date could tell/);
    expect(chance).toMatch(/In nineteen windows of twenty it lies within 9\.7 points/);
    expect(value).toMatch(/value is set by all dates .* a factor of 1\.11/);
    expect(value).toMatch(/newest date alone, a factor of 1\.35/);
    expect(value).toMatch(/told on 3 past dates/);
    expect(value).toMatch(/within a factor of 1\.22/);
  });

  it('is nothing where there was nothing to choose, nor of value where churn alone was taught', () => {
    expect(notes({ chance: null, value: null })).toEqual([]);
    expect(notes({ chance: choice({}), value: choice({}) }, true)).toHaveLength(1);
  });
});
