import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promotersSchema } from '../../../contracts/config/promoters.ts';
import { globalControlOf } from '../../../pipeline/targeting/campaign.ts';
import { drawInvited, invitedLister } from '../../../pipeline/targeting/promoters/draw-invited.ts';
import { findPromoters, referralsOf } from '../../../pipeline/targeting/promoters/invite.ts';
import { measureReferrals } from '../../../pipeline/targeting/promoters/referrals.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, limits, targeting } from './fixtures.ts';
import { asOfAt, harmed, openRanked, type Rows } from './open-ranked.ts';

const asOf = '2026-01-01';
const config = promotersSchema.parse({ holdout: { share: 0 }, message: { en: 'Bring a friend' } });
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const people = names.map((id, i) => ({ id, churn: 0.1, kept: 100 - i }));
const person = (customer_id: string, more: object = {}) => ({
  customer_id,
  joined_at: '2025-01-01',
  known_at: '2025-01-01',
  contact_consent: true,
  ...more,
});
const answer = (customer_id: string, kind: string, score: number | null, on: string, more: object = {}) => ({
  survey_id: `${customer_id} ${kind} ${on}`,
  customer_id,
  kind,
  score,
  invited_at: on,
  answered_at: on,
  known_at: on,
  ...more,
});

async function invited(sources: Rows, over: object = {}, draws: readonly object[] = []) {
  const customers = names.map((id) => person(id));
  const { warehouse, store, request } = await openRanked(people, { customers, ...sources }, draws);
  await warehouse.create('ranked_harmed', harmed('a'));
  const found = await findPromoters(warehouse, store, {
    ...request,
    ...{ asOf, asOfAt, size: 10, limits: limits(), config, withMoods: false, language: 'en' },
    ...{ run: 'r', globalControl: null, file: draws.length === 0 ? 1 : 2, counts: new Map() },
    elsewhere: new Set(),
    prefix: 'promoters/',
    ...over,
  });
  await warehouse.close();
  return found;
}
const ids = ({ listed }: Awaited<ReturnType<typeof invited>>) => listed.rows.map((row) => row.customer_id);
const left = ({ suppressed }: Awaited<ReturnType<typeof invited>>) =>
  suppressed.rows.map((row) => [row.customer_id, row.rule, row.until]);

describe('who is invited to refer others', () => {
  it('answered at the top or wrote warmly a short time ago, and nothing bad since', async () => {
    const surveys = [
      answer('a', 'nps', 9, '2025-12-01'),
      answer('b', 'csat', 5, '2025-12-01'),
      answer('c', 'nps', 8, '2025-12-01'),
      answer('d', 'csat', 4, '2025-12-01', { sentiment: 0.9, comment: 'wonderful' }),
      answer('e', 'nps', 10, '2025-08-01'),
      answer('f', 'nps', 10, '2025-11-01'),
      answer('f', 'csat', 1, '2025-12-20'),
      answer('g', 'nps', 10, '2025-12-01'),
    ];
    const tickets = [
      { ticket_id: 't', customer_id: 'g', opened_at: '2025-11-30', known_at: '2025-11-30' },
      ...['a', 'b'].map((id) => ({
        ...{ ticket_id: `t${id}`, customer_id: id, opened_at: '2025-11-01', known_at: '2025-11-01' },
        ...{ resolved_at: '2025-11-02', sentiment: -0.9 },
      })),
    ];
    const found = await invited({ surveys, tickets });
    expect(found.listed.rows.map((row) => [row.customer_id, row.signal, row.said_on])).toEqual([
      ['a', 'nps', '2025-12-01'],
      ['b', 'csat', '2025-12-01'],
      ['d', 'words', '2025-12-01'],
    ]);
    expect(found.listed.rows[0]).toMatchObject({ rank: 1, message: 'Bring a friend', consent: 'recorded' });
    expect(found.counts).toEqual({ found: 3, listed: 3, heldOut: 0, suppressed: 0, beyondListSize: 0 });
  });

  it('may be contacted, was not asked lately, and stands in no comparison; each left out keeps the rule', async () => {
    const surveys = names.map((id) => answer(id, 'nps', 10, '2025-12-01'));
    const customers = names.map((id) => person(id, { contact_consent: id === 'b' ? null : true }));
    const touches = [
      {
        ...{ touch_id: 't', customer_id: 'c', campaign: 'referrals', arm: 'contact' },
        ...{ touched_at: '2025-09-01', known_at: '2025-09-01' },
      },
    ];
    const draw = { term: 1, stratum: 1, share: 0.2, run: 'q', draw: 1 };
    const draws = [
      { customer_id: 'd', campaign: 'spring', arm: 'control', as_of: '2025-12-20', arm_until: '2026-02-01' },
      {
        customer_id: 'e',
        campaign: 'referrals',
        arm: 'contact',
        as_of: '2025-08-01',
        arm_until: '2025-10-30',
      },
      {
        customer_id: 'f',
        campaign: 'referrals',
        arm: 'control',
        as_of: '2025-12-20',
        arm_until: '2026-03-20',
      },
    ].map((one) => ({ ...one, ...draw }));
    const found = await invited({ surveys, customers, touches }, { elsewhere: new Set(['g']) }, draws);
    expect(ids(found)).toEqual(['a']);
    expect(left(found)).toEqual([
      ['b', 'no_consent', null],
      ['c', 'already_contacted', '2026-02-28'],
      ['d', 'held_out', '2026-02-01'],
      ['e', 'already_contacted', '2026-01-28'],
      ['f', 'held_out', '2026-03-20'],
      ['g', 'on_another_list', '2026-01-02'],
    ]);
  });

  it('is nobody whom contact is shown to drive away', async () => {
    const surveys = ['a', 'b'].map((id) => answer(id, 'nps', 10, '2025-12-01'));
    const harm = { ...limits(), harm: 'Call changed the retention of the 5% by −7 points' };
    const found = await invited({ surveys }, { limits: harm, ranked: 'ranked_harmed' });
    expect([ids(found), left(found)]).toEqual([['b'], [['a', 'do_not_disturb', null]]]);
  });

  it('is told by the moods that were read, where there are any', async () => {
    const customers = names.map((id) => person(id));
    const { warehouse, store, request } = await openRanked(people, { customers });
    await warehouse.create(
      'moods_read',
      "select 'c' as customer_id, '2025-12-24 10:00:00' as written_at, 8e-1 as sentiment",
    );
    const found = await findPromoters(warehouse, store, {
      ...request,
      ...{ asOf, asOfAt, size: 10, limits: limits(), config, withMoods: true, language: 'en' },
      ...{ run: 'r', globalControl: null, file: 1, counts: new Map(), prefix: 'promoters/' },
    });
    await warehouse.close();
    expect(found.listed.rows.map((row) => [row.customer_id, row.signal])).toEqual([['c', 'words']]);
  });
});

describe('the lot of invitations', () => {
  const drawing = referralsOf(promotersSchema.parse({ holdout: { share: 0.25 } }));
  const crowd = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      candidate({ customer_id: `c${i}`, clv_if_kept: 1000 - i, priority: 1000 - i }),
    );
  const globalControl = globalControlOf({ targeting: targeting({ globalControl: { share: 0.2 } }) });
  const request = (on: string, run: string, size: number) => ({
    ...{ asOf: on, run, size, limits: limits(), drawing, globalControl, file: 1, counts: new Map() },
    listerOf: invitedLister(drawing, on),
  });

  const said = ({ listed, suppressed, heldOut, draws }: Awaited<ReturnType<typeof drawInvited>>) => ({
    listed: listed.map(({ customer_id: id }) => id),
    suppressed: suppressed.map(({ customer, suppression }) => [customer.customer_id, suppression]),
    heldOut,
    draws: draws.map(({ customer_id: id, campaign, arm, term }) => [id, campaign, arm, term]),
  });

  it('holds out its share, leaves the global control group alone, and says the same again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 40 }), async (n, size) => {
        const store = memoryStore();
        const first = await drawInvited(store, crowd(n), request(asOf, 'r', size));
        const again = await drawInvited(store, crowd(n), request(asOf, 'r', size));
        expect(said(again)).toEqual(said(first));
        const { listed, heldOut, suppressed, draws } = first;
        expect(listed.length).toBe(Math.min(size, n - suppressed.length));
        expect(Math.abs(heldOut.size - 0.25 * listed.length)).toBeLessThanOrEqual(10);
        const members = draws.filter(({ campaign, arm }) => campaign !== 'referrals' && arm === 'control');
        expect(suppressed.map(({ customer }) => customer.customer_id).sort()).toEqual(
          members.map(({ customer_id: id }) => id).sort(),
        );
        expect(new Set(draws.map((draw) => `${draw.campaign} ${draw.customer_id}`)).size).toBe(draws.length);
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  it('of another date draws others, and of a race the first', async () => {
    const store = memoryStore();
    const rivals = await Promise.all(
      ['r', 's'].map((run) => drawInvited(store, crowd(20), request(asOf, run, 10))),
    );
    const who = (one: (typeof rivals)[number]) => ({ ...said(one), draws: [] });
    expect(who(rivals[0]!)).toEqual(who(rivals[1]!));
    const later = await drawInvited(store, crowd(40), request('2026-01-08', 't', 10));
    const invitedThen = new Set(rivals[0]!.heldOut);
    expect(later.listed.filter(({ customer_id: id }) => invitedThen.has(id))).toEqual([]);
  });
});

describe('what invitations brought', () => {
  it('is the worth of new customers who name the invited, beside those who name the held out', async () => {
    const drawn = Array.from({ length: 100 }, (_, i) => `p${i}`);
    const newcomers = Array.from({ length: 30 }, (_, i) => ({ id: `n${i}`, churn: 0, kept: 100 + i }));
    const customers = [
      ...drawn.map((id) => person(id)),
      ...newcomers.map(({ id }, i) =>
        person(id, { joined_at: '2025-11-10', known_at: '2025-11-10', referred_by: `p${2 * i}` }),
      ),
      person('late', { joined_at: '2025-12-20', known_at: '2025-12-20', referred_by: 'p0' }),
    ];
    const draws = drawn.map((customer_id, i) => ({
      ...{ customer_id, campaign: 'referrals', arm: i % 2 === 0 ? 'contact' : 'control' },
      ...{ as_of: '2025-11-01', arm_until: '2025-12-01', term: 1, stratum: 1, share: 0.5, run: 'q', draw: 1 },
    }));
    const known = [
      ...drawn.map((id) => ({ id, churn: 0, kept: 10 })),
      ...newcomers,
      { id: 'late', churn: 0, kept: 1 },
    ];
    const { warehouse, request } = await openRanked(known, { customers }, draws);
    const measured = await measureReferrals(warehouse, { ...request, asOf, asOfAt });
    await warehouse.close();
    const brought = newcomers.reduce((sum, { kept }) => sum + kept, 0);
    expect(measured.invited).toEqual({ customers: 50, referred: 30, clv: brought });
    expect(measured.heldOut).toEqual({ customers: 50, referred: 0, clv: 0 });
    expect(measured.gain!.value).toBeCloseTo(brought / 50, 9);
    expect(measured.gain!.low).toBeGreaterThan(0);
    expect(measured.referredClv).toMatchObject({ n: 31 });
    expect(measured.referredClv!.value).toBeCloseTo((brought + 1) / 31, 9);
    expect(measured.othersClv).toMatchObject({ n: 100, value: 10 });
  });

  it('is compared within lots of the same share: a share changed on the way moves nothing', async () => {
    const eras = [
      { share: 0.2, as_of: '2025-06-01', arm_until: '2025-09-01', worth: 50 },
      { share: 0.6, as_of: '2025-09-01', arm_until: '2025-12-01', worth: 2 },
    ];
    // in each era everybody brings a customer worth so much, and the invited one worth 4 more
    const lots = eras.flatMap(({ worth, ...era }) =>
      Array.from({ length: 100 }, (_, i) => {
        const arm = i < 100 * era.share ? 'control' : 'contact';
        const id = `${era.share} ${i}`;
        return {
          id,
          worth: worth + (arm === 'contact' ? 4 : 0) + (i % 2),
          draw: { ...era, arm, customer_id: id },
        };
      }),
    );
    const draws = lots.map(({ draw }) => ({
      ...draw,
      ...{ campaign: 'referrals', term: 1, stratum: 1, run: 'q', draw: 1 },
    }));
    const customers = lots.flatMap(({ id, draw: { as_of } }) => [
      person(id),
      person(`by ${id}`, { joined_at: `${as_of} 12:00:00`, known_at: `${as_of} 12:00:00`, referred_by: id }),
    ]);
    const known = lots.map(({ id, worth }) => ({ id: `by ${id}`, churn: 0, kept: worth }));
    const { warehouse, request } = await openRanked(known, { customers }, draws);
    const { invited, heldOut, gain } = await measureReferrals(warehouse, { ...request, asOf, asOfAt });
    await warehouse.close();
    expect(invited.clv / invited.customers - heldOut.clv / heldOut.customers).toBeGreaterThan(20);
    expect(gain!.value).toBeCloseTo(4, 9);
    expect([gain!.low > 3.5, gain!.high < 4.5]).toEqual([true, true]);
  });
});
