import { describe, expect, it } from 'vitest';
import { happenedSentences } from '../../../../pipeline/reports/sentences/happened-sentences.ts';
import { happenedSelect, readHappened } from '../../../../pipeline/targeting/happened/happened.ts';
import { trinoGrammar } from '../../../support/trino-grammar.ts';
import { openRanked } from '../open-ranked.ts';

const asOf = '2026-01-01';
const request = { asOf, asOfAt: '2025-12-31 23:00:00', timeZone: 'Europe/Warsaw' };

const drawn = (customer_id: string, arm: string, over: object = {}) => ({
  ...{ customer_id, arm, campaign: 'spring', term: 1, as_of: '2025-12-01', arm_until: '2026-03-01' },
  ...{ stratum: 1, share: 0.2, play: 'Note', channel: 'email', run: 'r', draw: 1 },
  ...over,
});

let touched = 0;
const touch = (customer_id: string, touched_at: string, over: object = {}) => ({
  ...{ touch_id: String(++touched), customer_id, touched_at, known_at: touched_at },
  ...{ campaign: 'spring', arm: 'contact', channel: 'E-Mail', delivered: true },
  ...over,
});

const draws = [
  ...['in-time', 'late', 'phoned', 'bounced', 'twice', 'nobody', 'early', 'other'].map((id) =>
    drawn(id, 'contact'),
  ),
  drawn('new', 'contact', { as_of: '2025-12-28' }),
  drawn('ended', 'contact', { arm_until: '2026-01-01' }),
  drawn('today', 'contact', { as_of: asOf }),
  ...['left', 'hurt', 'spoiled', 'answered'].map((id) => drawn(id, 'control')),
  drawn('member', 'control', { campaign: 'global-control' }),
];

const touches = [
  touch('in-time', '2025-12-08 22:59:59'),
  touch('late', '2025-12-08 23:00:00'), // the ninth in Warsaw
  touch('phoned', '2025-12-03', { channel: 'phone call' }),
  touch('bounced', '2025-12-03', { delivered: false }),
  touch('twice', '2025-12-02', { delivered: false }),
  touch('twice', '2025-12-04'),
  touch('early', '2025-11-30 22:59:59'), // before the day of the draw
  touch('other', '2025-12-03', { campaign: 'news' }),
  touch('ended', '2025-12-03'),
  touch('hurt', '2025-12-03'),
  touch('spoiled', '2025-12-03', { campaign: 'news' }),
  touch('answered', '2025-12-03', { campaign: 'escalations' }),
  touch('left', '2025-12-03', { arm: 'control' }),
  touch('nobody', '2025-12-31 23:30:00'), // not known yet
];

async function happened(rows: readonly object[]) {
  const { warehouse } = await openRanked(
    [{ id: 'a', churn: 0.5, kept: 100 }],
    { touches: rows as never },
    draws,
  );
  const found = await readHappened(warehouse, request);
  await warehouse.close();
  return found;
}

describe('planned against happened', () => {
  it('counts each customer of an arm that binds once, by what touches say since the day of the draw', async () => {
    const [spring, ...others] = await happened(touches);
    expect(others).toEqual([]);
    expect(spring).toEqual({
      ...{ name: 'spring', planned: 9, contacted: 4, late: 1, otherChannel: 1 },
      ...{ undelivered: 1, waiting: 1, notContacted: 3 },
      ...{ heldOut: 4, heldOutContacted: 1, heldOutByOthers: 1 },
    });
  });

  it('is the same whatever order the rows come in, and nothing where nobody was contacted', async () => {
    expect(await happened([...touches].reverse())).toEqual(await happened(touches));
    expect(await happened([])).toEqual([
      expect.objectContaining({ planned: 9, contacted: 0, waiting: 1, notContacted: 8, heldOut: 4 }),
    ]);
  });

  it('asks what Trino understands', async () => {
    expect((await trinoGrammar())(happenedSelect(request))).toEqual([]);
  });

  it('is said in words, the held out where somebody did contact them', async () => {
    expect(happenedSentences(await happened(touches))).toEqual([
      'Planned by earlier lists of spring: 9; 4 contacted (1 of them more than a week after the list, 1 by another channel than planned), 1 still to be, 1 not reached, 3 neither in the week after the list nor since.',
      'Held out from spring: 4, of whom contacted anyway: 1 by spring itself, 1 by other campaigns. That dilutes its effect.',
    ]);
    expect(happenedSentences(null)).toEqual([]);
    const fine = {
      planned: 2,
      contacted: 2,
      late: 0,
      otherChannel: 0,
      undelivered: 0,
      waiting: 0,
      notContacted: 0,
    };
    const held = { heldOut: 1, heldOutContacted: 0, heldOutByOthers: 0 };
    expect(happenedSentences([{ name: 'vip', ...fine, ...held }])).toEqual([
      'Planned by earlier lists of vip: 2; 2 contacted.',
    ]);
    const [silent] = happenedSentences(await happened([]));
    expect(silent).toBe(
      'Planned by earlier lists of spring: 9; 0 contacted, 1 still to be, 8 neither in the week after the list nor since. If they were contacted, record it in touches under the campaign spring.',
    );
  });
});
