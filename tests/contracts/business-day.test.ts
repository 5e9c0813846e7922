import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, latestDayAfter, startOfDay } from '../../contracts/business-day.ts';

describe('the first instant of a day', () => {
  it.each([
    ['2026-01-15', 'UTC', '2026-01-15T00:00:00.000Z'],
    ['2026-01-15', 'Europe/London', '2026-01-15T00:00:00.000Z'],
    ['2026-07-15', 'Europe/London', '2026-07-14T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Bucharest', '2026-03-28T22:00:00.000Z'], // clocks go forward at 3:00 that day
    ['2026-07-15', 'Pacific/Kiritimati', '2026-07-14T10:00:00.000Z'], // UTC+14
    ['2026-07-15', 'Asia/Kolkata', '2026-07-14T18:30:00.000Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'], // midnight does not exist: 0:00 becomes 1:00
  ])('%s in %s is %s', (day, zone, expected) => {
    const start = startOfDay(day, zone);
    expect(start.toISOString()).toBe(expected);
    expect(dayOf(start, zone)).toBe(day);
    expect(dayOf(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
  });
});

describe('days', () => {
  it('crosses months, leap days and summer time by the calendar', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-03-30', -2)).toBe('2026-03-28');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });
});

describe('the latest day at which a time has come', () => {
  it.each([
    ['2026-03-10T04:59:00Z', '2026-03-09'],
    ['2026-03-10T05:00:00Z', '2026-03-10'],
    ['2026-03-10T23:30:00Z', '2026-03-10'], // the 11th has begun in Berlin
    ['2026-03-29T03:59:00Z', '2026-03-28'], // summer time began at 1:00
    ['2026-03-29T04:00:00Z', '2026-03-29'],
    ['2026-10-25T04:59:00Z', '2026-10-24'], // and ended
    ['2026-10-25T05:00:00Z', '2026-10-25'],
  ])('%s: %s', (instant, day) => {
    expect(latestDayAfter('06:00', new Date(instant), 'Europe/Berlin')).toBe(day);
  });
});
