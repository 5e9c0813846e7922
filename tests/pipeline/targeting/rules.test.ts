import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../models/numerics.ts';
import { detectableDifference } from '../../../pipeline/targeting/detectable-difference.ts';
import { choosePlay } from '../../../pipeline/targeting/plays.ts';
import { savePrior } from '../../../pipeline/targeting/save-prior.ts';
import { suppress } from '../../../pipeline/targeting/suppress.ts';
import { candidate } from './fixtures.ts';

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
  const limits = { minDaysBetweenTouches: 7, maxTouchesPer90Days: 12, timeZone: 'Europe/Rome' };
  const at = Date.parse('2026-11-11T23:30:00Z') / 1000;
  const rule = (over: object) => suppress(candidate({ customer_id: 'a', ...over }), limits);

  it('lets the others through', () => {
    expect(rule({})).toBeNull();
    expect(rule({ last_touch_at: at, last_touch_days: 7, touches_90d: 11 })).toBeNull();
  });

  it('names the rule, with its date in the time zone of the business or its number', () => {
    expect(rule({ consent: false })).toEqual({
      rule: 'no_consent',
      explanation: 'Has not agreed to be contacted for marketing',
    });
    expect(rule({ consent: null })?.rule).toBe('no_consent');
    const assumed = { ...limits, consent: { assumed: 'all agreed at sign-up' } };
    const under = (consent: boolean | null) => suppress(candidate({ customer_id: 'a', consent }), assumed);
    expect([under(null), under(true), under(false)?.rule]).toEqual([null, null, 'no_consent']);
    expect(rule({ opted_out_at: at })).toEqual({
      rule: 'opted_out',
      explanation: 'Asked for no more messages on 2026-11-12',
    });
    expect(rule({ last_touch_at: at, last_touch_days: 6 })).toEqual({
      rule: 'touched_recently',
      explanation: 'Last contacted on 2026-11-12; 7 days must pass between contacts',
    });
    expect(rule({ touches_90d: 12 })).toEqual({
      rule: 'too_many_touches',
      explanation: '12 contacts in the last 90 days; the limit is 12',
    });
  });

  it('gives the customer’s own wish before the caps', () => {
    expect(rule({ opted_out_at: at, last_touch_at: at, last_touch_days: 0, touches_90d: 99 })?.rule).toBe(
      'opted_out',
    );
  });
});

describe('plays', () => {
  const plays = [
    { name: 'any', channel: 'email', when: [] },
    { name: 'call', channel: 'phone', when: ['support'] },
    { name: 'voucher', channel: 'app', when: ['price', 'frequency'] },
  ];

  it('answer the strongest reason that a play answers, else anyone', () => {
    expect(choosePlay(['frequency', 'support'], plays)?.name).toBe('voucher');
    expect(choosePlay(['unknown', 'support'], plays)?.name).toBe('call');
    expect(choosePlay([], plays)?.name).toBe('any');
    expect(choosePlay(['unknown'], plays.slice(1))).toBeNull();
  });
});

describe('the difference in retention that the arms can show', () => {
  it('agrees with the textbook: 80% against 70% takes about 290 a group', () => {
    // n per group = (z.975 + z.8)² · 2·p̄(1−p̄) / d² with p̄ = .75, d = .1: 294.3
    const n = 294.3;
    expect(detectableDifference(0.75, n, n)).toBeCloseTo(0.1, 4);
  });

  it('is found in four of five simulated campaigns', () => {
    const [retention, contacted, heldOut] = [0.6, 900, 300];
    const difference = detectableDifference(retention, contacted, heldOut)!;
    const random = randomStream(3, 'power');
    const kept = (n: number, p: number) => {
      let count = 0;
      for (let i = 0; i < n; i++) count += random.uniform() < p ? 1 : 0;
      return count;
    };
    const campaigns = 2000;
    let found = 0;
    for (let i = 0; i < campaigns; i++) {
      const a = kept(contacted, retention + difference / 2);
      const b = kept(heldOut, retention - difference / 2);
      const pooled = (a + b) / (contacted + heldOut);
      const error = Math.sqrt(pooled * (1 - pooled) * (1 / contacted + 1 / heldOut));
      found += Math.abs(a / contacted - b / heldOut) / error > 1.959964 ? 1 : 0;
    }
    expect(found / campaigns).toBeGreaterThan(0.77);
    expect(found / campaigns).toBeLessThan(0.83);
  });

  it('is not known without a held-out group', () => {
    expect(detectableDifference(0.6, 100, 0)).toBeNull();
  });
});
