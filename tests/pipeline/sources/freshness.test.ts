import { describe, expect, it } from 'vitest';
import { addDays } from '../../../contracts/business-day.ts';
import { denseSpan } from '../../../pipeline/recognise/dense-span.ts';
import { rhythmOf } from '../../../pipeline/sources/freshness.ts';
import { checkFixture } from '../../support/check-fixture.ts';

const every = (gap: number, first: string, days: number, rows = 20) =>
  Array.from({ length: days }, (_, i) => ({ day: addDays(first, i * gap), rows }));

describe('the span of the rows', () => {
  const daily = every(1, '2024-03-01', 300);

  it.each([
    ['one row six weeks ahead', { day: '2025-02-05', rows: 1 }],
    ['a few rows of the year 9999', { day: '9999-12-31', rows: 40 }],
    ['one row of 1900', { day: '1900-01-01', rows: 1 }],
    ['many rows of 1970', { day: '1970-01-01', rows: 900 }],
    ['a row of 1987', { day: '1987-05-05', rows: 2 }],
  ])('does not reach to %s', (_, stray) => {
    const days = [...daily, stray].sort((a, b) => (a.day < b.day ? -1 : 1));
    expect(denseSpan(days)).toEqual({ first: '2024-03-01', last: '2024-12-25', stray: stray.rows });
  });

  it('goes by the rhythm of the rows: monthly invoices are no strays of each other', () => {
    const monthly = every(31, '2023-01-01', 24, 5);
    expect(denseSpan(monthly)).toMatchObject({ first: '2023-01-01', stray: 0 });
    expect(denseSpan([{ day: '2025-01-01', rows: 3 }])).toMatchObject({ last: '2025-01-01' });
    expect(denseSpan([])).toBeNull();
  });
});

describe('a feed stopped for a while', () => {
  const until = '2025-01-01';
  const without = (from: string, to: string, days: { day: string; rows: number }[]) =>
    days.filter(({ day }) => day < from || day >= to);
  const gaps = (days: { day: string; rows: number }[]) => rhythmOf(days, { until, lagDays: 0 })?.gaps;
  const daily = every(1, '2024-01-01', 366);

  it.each([
    ['seven weeks', '2024-04-09', '2024-05-28', [{ from: '2024-04-09', until: '2024-05-28' }]],
    ['a week around Christmas', '2024-12-23', '2024-12-30', []],
    ['a summer of two weeks', '2024-07-01', '2024-07-15', [{ from: '2024-07-01', until: '2024-07-15' }]],
  ])('%s', (_, from, to, found) => {
    expect(gaps(without(from, to, daily))).toEqual(found);
  });

  it('but not where rows are as rare as that', () => {
    expect(gaps(without('2024-04-09', '2024-05-28', every(1, '2024-01-01', 366, 0)))).toEqual([]);
    expect(gaps(every(31, '2022-01-01', 36))).toEqual([]);
  });
});

describe('a feed has stopped', () => {
  const until = '2025-01-01';

  it.each([
    ['daily rows, silent for 45 days', every(1, '2024-01-01', 321), 0, 45],
    ['daily rows, silent for a week', every(1, '2024-01-01', 359), 0, null],
    ['monthly rows, silent for 45 days', every(31, '2022-01-01', 34), 0, null],
    ['daily rows that arrive six weeks late', every(1, '2024-01-01', 321), 42, null],
    ['too few days to show a rhythm', every(1, '2024-01-01', 9), 0, null],
  ])('%s', (_, days, lagDays, silent) => {
    expect(rhythmOf(days, { until, lagDays })?.silentDays).toBe(silent);
  });

  const rows = every(1, '2025-01-01', 300, 1).map(({ day }, i) => `o${i},c1,${day},10`);
  const orders = { csv: ['order_id,customer_id,ordered_at,amount', ...rows].join('\n') };
  const customers = { csv: 'customer_id,joined_at\nc1,2025-01-01' };

  it('which stops the run, by name and day, unless the config accepts it', async () => {
    await expect(checkFixture({ customers, orders })).rejects.toThrow(
      /orders: the last rows are of 2025-10-27, 65 days before .*acceptStale: \[orders\]/,
    );
    const { report } = await checkFixture({ customers, orders }, { checks: { acceptStale: ['orders'] } });
    expect(report.sources[1]?.rhythm).toMatchObject({ last: '2025-10-27', silentDays: 65 });
  });

  const terms = (end: (day: string, i: number) => string) => ({
    csv: [
      'subscription_id,customer_id,started_at,ended_at,monthly_amount',
      ...every(1, '2025-01-01', 200, 1).map(({ day }, i) => `s${i},c1,${day},${end(day, i)},10`),
    ].join('\n'),
  });
  const contractual = { churn: { kind: 'contractual', horizonDays: 30, lookbackDays: 90 } } as const;
  const rhythm = async (end: (day: string, i: number) => string, accepted: boolean) => {
    const checks = accepted ? { checks: { acceptStale: ['subscriptions'] } } : {};
    const sources = { customers, subscriptions: terms(end) };
    const { report } = await checkFixture(sources, { ...contractual, ...checks });
    return report.sources[1]?.rhythm;
  };

  it('not while contracts still end, unless their ends were agreed on with the start', async () => {
    const lived = await rhythm((day, i) => addDays(day, 20 + ((i * 37) % 200)), false);
    expect(lived?.silentDays).toBeNull();
    expect(lived?.last).toMatch(/^2025-12/);
    const planned = (day: string) => addDays(day, 365);
    await expect(rhythm(planned, false)).rejects.toThrow(/subscriptions: the last rows are of 2025-07-19/);
    expect(await rhythm(planned, true)).toMatchObject({ last: '2025-07-19', silentDays: 165 });
  });
});
