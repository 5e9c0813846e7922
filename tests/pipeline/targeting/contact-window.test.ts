import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../contracts/config/config.ts';
import { type Quiet, weekdays } from '../../../contracts/config/quiet.ts';
import { windowOf, zoneOf } from '../../../pipeline/targeting/contact-window.ts';
import { targeting } from './fixtures.ts';

const quiet = (over: object): Quiet => targeting({ quiet: over }).quiet!;
const nowhere = { time_zone: null, country: null };
const evenings = quiet({
  before: '09:00',
  after: '20:00',
  days: ['sunday'],
  dates: ['2026-12-25', '2026-12-26'],
});
const at = (asOf: string, customer = nowhere as { time_zone: string | null; country: string | null }) =>
  windowOf(customer, asOf, { quiet: evenings, timeZone: 'Europe/Warsaw' });

describe('the first span in which a customer may be contacted', () => {
  it('is within the hours of the customer’s own zone, else of the country, else of the business', () => {
    expect(at('2026-11-30')).toEqual({
      contact_from: '2026-11-30T09:00:00+01:00',
      contact_until: '2026-11-30T20:00:00+01:00',
    });
    const tokyo = { time_zone: 'Asia/Tokyo', country: 'PL' };
    expect(at('2026-11-30', tokyo).contact_from).toBe('2026-11-30T09:00:00+09:00');
    expect(at('2026-07-06', { time_zone: null, country: 'in' }).contact_from).toBe(
      '2026-07-06T09:00:00+05:30',
    );
    expect(at('2026-07-06', { time_zone: 'no zone', country: 'GB' }).contact_from).toContain('+01:00');
  });

  it('takes no country’s zone where it has several times, or where the word is no code', () => {
    const zone = (country: string) => zoneOf({ time_zone: null, country }, '2026-07-06', 'Europe/Warsaw');
    expect(['US', 'RU', 'Japan', 'XX'].map(zone)).toEqual(Array(4).fill('Europe/Warsaw'));
    expect(zone('DE')).toBe('Europe/Berlin');
  });

  it('goes past quiet days and dates, and keeps the hour when clocks change', () => {
    expect(at('2026-12-25').contact_from).toBe('2026-12-28T09:00:00+01:00'); // 27 is a Sunday
    expect(at('2026-03-29').contact_from).toBe('2026-03-30T09:00:00+02:00');
    const whole = windowOf(nowhere, '2026-03-29', { quiet: quiet({}), timeZone: 'Europe/Warsaw' });
    expect(whole).toEqual({
      contact_from: '2026-03-29T00:00:00+01:00',
      contact_until: '2026-03-30T00:00:00+02:00',
    });
  });

  it('is never within what is quiet, and never before the date', () => {
    const clock = fc.integer({ min: 1, max: 22 }).map((hour) => `${String(hour).padStart(2, '0')}:30`);
    const rules = fc.record({
      before: clock,
      days: fc.uniqueArray(fc.constantFrom(...weekdays), { maxLength: 6 }),
    });
    const day = fc
      .integer({ min: 0, max: 700 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    const zone = fc.constantFrom('Europe/Warsaw', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');
    fc.assert(
      fc.property(rules, day, zone, ({ before, days }, asOf, time_zone) => {
        const rule = quiet({ before, after: '23:00', days });
        const { contact_from: from, contact_until: until } = windowOf({ time_zone, country: null }, asOf, {
          quiet: rule,
          timeZone: 'UTC',
        });
        const shown = (instant: string) =>
          new Intl.DateTimeFormat('en-GB', {
            timeZone: time_zone,
            weekday: 'long',
            hour: '2-digit',
            minute: '2-digit',
          }).format(new Date(instant));
        expect(from!.slice(0, 10) >= asOf).toBe(true);
        expect(days.map((name) => name as string)).not.toContain(shown(from!).split(' ')[0]!.toLowerCase());
        expect(shown(from!).slice(-5)).toBe(before);
        expect(shown(until!).slice(-5)).toBe('23:00');
      }),
      { numRuns: 60 },
    );
  });

  it('is not said where nothing is quiet, and what leaves no hour is refused', () => {
    expect(windowOf(nowhere, '2026-01-01', { timeZone: 'UTC' })).toEqual({
      contact_from: null,
      contact_until: null,
    });
    const refused = (over: object) => configSchema.shape.targeting.safeParse({ quiet: over }).success;
    expect(refused({ before: '20:00', after: '09:00' })).toBe(false);
    expect(refused({ days: [...weekdays] })).toBe(false);
    expect(refused({ before: '9:00' })).toBe(false);
  });
});
