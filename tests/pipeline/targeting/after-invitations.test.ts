import fc from 'fast-check';
import { expect, it } from 'vitest';
import { promotersSchema } from '../../../contracts/config/promoters.ts';
import { globalControlOf } from '../../../pipeline/targeting/campaign.ts';
import { drawInvited, invitedLister } from '../../../pipeline/targeting/promoters/draw-invited.ts';
import { referralsOf } from '../../../pipeline/targeting/promoters/invite.ts';
import type { SelectedCustomer } from '../../../pipeline/targeting/selected-customer.ts';
import { withDraws } from '../../../pipeline/targeting/with-draws.ts';
import { candidate, draw, limits, selection, targeting } from './fixtures.ts';

const asOf = '2026-01-01';
const drawing = referralsOf(promotersSchema.parse({ holdout: { share: 0.5 } }));
const plays = [
  { name: 'Leave alone', channel: 'none', when: ['touches'] },
  { name: 'Call', channel: 'phone', when: ['support'], cost: 1 },
];
const because = (group: string) => [{ group, feature: 'f', text: 'why', contribution: 1 }] as never;

/** Customers in their order; of each what their reasons are about, and what they are worth. */
const crowd = (said: readonly (readonly [group: string, kept: number])[]): SelectedCustomer[] =>
  said.map(([group, kept], i) =>
    candidate({ customer_id: `c${i}`, clv_if_kept: kept, clv_if_lost: 0, reasons: because(group) }),
  );

/** Makes the lists, draws invitations among those on none of them, and makes the lists again of what the ledger then holds. */
async function madeTwice(people: readonly SelectedCustomer[], promoters: ReadonlySet<string>, over: object) {
  const config = { listSize: 3, savedShare: 1, plays, ...over };
  const first = await draw(selection(people), config);
  const listed = new Set(
    first.drawn.selection.candidates.filter(({ draws }) => draws.length > 0).map((one) => one.customer_id),
  );
  const free = first.drawn.selection.candidates.filter(
    ({ customer_id: id }) => promoters.has(id) && !listed.has(id),
  );
  const invited = await drawInvited(first.store, free, {
    ...{ asOf, size: 10, run: 'abc123', limits: limits(config), drawing, file: 1, counts: new Map() },
    globalControl: globalControlOf({ targeting: targeting(config) }),
    listerOf: invitedLister(drawing, asOf),
  });
  const known = new Set(first.drawn.selection.candidates.flatMap(({ draws }) => draws));
  const late = invited.draws.filter((one) => !known.has(one));
  const drawn = withDraws(first.drawn.selection, late);
  const {
    store,
    drawn: { counts },
  } = first;
  const again = await draw(drawn, config, { store, counts });
  return { first, again, late };
}

it('a list that is made again after its invitations were drawn says the same of the same customers', async () => {
  const people = crowd(Array.from({ length: 8 }, (_, i) => ['support', 100 - i]));
  const { first, late, again } = await madeTwice(people, new Set(['c3', 'c5']), {});
  expect(late.filter(({ campaign }) => campaign === 'referrals')).toHaveLength(2);
  expect(again.lists).toEqual(first.lists);
});

it('whoever the invited are, and whatever their plays say', async () => {
  const person = fc.tuple(fc.constantFrom('support', 'touches', 'usage'), fc.integer({ min: 1, max: 200 }));
  let invitations = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 9 }),
      fc.uniqueArray(fc.nat({ max: 8 }), { maxLength: 5 }),
      fc.constantFrom({}, { globalControl: { share: 0.4 } }, { budget: { contacts: 2 } }),
      async (said, promoters, over) => {
        const asked = new Set(promoters.map((i) => `c${i}`));
        const { first, late, again } = await madeTwice(crowd(said), asked, over);
        invitations += late.length;
        expect(again.lists).toEqual(first.lists);
        expect(again.drawn.selection.candidates.flatMap(({ draws }) => draws)).toHaveLength(
          first.drawn.selection.candidates.flatMap(({ draws }) => draws).length + late.length,
        );
      },
    ),
    { numRuns: 60, seed: 4 },
  );
  expect(invitations).toBeGreaterThan(40);
});
