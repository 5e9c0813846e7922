import { expect, it } from 'vitest';
import { listedOn } from '../../../pipeline/stages/beside-lists.ts';
import type { Lists } from '../../../pipeline/targeting/make-lists.ts';
import type { Selection } from '../../../pipeline/targeting/select-customers.ts';
import { candidate } from '../targeting/fixtures.ts';

const asOf = '2026-01-01';
const drawn = (customer_id: string, campaign: string, as_of = asOf) =>
  candidate({
    customer_id,
    draws: [
      {
        ...{ customer_id, campaign, as_of, arm_until: '2026-04-01', arm: 'contact' },
        ...{ term: 1, stratum: 1, share: 0.2, run: 'r', draw: 1 },
      },
    ],
  });

const listsOf = (atRisk: readonly string[]) =>
  ({
    atRisk: { rows: atRisk.map((customer_id) => ({ customer_id })) },
    winBack: { rows: [{ customer_id: 'gone' }] },
  }) as unknown as Lists;

it('what invitations drew before the run was killed keeps nobody from being invited; what campaigns drew does', () => {
  const selection = {
    candidates: [
      drawn('listed', 'this-week'),
      drawn('spring', 'spring'),
      drawn('invited', 'referrals'),
      drawn('asked-for-the-control-group', 'global-control'),
      drawn('earlier', 'this-week', '2025-12-25'),
    ],
    lot: { share: 0.1, others: 9, customers: [drawn('explored', 'this-week')] },
  } as unknown as Selection;
  const elsewhere = listedOn(asOf, selection, listsOf([]));
  expect(elsewhere).toEqual(new Set(['listed', 'spring', 'explored', 'gone']));
});

it('whoever is still on the list of a campaign that holds nobody out is on no other list of the date', () => {
  const selection = { candidates: [drawn('stayed', 'this-week', '2025-12-25')] } as unknown as Selection;
  expect([...listedOn(asOf, selection, listsOf(['stayed']))]).toEqual(['stayed', 'gone']);
});
