import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { defaultPlays } from '../../../contracts/config/default-plays.ts';
import type { Play } from '../../../contracts/config/plays.ts';
import { readConfig } from '../../../contracts/config/read-config.ts';
import { playFacts } from '../../../contracts/play-facts.ts';
import { reasonGroups } from '../../../contracts/reason-groups.ts';
import { catalogue } from '../../../pipeline/features/catalogue.ts';
import { type PricedPlay, pricePlays } from '../../../pipeline/targeting/contact-cost.ts';
import { neverDrawn } from '../../../pipeline/targeting/ledger-state.ts';
import { cheapestContact, proposePlay } from '../../../pipeline/targeting/plays.ts';
import { keptBorders, savePrior } from '../../../pipeline/targeting/save-prior.ts';
import { suppress } from '../../../pipeline/targeting/suppress.ts';
import { candidate, limits as limitsUnder } from './fixtures.ts';

/** A config with nothing in it but what must be. */
const business = {
  version: 1,
  business: { name: 'Shop', currency: 'EUR', dataUntil: '2026-01-01' },
  inputs: { sales: { file: 'sales.csv' } },
  sources: { orders: { from: 'sales', columns: { customer_id: 'who' } } },
  churn: { kind: 'non-contractual', horizonDays: 60, lookbackDays: 180 },
};

describe('the prior of who can still be kept', () => {
  const prior = savePrior([
    [0.6, 1],
    [0.9, 0.25],
    [1, 0],
    [0, 1],
  ]);

  it('goes through the points in straight lines, whatever their order', () => {
    expect([0, 0.3, 0.6, 0.9, 1].map(prior)).toEqual([1, 1, 1, 0.25, 0]);
    expect(prior(0.75)).toBeCloseTo(0.625, 12);
    expect(prior(0.95)).toBeCloseTo(0.125, 12);
  });

  it('moves up with the share that leaves, never down, and not where the config sets it', () => {
    expect(keptBorders({}, 0.03)).toEqual(keptBorders({}, 0.3));
    const [half, most] = [keptBorders({}, 0.5), keptBorders({}, 0.91)];
    expect(keptBorders({}, 0.3).goneAbove).toBeCloseTo(0.9, 12);
    // odds of .9 are 9, of .3 are 3/7, of .91 are 91/9: 9 · 91/9 · 7/3 = 212.3 to one
    expect(most.goneAbove).toBeCloseTo(212.333 / 213.333, 6);
    expect(half.goneAbove).toBeCloseTo(21 / 22, 9);
    expect(savePrior(most.savePrior)(0.91)).toBe(1);
    expect(most.savePrior.map(([, share]) => share)).toEqual([1, 1, 0.25, 0]);
    expect(
      keptBorders(
        {
          goneAbove: 0.8,
          savePrior: [
            [0, 1],
            [1, 1],
          ],
        },
        0.91,
      ),
    ).toEqual({
      goneAbove: 0.8,
      savePrior: [
        [0, 1],
        [1, 1],
      ],
    });
    expect(keptBorders({}, 1).goneAbove).toBeLessThan(1);
  });

  it('is level beyond the points', () => {
    const middle = savePrior([
      [0.2, 0.5],
      [0.4, 0.7],
    ]);
    expect(middle(0.1)).toBe(0.5);
    expect(middle(0.9)).toBe(0.7);
  });
});

describe('suppression', () => {
  const limits = limitsUnder({}, { timeZone: 'Europe/Rome' });
  const lister = { ledger: neverDrawn, wave: null };
  const at = Date.parse('2026-11-11T23:30:00Z') / 1000;
  const rule = (over: object) => suppress(candidate({ customer_id: 'a', ...over }), lister, limits);

  it('lets the others through', () => {
    expect(rule({})).toBeNull();
    expect(rule({ last_touch_at: at, last_touch_days: 7, touches_90d: 11 })).toBeNull();
  });

  it('names the rule, with its date in the time zone of the business or its number', () => {
    expect(rule({ consent: false })).toEqual({
      rule: 'no_consent',
      explanation: 'Has not agreed to be contacted for marketing',
      until: null,
    });
    expect(rule({ consent: null })?.rule).toBe('no_consent');
    const assumed = { ...limits, consent: { assumed: 'all agreed at sign-up' } };
    const under = (consent: boolean | null) =>
      suppress(candidate({ customer_id: 'a', consent }), lister, assumed);
    expect([under(null), under(true), under(false)?.rule]).toEqual([null, null, 'no_consent']);
    expect(rule({ opted_out_at: at })).toEqual({
      rule: 'opted_out',
      explanation: 'Opted out on 2026-11-12',
      until: null,
    });
    expect(rule({ last_touch_at: at, last_touch_days: 6 })).toEqual({
      rule: 'touched_recently',
      explanation: 'Last contacted on 2026-11-12; 7 days must pass between contacts',
      until: '2026-11-20',
    });
    expect(rule({ touches_90d: 12, limiting_touch_at: at })).toEqual({
      rule: 'too_many_touches',
      explanation: '12 contacts in the last 90 days; the limit is 12',
      until: '2027-02-11',
    });
  });

  it('say which channel was refused, or who else has the address', () => {
    const of = (over: object, plays: object[] = [{ name: 'm', channel: 'Newsletter' }]) =>
      suppress(
        candidate({ customer_id: 'a', ...over }),
        lister,
        limitsUnder({ plays }, { mapped: ['contact_consent', 'email_consent'] }),
      );
    expect(of({ email_consent: true })).toBeNull();
    expect(of({ consent: null, email_consent: true })).toBeNull();
    expect(of({})?.explanation).toBe('Whether they agreed to be contacted by e-mail is not known');
    expect(of({ email_consent: false })?.explanation).toContain('agreed to be contacted by e-mail');
    expect(of({ email_consent: true, consent: false })?.rule).toBe('no_consent');
    expect(of({ email_consent: true, phone_refused: true })).toEqual({
      rule: 'shared_address',
      explanation:
        'The telephone number is also that of a customer who has not agreed to contact or has opted out',
      until: null,
    });
    expect(of({ email_consent: true, email_refused: true, opted_out_at: at })?.rule).toBe('opted_out');
    const pigeon = [{ name: 'p', channel: 'pigeon' }];
    expect(of({}, pigeon)).toBeNull();
    expect(of({ sms_consent: false }, pigeon)?.explanation).toContain('text message');
    expect(of({ email_consent: true }, [...pigeon, { name: 'm', channel: 'E-Mail' }])).toBeNull();
  });

  it('leaves alone whom no play reaches, where addresses are mapped', () => {
    const plays = [
      { name: 'm', channel: 'email' },
      { name: 't', channel: 'SMS' },
    ];
    const of = (over: object, mapped = ['contact_consent', 'email', 'phone'], asked: object[] = plays) =>
      suppress(candidate({ customer_id: 'a', ...over }), lister, limitsUnder({ plays: asked }, { mapped }));
    const none = { has_email: false, has_phone: false };
    expect(of(none)).toEqual({
      rule: 'no_address',
      explanation: 'No e-mail address is known that reaches them',
      until: null,
    });
    expect(of({ ...none, has_phone: true })).toBeNull();
    expect(of(none, ['contact_consent', 'email'])).toBeNull();
    expect(of(none, ['contact_consent'])).toBeNull();
    expect(of(none, undefined, [{ name: 'l', channel: 'post' }])).toBeNull();
    expect(of({ ...none, opted_out_at: at })?.rule).toBe('opted_out');
  });

  it('gives the customer’s own wish before the caps', () => {
    expect(rule({ opted_out_at: at, last_touch_at: at, last_touch_days: 0, touches_90d: 99 })?.rule).toBe(
      'opted_out',
    );
  });
});

const noCosts = { costPerContact: null, costPerOffer: 0, acceptedShare: 1 };

describe('plays', () => {
  const plays = [
    { name: 'any', channel: 'email', when: [], cost: 1 },
    { name: 'call', channel: 'phone', when: ['support'], cost: 5 },
    { name: 'voucher', channel: 'app', when: ['spend', 'orders'], cost: 2 },
  ].map((play) => ({ ...play, guessed: false }));
  const facts = { ...candidate({ customer_id: 'a' }) };
  const propose = (reasonGroups: string[], from: readonly PricedPlay[] = plays, saves = 100, over = {}) =>
    proposePlay(from, { reasonGroups, saves, facts: { ...facts, ...over } });

  it('answer the strongest reason that a play answers, else anyone', () => {
    expect(propose(['orders', 'support']).play?.name).toBe('voucher');
    expect(propose(['tenure', 'support']).play?.name).toBe('call');
    expect(propose([]).play?.name).toBe('any');
    expect(propose(['tenure'], plays.slice(1))).toEqual({ kind: 'no-play', play: null });
  });

  it('are proposed only where the contact costs less than it can save', () => {
    expect(propose(['support'], plays, 5).play?.name).toBe('any');
    expect(propose(['support'], plays, 1)).toEqual({ kind: 'costs-more', play: null });
  });

  it('ask for facts, and what is not known holds nothing', () => {
    const asking = (conditions: Play['if']) => propose(['support'], [{ ...plays[1]!, if: conditions }]).kind;
    expect(asking({ open_tickets: { atLeast: 1 } })).toBe('contact');
    expect(asking({ open_tickets: { atLeast: 4 } })).toBe('no-play');
    expect(
      asking({ open_tickets: { atLeast: 1, atMost: 3 }, sentiment: { is: ['mixed', 'negative'] } }),
    ).toBe('contact');
    expect(asking({ last_csat: { atMost: 9 } })).toBe('no-play');
    expect(asking([{ last_csat: { atMost: 9 } }, { last_nps: { atMost: 6 } }])).toBe('contact');
    expect(asking({ segment: { is: 'away' } })).toBe('no-play');
  });

  it('that leave alone by facts come before all others', () => {
    const peace = {
      name: 'peace',
      channel: 'none',
      when: [],
      if: { segment: { is: 'home' } },
      cost: 0,
      guessed: false,
    };
    expect(propose(['support'], [...plays, peace])).toMatchObject({ kind: 'leave', play: { name: 'peace' } });
    expect(propose(['support'], [...plays, peace], 100, { segment: 'away' }).play?.name).toBe('call');
  });

  it('of the default call about a case only where one is open', () => {
    const priced = pricePlays(defaultPlays, noCosts, 'EUR');
    expect(propose(['support'], priced).play?.name).toBe('Call about the open case');
    const none = { open_tickets: 0, open_ticket_days: null, last_nps: 9, sentiment: null };
    expect(propose(['support'], priced, 100, none).play?.name).toBe('Personal note');
  });

  it('cost what they say, else what the campaign says, else a guess in money of that size', () => {
    const two = [
      { name: 'call', channel: 'Phone', when: [] },
      { name: 'mail', channel: 'email', when: [], cost: 0.02 },
      { name: 'peace', channel: 'none', when: [] },
    ];
    const costs = (campaign: number | null, currency: string) =>
      pricePlays(two, { ...noCosts, costPerContact: campaign }, currency).map(({ cost, guessed }) => [
        cost,
        guessed,
      ]);
    expect(costs(null, 'EUR')).toEqual([
      [5, true],
      [0.02, false],
      [0, false],
    ]);
    expect(costs(null, 'IDR')[0]).toEqual([60_000, true]);
    expect(costs(3, 'EUR')[0]).toEqual([3, false]);
    expect(cheapestContact(pricePlays(two, { ...noCosts, costPerContact: 3 }, 'EUR'))).toBe(0.02);
    expect(cheapestContact([])).toBeNull();
  });

  it('cost as much more as the offer of the campaign does where it is accepted', () => {
    const plays = [
      { name: 'call', channel: 'phone', when: [], cost: 2 },
      { name: 'peace', channel: 'none', when: [] },
    ];
    const priced = pricePlays(plays, { costPerContact: 9, costPerOffer: 10, acceptedShare: 0.3 }, 'EUR');
    expect(priced.map(({ cost }) => cost)).toEqual([5, 0]);
    expect(propose(['support'], priced.slice(0, 1), 5).kind).toBe('costs-more');
  });

  it('answer groups of reasons that there are, all of them', () => {
    const spoken = catalogue.filter(({ reason }) => reason !== null).map(({ group }) => group);
    expect(new Set<string>(reasonGroups)).toEqual(new Set(spoken));
  });

  it('ask for facts that lists know', () => {
    for (const fact of Object.keys(playFacts)) expect(facts).toHaveProperty(fact);
  });

  it.each([
    [
      { when: ['suport'] },
      /there is no group of reasons suport \(did you mean "support"\?\); known: recency/,
    ],
    [
      { if: { open_ticket: { atLeast: 1 } } },
      /there is no fact open_ticket \(did you mean "open_tickets"\?\); known: churn/,
    ],
    [{ if: { sentiment: { atLeast: 1 } } }, /sentiment is text: write \{ is/],
    [{ if: { sentiment: { is: 'angry' } } }, /there is no sentiment angry; known: positive, mixed, negative/],
    [{ if: { sentiment: { is: ['mixed', 'negativ'] } } }, /negativ \(did you mean "negative"\?\)/],
    [{ if: { open_tickets: { is: 'many' } } }, /open_tickets is a number: write \{ atLeast/],
    [{ if: { open_tickets: { atLeast: 3, atMost: 1 } } }, /atLeast is above atMost/],
    [{ if: { open_tickets: {} } }, /give atLeast, atMost or both/],
    [{ cost: -1 }, /plays.0.cost/],
  ])('that cannot be are refused: %j', (wrong, says) => {
    const config = stringify({
      ...business,
      targeting: { plays: [{ name: 'x', channel: 'email', ...wrong }] },
    });
    expect(() => readConfig(config, 'holdfast.yaml')).toThrow(says);
  });
});
