import { describe, expect, it } from 'vitest';
import { addDays } from '../../../contracts/business-day.ts';
import { hasOnlyBegun } from '../../../pipeline/recognise/begun-day.ts';
import type { DayCount } from '../../../pipeline/recognise/day-count.ts';
import { busySpan } from '../../../pipeline/recognise/dense-span.ts';

/** Days from 2025-03-03, a Monday; rows and closing time by the day's number. */
function daysOf(n: number, rows: (i: number) => number, latest?: (i: number) => string): DayCount[] {
  return Array.from({ length: n }, (_, i) => ({
    day: addDays('2025-03-03', i),
    rows: rows(i),
    ...(latest ? { latest: latest(i) } : {}),
  }));
}

const evening = (i: number): string => `2${i % 3}:${10 + (i % 40)}`;
const last = (days: readonly DayCount[], day: Partial<DayCount>): DayCount[] =>
  days.map((one, i) => (i === days.length - 1 ? { ...one, ...day } : one));

describe('the last day', () => {
  const shop = daysOf(60, (i) => 80 + ((i * 7) % 20), evening);

  it.each([
    ['a minute of it', { rows: 1, latest: '00:00' }, true],
    ['an hour of it', { rows: 9, latest: '09:40' }, true],
    ['half of it', { rows: 44, latest: '14:05' }, true],
    ['all of it, on a quiet day', { rows: 70, latest: '20:30' }, false],
    ['all of it, closed early after a busy morning', { rows: 95, latest: '13:00' }, false],
  ])('with %s', (_, day, begun) => {
    expect(hasOnlyBegun(last(shop, day))).toBe(begun);
  });

  it('is held against days like it: a shop that sells little on Sundays has a whole Sunday', () => {
    const weeks = daysOf(
      56,
      (i) => (i % 7 === 6 ? 9 : 90),
      (i) => (i % 7 === 6 ? '13:15' : evening(i)),
    );
    expect(hasOnlyBegun(weeks)).toBe(false);
    expect(busySpan(weeks)).toMatchObject({ last: '2025-04-27', begun: null });
  });

  it('stays where a day in that month was as quiet', () => {
    const weeks = daysOf(56, (i) => (i % 7 === 6 ? 3 : 90));
    expect(busySpan(weeks)).toMatchObject({ last: '2025-04-27', begun: null, stray: 0 });
  });

  it('without clocks is told by its rows, beyond chance', () => {
    const plain = daysOf(40, (i) => 100 + ((i * 11) % 30));
    expect(hasOnlyBegun(last(plain, { rows: 62 }))).toBe(true);
    expect(hasOnlyBegun(last(plain, { rows: 84 }))).toBe(false);
  });

  it('without clocks is told in a small business as well, unless its days differ as much', () => {
    const small = daysOf(40, (i) => 8 + ((i * 5) % 9));
    expect(hasOnlyBegun(last(small, { rows: 1 }))).toBe(true);
    expect(hasOnlyBegun(last(small, { rows: 6 }))).toBe(false);
    const uneven = daysOf(40, (i) => (i % 3 === 0 ? 3 : 16));
    expect(hasOnlyBegun(last(uneven, { rows: 1 }))).toBe(false);
    const eight = daysOf(40, (i) => 7 + (i % 3));
    expect(hasOnlyBegun(last(eight, { rows: 1 }))).toBe(false);
  });

  it('of a business of few rows, or of months, shows nothing', () => {
    expect(
      hasOnlyBegun(
        last(
          daysOf(60, (i) => 1 + (i % 3), evening),
          { rows: 1, latest: '08:00' },
        ),
      ),
    ).toBe(false);
    const months = Array.from({ length: 24 }, (_, i) => ({
      day: `20${22 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}-01`,
      rows: i === 23 ? 12 : 300,
    }));
    expect(hasOnlyBegun(months)).toBe(false);
  });

  it('is left out of the span and is not strewn', () => {
    expect(busySpan(last(shop, { rows: 30, latest: '11:59' }))).toMatchObject({
      last: '2025-04-30',
      stray: 0,
      begun: { day: '2025-05-01', rows: 30, latest: '11:59' },
    });
    expect(busySpan(last(shop, { rows: 2, latest: '00:05' }))).toMatchObject({
      last: '2025-04-30',
      stray: 0,
      begun: { day: '2025-05-01' },
    });
  });
});
