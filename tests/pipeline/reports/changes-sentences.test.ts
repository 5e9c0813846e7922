import { expect, it } from 'vitest';
import { changesSentences } from '../../../pipeline/reports/sentences/changes-sentences.ts';

const one = {
  ...{ name: 'spring', new: 3, gone: 2, moved: 0, stayed: 40, higher: 0, lower: 0 },
  whyNew: { not_listed_before: 2, touched_recently: 1 },
  whyGone: { beyond_list_size: 1, opted_out: 1 },
};

it('says nothing of a first list', () => {
  expect(changesSentences({ changes: null })).toEqual([]);
});

it('counts who came and went, and why', () => {
  expect(changesSentences({ changes: { comparedWith: '2026-01-01', campaigns: [one] } })).toEqual([
    'Since the list of 2026-01-01: 3 new (2 beyond the list size then, 1 contacted recently), 2 gone (1 beyond the list size, 1 opted out), 40 stayed.',
  ]);
});

it('names the campaigns where there are several, and says what moved', () => {
  const other = {
    ...one,
    name: 'vip',
    new: 0,
    gone: 0,
    moved: 1,
    higher: 5,
    lower: 7,
    whyNew: {},
    whyGone: {},
  };
  const said = changesSentences({ changes: { comparedWith: '2026-01-01', campaigns: [one, other] } });
  expect(said[1]).toBe(
    'Since the list of 2026-01-01, vip: 0 new, 0 gone, 1 with another campaign or play, 40 stayed; listed on both dates: 5 higher, 7 lower.',
  );
});

it('says of those who moved that they rank higher, never of those who stayed, where nobody did', () => {
  const moved = { ...one, moved: 5, stayed: 0, higher: 3, lower: 2 };
  const [said] = changesSentences({ changes: { comparedWith: '2026-01-01', campaigns: [moved] } });
  expect(said).toContain('0 stayed; listed on both dates: 3 higher, 2 lower.');
  const [alone] = changesSentences({
    changes: { comparedWith: '2026-01-01', campaigns: [{ ...moved, moved: 0, stayed: 5 }] },
  });
  expect(alone).toContain('5 stayed (3 higher, 2 lower).');
});
