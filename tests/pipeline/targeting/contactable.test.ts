import { expect, it } from 'vitest';
import { everContactable, findContactable } from '../../../pipeline/targeting/contactable.ts';
import { candidate, limits, standing } from './fixtures.ts';
import { harmed, openRanked } from './open-ranked.ts';

const harm = 'a call changed the retention of such customers by −7 points';

it('whom contact is shown to drive away no plan of a campaign counts on, and without what was taught all', async () => {
  const people = ['a', 'b', 'c'].map((id) => ({ id, churn: 0.9, kept: 100 }));
  const customers = people.map(({ id }) => ({
    ...{ customer_id: id, joined_at: '2025-01-01', known_at: '2025-01-01', contact_consent: true },
  }));
  const { warehouse, store, request } = await openRanked(people, { customers });
  try {
    await warehouse.create('ranked_harmed', harmed('b'));
    const asked = {
      ...request,
      ranked: 'ranked_harmed',
      campaign: standing(),
      asOf: '2026-01-01',
      prefix: 'x/',
    };
    const taught = await findContactable(warehouse, store, {
      ...asked,
      learned: ['is_harmed'],
      limits: { ...limits(), harm },
    });
    expect(taught).toMatchObject({ candidates: 3, eligible: 3, looked: 3, waiting: [] });
    expect(taught.barred).toEqual([{ rule: 'do_not_disturb', customers: 1 }]);
    expect(taught.free.map(({ customer_id: id }) => id).sort()).toEqual(['a', 'c']);
    const untaught = await findContactable(warehouse, store, { ...asked, limits: limits() });
    expect([untaught.barred, untaught.free.length]).toEqual([[], 3]);
  } finally {
    await warehouse.close();
  }
});

it('nor does the outlook of a list', () => {
  const customers = ['a', 'b'].map((id) => candidate({ customer_id: id, is_harmed: id === 'b' }));
  const judging = { campaign: standing(), asOf: '2026-01-01' };
  const ids = (of: ReturnType<typeof limits>) =>
    everContactable(customers, { ...judging, limits: of }).map(({ customer_id: id }) => id);
  expect(ids({ ...limits(), harm })).toEqual(['a']);
  expect(ids(limits())).toEqual(['a', 'b']);
});
