import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../contracts/config/config.ts';
import { explore } from '../../../pipeline/targeting/explore.ts';
import { fillLists } from '../../../pipeline/targeting/fill-lists.ts';
import { readPlayRoom } from '../../../pipeline/targeting/play-room.ts';
import { candidate, draw, filling, selection } from './fixtures.ts';
import { openRanked } from './open-ranked.ts';

const asOf = '2026-01-01';
const call = { name: 'Call', channel: 'phone', when: ['support'], cost: 1, perWeek: 2 };
const note = { name: 'Note', channel: 'email', when: ['usage'], cost: 1 };
const because = (...groups: string[]) =>
  groups.map((group) => ({ group, feature: 'f', text: 'why', contribution: 1 })) as never;
const crowd = (n: number, groups: string[], from = 0) =>
  Array.from({ length: n }, (_, i) =>
    candidate({
      customer_id: `c${from + i}`,
      clv_if_kept: 500 - from - i,
      clv_if_lost: 0,
      reasons: because(...groups),
    }),
  );
const over = (plays: object[], more: object = {}) => ({
  plays,
  savedShare: 1,
  listSize: 20,
  holdout: { share: 0 },
  ...more,
});
const fill = (plays: object[], room: readonly (readonly [string, number])[], more: object = {}) => ({
  ...filling(over(plays, more), asOf),
  room: new Map(room),
});

describe('a play that can make so many contacts a week', () => {
  it('goes to those with most to save; the next play that answers takes the others, and the rest are left out with the rule', () => {
    const people = [...crowd(4, ['support']), ...crowd(2, ['support', 'usage'], 4)];
    const { listed, suppressed, lists } = fillLists(people, [fill([call, note], [['Call', 2]])]);
    expect(listed.map(({ customer, play }) => [customer.customer_id, play?.name])).toEqual([
      ['c0', 'Call'],
      ['c1', 'Call'],
      ['c4', 'Note'],
      ['c5', 'Note'],
    ]);
    expect(suppressed.map(({ customer, suppression }) => [customer.customer_id, suppression.rule])).toEqual([
      ['c2', 'play_full'],
      ['c3', 'play_full'],
    ]);
    expect(suppressed[0]!.suppression).toEqual({
      rule: 'play_full',
      explanation:
        'Call can make 2 contacts a week, and others were given what the lists of this week have left of that',
      until: '2026-01-08',
    });
    expect(lists[0]!.isFull).toBe(false);
  });

  it('is never asked for more, over lists, budgets, lots and held-out customers, and again the same', async () => {
    const person = fc.tuple(
      fc.constantFrom(['support'], ['usage'], ['support', 'usage']),
      fc.integer({ min: 5, max: 400 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { maxLength: 25 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom({}, { budget: { contacts: 8 } }, { holdout: { share: 0.5 } }, { listSize: 5 }),
        async (said, perWeek, more) => {
          const people = said.map(([groups, kept], i) =>
            candidate({
              customer_id: `c${i}`,
              clv_if_kept: kept,
              clv_if_lost: 0,
              reasons: because(...groups),
            }),
          );
          const plays = [{ ...call, perWeek }, note];
          const request = fill(plays, [['Call', perWeek]], more);
          const half = {
            ...request,
            campaign: { ...request.campaign, name: 'other', eligible: { clv: { atLeast: 1e9 } } },
          };
          const filled = fillLists(people, [half, request], {
            share: 0.5,
            others: 25,
            customers: people.slice(0, 9),
          });
          const contacts = [...filled.listed, ...filled.explored]
            .filter(({ play }) => play?.name === 'Call')
            .reduce((sum, { campaign }) => sum + 1 - campaign.holdout.share, 0);
          expect(contacts).toBeLessThanOrEqual(perWeek + 1e-6);
          const first = await draw(selection(people), over(plays, more));
          const again = await draw(first.drawn.selection, over(plays, more), first);
          expect(again.lists.atRisk).toEqual(first.lists.atRisk);
        },
      ),
      { numRuns: 20, seed: 8 },
    );
  });

  it('does not count whom a list of the last week has planned a contact for already', () => {
    const drawn = (as_of: string) => ({
      ...{
        customer_id: 'c0',
        campaign: 'this-week',
        term: 1,
        arm: 'contact' as const,
        as_of,
        arm_until: '2026-03-01',
      },
      ...{ stratum: 1, share: 0.5, run: 'q', draw: 1 },
    });
    const on = (as_of: string) => {
      const [one, ...others] = crowd(3, ['support']);
      const people = [{ ...one!, draws: [drawn(as_of)] }, ...others];
      return fillLists(people, [fill([call], [['Call', 1]])]).listed.map(
        ({ customer }) => customer.customer_id,
      );
    };
    expect(on('2025-12-30')).toEqual(['c0', 'c1']);
    expect(on('2025-12-20')).toEqual(['c0']);
  });

  it('has left what the lists of the last seven days have not taken, whosever they were', async () => {
    const row = (customer_id: string, as_of: string, play: string | null, share: number) => ({
      ...{ customer_id, campaign: 'spring', arm: 'contact', as_of, arm_until: '2026-03-01', play },
      ...{ share, term: 1, stratum: 1, run: 'q', draw: 1 },
    });
    const { warehouse } = await openRanked([{ id: 'a', churn: 0.5, kept: 1 }], {}, [
      row('a', '2025-12-26', 'Call', 0.5),
      row('b', '2025-12-31', 'Call', 0.2),
      row('c', '2025-12-25', 'Call', 0),
      row('d', asOf, 'Call', 0),
      row('e', '2025-12-30', null, 0),
    ]);
    const plays = configSchema.shape.targeting.parse({
      plays: [call, note, { ...call, name: 'Visit', perWeek: 3 }],
    }).plays!;
    const room = await readPlayRoom(warehouse, plays, asOf);
    await warehouse.close();
    const { warehouse: unused } = await openRanked([{ id: 'a', churn: 0.5, kept: 1 }], {});
    expect([...(await readPlayRoom(unused, plays, asOf))]).toEqual([
      ['Call', 2],
      ['Visit', 3],
    ]);
    await unused.close();
    expect([...room].map(([name, left]) => [name, Math.round(100 * left) / 100])).toEqual([
      ['Call', 0.7],
      ['Visit', 3],
    ]);
  });

  it('of no contacts is refused, and by lot it is asked for no more either', () => {
    expect(
      configSchema.shape.targeting.safeParse({ plays: [{ ...call, perWeek: 0 }] }).error!.issues[0]!.message,
    ).toMatch(/at most 0 contacts a week: leave the play out/);
    const people = crowd(5, ['support']);
    const said = explore({ customers: people }, fill([call], [['Call', 2]]), new Set());
    expect(said).toHaveLength(2);
  });
});
