import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../contracts/business-day.ts';
import { leaveAlone } from '../../../pipeline/targeting/beside/leave-alone.ts';
import { explore } from '../../../pipeline/targeting/explore.ts';
import { fillLists } from '../../../pipeline/targeting/fill-lists.ts';
import { reachOf } from '../../../pipeline/targeting/permission.ts';
import { drawInvited, invitedLister } from '../../../pipeline/targeting/promoters/draw-invited.ts';
import type { SelectedCustomer } from '../../../pipeline/targeting/selected-customer.ts';
import { winBackList } from '../../../pipeline/targeting/win-back.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { candidate, filling, selection, standing } from './fixtures.ts';
import { ago, asOf, drawOf, type Known, known, recorded, rules, seenOn, spring } from './known-customers.ts';

/** Who has said yes to which channel and no to none that bars it, and is reached by it; e-mail is recorded apart, the phone is not. */
const mayBy = (
  channel: string,
  { consent, byEmail, byPhone, shared, hasEmail, hasPhone }: Known,
): boolean => {
  if (consent === false || shared !== null) return false;
  return channel === 'email'
    ? hasEmail && byEmail === true
    : hasPhone && byPhone !== false && consent === true;
};

const over = (a: string, b: string, c: string, d: string) => a < d && c < b;

/** Said again in other words: whom no list whatever may hold, as far as their wishes and contacts say. */
function wantsPeace(one: Known): boolean {
  if (!mayBy('email', one) && !mayBy('phone', one)) return true;
  if (one.optedOut || one.segment === 'staff' || one.escalated !== null || one.harmed) return true;
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
        'no_address',
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
      { numRuns: 500, seed: 6 },
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
