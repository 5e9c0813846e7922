import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../contracts/business-day.ts';
import type { Campaign } from '../../../contracts/campaign.ts';
import { leaveAlone } from '../../../pipeline/targeting/beside/leave-alone.ts';
import { explore } from '../../../pipeline/targeting/explore.ts';
import { fillLists } from '../../../pipeline/targeting/fill-lists.ts';
import type { Draw } from '../../../pipeline/targeting/ledger-state.ts';
import { reachOf } from '../../../pipeline/targeting/permission.ts';
import { drawInvited, invitedLister } from '../../../pipeline/targeting/promoters/draw-invited.ts';
import type { SelectedCustomer } from '../../../pipeline/targeting/selected-customer.ts';
import { winBackList } from '../../../pipeline/targeting/win-back.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, filling, limits, selection, standing } from './fixtures.ts';

const asOf = '2026-01-10';
const at = (day: string, hour = 12) => Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`) / 1000;
const ago = (days: number) => addDays(asOf, -days);
const completeDays = (seconds: number, on: string) => Math.floor((at(on, 0) - seconds) / 86_400);

const rules = {
  minDaysBetweenTouches: 5,
  maxTouchesPer90Days: 3,
  quietDaysAfterComplaint: 4,
  exclude: { segment: { is: 'staff' } },
  plays: [
    { name: 'Call', channel: 'phone', when: ['support'], cost: 0.1 },
    { name: 'Write', channel: 'email', cost: 0.1 },
  ],
};
const spring: Campaign = {
  ...standing(),
  name: 'spring',
  starts: '2026-01-05',
  waveSpan: { starts: '2026-01-05', ends: '2026-01-20' },
  horizonDays: 20,
  listSize: 40,
};

/** Everything that may be known of a customer who must or need not be left alone. */
interface Known {
  readonly consent: boolean | null;
  readonly byEmail: boolean | null;
  readonly byPhone: boolean | null;
  readonly shared: 'email' | 'phone' | null;
  readonly optedOut: boolean;
  readonly segment: string;
  /** Days before the as-of date, the last contact first. */
  readonly touches: readonly number[];
  /** Which of the contacts is by spring, the last being 0. */
  readonly spring: number | null;
  readonly complained: number | null;
  /** Whether a complaint waits for an answer, and whether contact is shown to drive such customers away. */
  readonly escalated: boolean;
  readonly harmed: boolean;
  readonly arms: readonly {
    campaign: string;
    arm: 'contact' | 'control';
    from: number;
    long: number;
    share: number;
  }[];
}
const known: fc.Arbitrary<Known> = fc.record({
  consent: fc.constantFrom(true, true, true, false, null),
  byEmail: fc.constantFrom(true, true, false, null),
  byPhone: fc.constantFrom(true, true, false, null),
  shared: fc.constantFrom(null, null, null, null, 'email', 'phone'),
  optedOut: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
  segment: fc.constantFrom('home', 'home', 'staff'),
  touches: fc
    .array(fc.integer({ min: 1, max: 100 }), { maxLength: 5 })
    .map((days) => days.sort((a, b) => a - b)),
  spring: fc.option(fc.nat({ max: 3 })),
  complained: fc.option(fc.integer({ min: 1, max: 9 })),
  escalated: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
  harmed: fc.integer({ min: 0, max: 4 }).map((dice) => dice === 0),
  arms: fc.array(
    fc.record({
      campaign: fc.constantFrom('autumn', 'this-week', 'global-control'),
      arm: fc.constantFrom('contact' as const, 'control' as const),
      from: fc.integer({ min: -15, max: 40 }),
      long: fc.integer({ min: 1, max: 30 }),
      share: fc.constantFrom(0, 0.2),
    }),
    { maxLength: 2 },
  ),
});

const drawOf = (id: string, arm: Known['arms'][number], i: number): Draw => ({
  customer_id: id,
  campaign: arm.campaign,
  term: 1,
  as_of: ago(arm.from),
  arm_until: addDays(ago(arm.from), arm.long),
  arm: arm.arm,
  stratum: 1,
  share: arm.share,
  run: 'r',
  draw: i + 1,
});

/** What the warehouse would say of the customer on a date. */
function seenOn(id: string, one: Known, on: string): SelectedCustomer {
  const touched = one.touches.map((days) => at(ago(days)));
  const complained = one.complained === null ? null : at(ago(one.complained));
  const own = one.spring === null ? undefined : touched[one.spring];
  return candidate({
    customer_id: id,
    consent: one.consent,
    email_consent: one.byEmail,
    phone_consent: one.byPhone,
    email_refused: one.shared === 'email',
    phone_refused: one.shared === 'phone',
    email: 'a@x.example',
    phone: '+48600100200',
    opted_out_at: one.optedOut ? at(ago(50)) : null,
    segment: one.segment,
    last_touch_at: touched[0] ?? null,
    last_touch_days: touched[0] === undefined ? null : completeDays(touched[0], on),
    touched_by: own === undefined ? new Map() : new Map([['spring', own]]),
    touches_90d: touched.filter((seconds) => seconds >= at(addDays(on, -90), 0)).length,
    limiting_touch_at: touched[rules.maxTouchesPer90Days - 1] ?? null,
    escalated_at: one.escalated ? at(ago(2)) : null,
    is_harmed: one.harmed,
    complained_at: complained,
    complained_days: complained === null ? null : completeDays(complained, on),
    draws: one.arms.map((arm, i) => drawOf(id, arm, i)),
  });
}

/** Who has said yes to which channel and no to none that bars it; e-mail is recorded apart, the phone is not. */
const mayBy = (channel: string, { consent, byEmail, byPhone, shared }: Known): boolean => {
  if (consent === false || shared !== null) return false;
  return channel === 'email' ? byEmail === true : byPhone !== false && consent === true;
};

const over = (a: string, b: string, c: string, d: string) => a < d && c < b;

/** Said again in other words: whom no list whatever may hold, as far as their wishes and contacts say. */
function wantsPeace(one: Known): boolean {
  if (!mayBy('email', one) && !mayBy('phone', one)) return true;
  if (one.optedOut || one.segment === 'staff' || one.escalated || one.harmed) return true;
  if (one.complained !== null && one.complained <= rules.quietDaysAfterComplaint) return true;
  const [last] = one.touches;
  if (last !== undefined && last <= rules.minDaysBetweenTouches) return true;
  return one.touches.filter((days) => days <= 90).length >= rules.maxTouchesPer90Days;
}

/** And whom a comparison that the customer stands in on the date keeps from every other list. */
const isCompared = ({ arms }: Known): boolean =>
  arms.some(
    ({ campaign, arm, from, long, share }) =>
      from >= 0 && long > from && (arm === 'control' || (share > 0 && campaign !== 'global-control')),
  );

/** Whom no list of the campaign may hold. */
function mustBeLeftAlone(one: Known): boolean {
  if (wantsPeace(one)) return true;
  const own = one.spring === null ? undefined : one.touches[one.spring];
  if (own !== undefined && ago(own) >= '2026-01-05') return true;
  return one.arms.some(({ campaign, arm, from, long, share }) => {
    const binds = over(ago(from), addDays(ago(from), long), asOf, addDays(asOf, spring.horizonDays));
    return binds && (arm === 'control' || (share > 0 && campaign !== 'global-control'));
  });
}

const recorded = {
  ...limits(rules, { mapped: ['contact_consent', 'email_consent'] }),
  harm: 'Call changed the retention of the 5% with the lowest expected gains by −7 points',
};

const listed = (people: readonly SelectedCustomer[], on: string) =>
  fillLists(people, [{ ...filling(rules, on), limits: recorded, asOf: on, campaign: spring }]);

describe('customers who must be left alone', () => {
  it('appear on no list, whatever the ledger holds, and nobody else is left out', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(known, { maxLength: 30 }), (all) => {
        const people = all.map((one, i) => seenOn(`c${i}`, one, asOf));
        const lists = listed(people, asOf);
        const ids = lists.listed.map(({ customer }) => customer.customer_id);
        expect(ids.sort()).toEqual(
          people.flatMap(({ customer_id: id }, i) => (mustBeLeftAlone(all[i]!) ? [] : [id])).sort(),
        );
        for (const { customer, play } of lists.listed)
          expect(mayBy(play!.channel, all[Number(customer.customer_id.slice(1))]!)).toBe(true);
        for (const { suppression } of lists.suppressed)
          seen.set(suppression.rule, (seen.get(suppression.rule) ?? 0) + 1);
      }),
      { numRuns: 200, seed: 5 },
    );
    const rulesSeen = [...seen.keys()].sort();
    expect(rulesSeen).toEqual(
      [
        'already_contacted',
        'complained',
        'do_not_disturb',
        'excluded',
        'held_out',
        'no_consent',
        'open_escalation',
        'other_campaign',
        'opted_out',
        'shared_address',
        'too_many_touches',
        'touched_recently',
      ].sort(),
    );
  });

  it('are left alone until the day that is named, if nothing else comes in between', () => {
    let ended = 0;
    fc.assert(
      fc.property(known, (one) => {
        const [out] = listed([seenOn('c', one, asOf)], asOf).suppressed;
        const until = out?.suppression.until;
        if (out === undefined || until === null || until === undefined) return;
        expect(until > asOf).toBe(true);
        if (until > spring.waveSpan!.ends && out.suppression.rule === 'already_contacted') return; // no list then
        const ruleOn = (on: string) => listed([seenOn('c', one, on)], on).suppressed[0]?.suppression;
        // an arm that another campaign draws later may keep the customer from then on
        const later = ruleOn(until);
        if (later?.rule !== out.suppression.rule) ended += 1;
        else expect(later.until! > until).toBe(true);
        const before = ruleOn(addDays(until, -1));
        expect(before).toBeDefined();
      }),
      { numRuns: 400, seed: 6 },
    );
    expect(ended).toBeGreaterThan(60);
  });

  it('are held out from their own campaign to its end, however soon the arm runs out', () => {
    const campaign = {
      ...spring,
      waveSpan: { starts: '2026-03-01', ends: '2026-03-09' },
      ends: '2026-04-30',
    };
    const out = drawOf('c', { campaign: 'spring', arm: 'control', from: 0, long: 20, share: 0.2 }, 0);
    const one = candidate({ customer_id: 'c', draws: [out] });
    const on = (day: string) =>
      fillLists([one], [{ ...filling(rules, day), asOf: day, campaign }]).suppressed[0]?.suppression;
    for (const day of ['2026-01-20', '2026-03-05'])
      expect(on(day)).toEqual({
        rule: 'held_out',
        explanation: 'Held out from the campaign spring until 2026-05-01, so that its effect can be measured',
        until: '2026-05-01',
      });
  });

  it('are not won back either', () => {
    fc.assert(
      fc.property(fc.array(known, { maxLength: 20 }), (all) => {
        const gone = all.map((one, i) => ({
          ...seenOn(`g${i}`, one, asOf),
          standing: 'beyond_lookback' as const,
        }));
        const back = winBackList(selection([], gone), { asOf, size: 100, limits: recorded });
        for (const customer of back.listed) {
          const one = all[Number(customer.customer_id.slice(1))]!;
          const [email, phone] = [mayBy('email', one), mayBy('phone', one)];
          expect(reachOf(customer, recorded)).toEqual({
            email: email ? 'a@x.example' : null,
            phone: phone ? '+48600100200' : null,
            contact_by: ['phone', 'email'].filter((name) => mayBy(name, one)).join(', '),
          });
          expect(email || phone).toBe(true);
          expect(wantsPeace(one) || isCompared(one)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are on none of the lists beside it: told of no fix, invited to nothing, contacted by no lot', async () => {
    const drawing = { ...standing(), name: 'referrals', holdout: { ...standing().holdout, share: 0.2 } };
    const leave = { asOf, size: 100, limits: recorded };
    await fc.assert(
      fc.asyncProperty(fc.array(known, { maxLength: 20 }), async (all) => {
        const people = all.map((one, i) => seenOn(`c${i}`, one, asOf));
        const mayBe = people.flatMap(({ customer_id: id }, i) =>
          wantsPeace(all[i]!) || isCompared(all[i]!) ? [] : [id],
        );
        const ids = (some: readonly SelectedCustomer[]) => some.map(({ customer_id: id }) => id).sort();
        expect(ids(leaveAlone(people, leave).listed)).toEqual(mayBe.sort());
        const invited = await drawInvited(memoryStore(), people, {
          ...{ ...leave, drawing, run: 'r', globalControl: null, file: 1, counts: new Map() },
          listerOf: invitedLister(drawing, asOf),
        });
        for (const id of ids(invited.listed)) expect(mayBe).toContain(id);
        const fill = { ...filling(rules), limits: recorded, asOf, campaign: spring };
        for (const { customer } of explore({ customers: people }, fill, new Set()))
          expect(mustBeLeftAlone(all[Number(customer.customer_id.slice(1))]!)).toBe(false);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
