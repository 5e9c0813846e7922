import { expect, it } from 'vitest';
import { drawnCustomers, measured } from './campaign.ts';

const customers = drawnCustomers(160);
const month = (i: number) => `${2020 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}`;

/** Cohorts of customers who joined in so many months, one after the other. */
async function cohortsOf(months: number, config = {}) {
  const { reports } = await measured(customers, {
    ...config,
    customers: (_, i) => ({ joined_at: Date.parse(`${month(i % months)}-10T12:00:00Z`) / 1000 }),
  });
  return reports[0]!.cohorts.rows;
}

const total = (rows: Awaited<ReturnType<typeof cohortsOf>>) =>
  rows.reduce((sum, { customers: { contact, control } }) => sum + contact + control, 0);

it('is by month, quarter or year, whichever is the shortest with a dozen at most; nobody is left out', async () => {
  for (const [months, values] of [
    [3, ['2020-01', '2020-02', '2020-03']],
    [14, ['2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4', '2021-Q1']],
    [40, ['2020', '2021', '2022', '2023']],
  ] as const) {
    const rows = await cohortsOf(months);
    expect(rows.map(({ value }) => value)).toEqual(values);
    expect(total(rows)).toBe(160);
  }
});

it('has no cohort where there is one only, and the figures but no interval where it is small', async () => {
  expect(await cohortsOf(1)).toEqual([]);
  const rows = await cohortsOf(14);
  expect(rows.every(({ observed }) => Number.isFinite(observed.effect.value))).toBe(true);
  expect(rows.map(({ observed }) => observed.effect.interval)).toEqual([null, null, null, null, null]);
});

it('is by wave where a campaign drew on several days', async () => {
  const { reports } = await measured(customers, {
    ledger: (rows) =>
      rows.map((row, i) => (i % 2 === 0 ? row : { ...row, as_of: '2025-08-11', arm_until: '2025-10-10' })),
  });
  expect(reports[0]!.cohorts.rows.map(({ by, value }) => [by, value])).toEqual([
    ['wave', '2025-08-04'],
    ['wave', '2025-08-11'],
  ]);
});
