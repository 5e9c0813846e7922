import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../contracts/config/config.ts';
import { explore } from '../../../pipeline/targeting/explore.ts';
import { fillList } from '../../../pipeline/targeting/fill-list.ts';
import { fillLists } from '../../../pipeline/targeting/fill-lists.ts';
import { nothingSpent, resourcesOf } from '../../../pipeline/targeting/spend.ts';
import { candidate, draw, filling, selection } from './fixtures.ts';

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
const fill = (
  plays: object[],
  left: readonly (readonly [string, number])[],
  more: object = {},
  given: readonly string[] = [],
) => ({
  ...filling(over(plays, more), asOf),
  room: { left: new Map(left), given: new Map([['Call', new Set(given)]]) },
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
      explanation: 'Call can make 2 contacts a week, and the rest of them went to other customers',
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
          const calls = [...filled.listed, ...filled.explored].filter(({ play }) => play?.name === 'Call');
          expect(calls.length).toBeLessThanOrEqual(perWeek);
          const first = await draw(selection(people), over(plays, more));
          const again = await draw(first.drawn.selection, over(plays, more), first);
          expect(again.lists.atRisk).toEqual(first.lists.atRisk);
        },
      ),
      { numRuns: 20, seed: 8 },
    );
  });

  const gain = fc.integer({ min: -20, max: 80 }).map((points) => points / 100);
  const person = fc.record({
    groups: fc.constantFrom(['support'], ['usage'], ['support', 'usage']),
    kept: fc.integer({ min: 5, max: 400 }),
    gains: fc.tuple(gain, gain),
  });
  const budgets = fc.constantFrom(
    { contacts: 3 },
    { contacts: 8 },
    { money: 6 },
    { channels: { phone: 2 } },
    { channels: { phone: 1, email: 1 } },
    { hours: 0.5 },
  );

  it.each([
    ['value at risk', null],
    ['gains', { plays: [{ plays: ['Call'] }, { plays: ['Note'] }] } as never],
  ])(
    'leaves nobody out as full while the play has room, where a budget chooses by %s; with room and budget left they are listed',
    (_, learned) => {
      const seen = { full: 0, next: 0 };
      fc.assert(
        fc.property(
          fc.array(person, { minLength: 4, maxLength: 25 }),
          fc.integer({ min: 1, max: 6 }),
          fc.integer({ min: 1, max: 6 }),
          fc.integer({ min: 1, max: 12 }),
          budgets,
          (said, left, notes, listSize, budget) => {
            const people = said.map(({ groups, kept, gains }, i) =>
              candidate({
                customer_id: `c${i}`,
                clv_if_kept: kept,
                clv_if_lost: 0,
                reasons: because(...groups),
                ...(learned === null ? {} : { savable: kept, gain_0: gains[0], gain_1: gains[1] }),
              }),
            );
            const plays = [
              { ...call, minutes: 10, perWeek: left },
              { ...note, minutes: 3, perWeek: notes },
            ];
            const room = [
              ['Call', left],
              ['Note', notes],
            ] as const;
            const made = fill(plays, room, { listSize });
            const request = { ...made, learned, campaign: { ...made.campaign, budget } };
            const { listed, suppressed, next } = fillList(people, request);
            const used = (name: string) => listed.filter(({ play }) => play?.name === name);
            const free = new Map<string, number>(
              room.map(([name, most]) => [name, most - used(name).length]),
            );
            for (const most of free.values()) expect(most).toBeGreaterThanOrEqual(0);
            const fits = (name: string) =>
              listed.length < listSize &&
              resourcesOf(budget, nothingSpent).every(({ left: limit, taken }) => {
                const contacts = [
                  ...listed.map(({ play }) => play!),
                  plays.find((one) => one.name === name)!,
                ];
                const all = contacts.map(({ cost, minutes = 0, channel }) =>
                  taken({ cost, minutes, channel }),
                );
                return all.reduce((sum, one) => sum + one, 0) <= limit + 1e-9;
              });
            for (const { customer, suppression } of suppressed) {
              expect(suppression.rule).toBe('play_full');
              const name = suppression.explanation.split(' ')[0]!;
              expect(free.get(name), customer.customer_id).toBe(0);
              seen.full++;
            }
            const ids = [...listed, ...suppressed].map(({ customer }) => customer.customer_id);
            const after = next.map(({ customer_id: id }) => id);
            expect(new Set([...ids, ...after]).size).toBe(ids.length + after.length);
            for (const one of next) {
              const onlyCall = one.reasons!.length === 1 && one.reasons![0]!.group === 'support';
              if (learned === null && onlyCall) expect(free.get('Call')! > 0 && fits('Call')).toBe(false);
              seen.next++;
            }
          },
        ),
        { numRuns: 150, seed: 5 },
      );
      expect(seen.full).toBeGreaterThan(50);
      expect(seen.next).toBeGreaterThan(50);
    },
  );

  it('does not count whom the lists of this week have given it already', () => {
    const { listed } = fillLists(crowd(4, ['support']), [fill([call], [['Call', 1]], {}, ['c0', 'c2'])]);
    expect(listed.map(({ customer }) => customer.customer_id)).toEqual(['c0', 'c1', 'c2']);
  });

  it('is given to no more where a budget prefers it to what pays best', () => {
    const people = crowd(6, ['support', 'usage']).map((one) => ({
      ...one,
      ...{ savable: 100, gain_0: 0.4, gain_1: 0.6 },
    }));
    const learned = { plays: [{ plays: ['Call'] }, { plays: ['Note'] }] } as never;
    const two = [{ ...call, perWeek: 1 }, note];
    const request = {
      ...fill(two, [['Call', 1]]),
      learned,
      campaign: { ...filling(over(two)).campaign, budget: { channels: { email: 2 } } },
    };
    const { listed } = fillLists(people, [request]);
    expect(listed.map(({ play }) => play?.name).sort()).toEqual(['Call', 'Note', 'Note']);
  });

  it('of no contacts is refused, and by lot it is asked for no more either', () => {
    expect(
      configSchema.shape.targeting.safeParse({ plays: [{ ...call, perWeek: 0 }] }).error!.issues[0]!.message,
    ).toMatch(/0 contacts a week: leave the play out/);
    const people = crowd(5, ['support']);
    const said = explore({ customers: people }, fill([call], [['Call', 2]]), new Set());
    expect(said).toHaveLength(2);
  });
});
