import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SourceReport } from '../../../contracts/artefacts/check-report.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Progress } from '../../../contracts/ports/progress.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { sourceContracts } from '../../../contracts/sources/sources.ts';
import { buildFeatures } from '../../../pipeline/features/build-features.ts';
import { historyOf } from '../../../pipeline/features/history.ts';
import { readMatrix } from '../../../pipeline/features/read-matrix.ts';
import { sqlType } from '../../../pipeline/sources/map-source.ts';
import { silence } from '../../support/silence.ts';
import { allMapped, type Business, emptyBusiness, openBusiness, smallConfig } from './business.ts';
import { scheduleOf } from './dates.ts';

const config = smallConfig();
const seconds = (instant: string): number => Date.parse(instant) / 1000;

const customer = (customer_id: string): Business['customers'][number] => ({
  customer_id,
  joined_at: seconds('2024-06-01T00:00:00Z'),
  known_at: seconds('2024-06-01T00:00:00Z'),
  segment: null,
  acquisition_channel: null,
  country: null,
  language: null,
});
const view = (customer_id: string, instant: string): Business['events'][number] => ({
  customer_id,
  happened_at: seconds(instant),
  known_at: seconds(instant),
  kind: 'view',
  name: null,
  journey_id: null,
  outcome: null,
  channel: null,
});

/** Fills the columns of a clean table by expressions over `i`, a number of the row. */
async function fill(
  warehouse: Warehouse,
  name: 'customers' | 'orders' | 'events',
  rows: number,
  given: Record<string, string>,
): Promise<void> {
  const columns = Object.entries(sourceContracts[name].columns).map(
    ([column, { type, means }]) =>
      `cast(${given[column] ?? 'null'} as ${sqlType({ type, means })}) as ${column}`,
  );
  await warehouse.create(name, `select ${columns.join(', ')} from range(${rows}) t(i)`);
}

/** 260,000 rows a table, so that several threads have work: the engine shares out blocks of 122,880. */
async function fillMany(warehouse: Warehouse, shift: number): Promise<void> {
  const rows = 260_000;
  const id = `'c' || ((i + ${shift}) % ${rows} * 7919 % 900)`;
  const time = (salt: number) =>
    `timestamp '2024-06-01' + to_seconds(cast(hash((i + ${shift}) % ${rows} * 31 + ${salt}) % 47000000 as bigint))`;
  await fill(warehouse, 'customers', 900, {
    customer_id: "'c' || i",
    joined_at: "timestamp '2024-06-01'",
    known_at: "timestamp '2024-06-01'",
  });
  const cents = `cast(hash((i + ${shift}) % ${rows}) % 100000 as decimal(18,4)) / 1000`;
  await fill(warehouse, 'orders', rows, {
    order_id: `'o' || ((i + ${shift}) % ${rows} % 50000)`,
    customer_id: id,
    ordered_at: time(1),
    known_at: time(1),
    kind: "'sale'",
    amount: cents,
    margin: `${cents} * 0.37`,
    category: `'k' || ((i + ${shift}) % ${rows} % 5)`,
  });
  await fill(warehouse, 'events', rows, {
    customer_id: id,
    happened_at: time(2),
    known_at: time(2),
    kind: `case (i + ${shift}) % ${rows} % 3 when 0 then 'view' when 1 then 'feature' else 'error' end`,
    name: `'f' || ((i + ${shift}) % ${rows} % 11)`,
    channel: `case when (i + ${shift}) % ${rows} % 2 = 0 then 'web' else 'app' end`,
  });
}

async function hashes(store: ObjectStore): Promise<Record<string, string>> {
  const entries = [];
  for (const { key } of [...(await store.list('features/')), ...(await store.list('labels/'))]) {
    entries.push([
      key,
      createHash('sha256')
        .update((await store.get(key))!)
        .digest('hex'),
    ]);
  }
  return Object.fromEntries(entries);
}

describe('the matrix', () => {
  it('has the same bytes with one thread or several, whatever the order of the rows read', async () => {
    const dates = ['2025-09-15', '2025-12-01'];
    const written: Record<string, string>[] = [];
    for (const [threads, shift] of [
      [1, 0],
      [3, 123_457],
    ] as const) {
      const { warehouse, store } = await openBusiness(emptyBusiness, threads);
      await fillMany(warehouse, shift);
      const request = { config, run: 'r', schedule: scheduleOf(config, dates), mapped: allMapped };
      await buildFeatures(warehouse, request, silence).finally(() => warehouse.close());
      written.push(await hashes(store));
    }
    expect(Object.keys(written[0]!)).toHaveLength(3);
    expect(written[1]).toEqual(written[0]);
  });

  it('holds everybody at the scoring date, elsewhere the customers whose hash is below the share', async () => {
    const dates = ['2025-06-01', '2025-09-15', '2025-12-01'];
    const ids = Array.from({ length: 800 }, (_, i) => `c${i}`).sort();
    const events = ids.map((id) => view(id, '2025-01-05T10:00:00Z'));
    const { warehouse, store } = await openBusiness({
      ...emptyBusiness,
      customers: ids.map(customer),
      events,
    });
    const sampled = smallConfig({ training: { maxRows: 1000, seed: 7 } });
    const request = { config: sampled, run: 'r', schedule: scheduleOf(sampled, dates), mapped: allMapped };
    const report = await buildFeatures(warehouse, request, silence).finally(() => warehouse.close());
    const share = 1000 / 1600;
    const chosen = ids.filter((id) => {
      const hex = createHash('md5').update(`sample/7/${id}`).digest('hex').slice(0, 8);
      return Number.parseInt(hex, 16) < Math.floor(share * 2 ** 32);
    });
    expect(report.sampleShare).toBe(share);
    expect(Math.abs(chosen.length / 800 - share)).toBeLessThan(0.06);
    const customersAt = async (date: string) => (await readMatrix(store, 'r', report, [date])).customerIds;
    expect(await customersAt(dates[0]!)).toEqual(chosen);
    expect(await customersAt(dates[1]!)).toEqual(chosen);
    expect(await customersAt(dates[2]!)).toEqual(ids);
    expect(report.dates.map(({ rows }) => rows)).toEqual([chosen.length, chosen.length, 800]);
  });

  it('drops what is not mapped, says that revenue stands for margin, and keeps the order of the catalogue', async () => {
    const notes: string[] = [];
    const progress: Progress = { ...silence, note: (text) => notes.push(text) };
    const events = [view('c0', '2025-01-05T10:00:00Z')];
    const { warehouse, store } = await openBusiness({
      ...emptyBusiness,
      customers: [customer('c0')],
      events,
    });
    const columns = { customers: ['joined_at'], orders: ['ordered_at', 'amount'], events: ['happened_at'] };
    const mapped = (source: string) => columns[source as keyof typeof columns] ?? [];
    const request = { config, run: 'r', schedule: scheduleOf(config, ['2025-12-01']), mapped };
    const report = await buildFeatures(warehouse, request, progress).finally(() => warehouse.close());
    const matrix = await readMatrix(store, 'r', report, ['2025-12-01']);
    expect(matrix.table.columns.map(({ name }) => name)).toEqual(report.features.map(({ name }) => name));
    expect(report.dropped.map(({ feature }) => feature)).toContain('margin_rate_365d');
    expect(notes).toEqual(['orders.margin is not mapped: margin and value are revenue there']);
  });

  it('refuses an as-of date before which nobody is known', async () => {
    const events = [view('c0', '2026-01-05T10:00:00Z')];
    const { warehouse } = await openBusiness({ ...emptyBusiness, customers: [customer('c0')], events });
    const request = { config, run: 'r', schedule: scheduleOf(config, ['2025-12-01']), mapped: allMapped };
    const built = buildFeatures(warehouse, request, silence).finally(() => warehouse.close());
    await expect(built).rejects.toThrow(/No customer is known before 2025-12-01/);
  });
});

describe('the history', () => {
  const gaps = [{ from: '2025-03-01', until: '2025-04-10' }];
  const found = (source: string, first: string, last: string, silentDays: number | null = null) =>
    ({ source, rhythm: { first, last, stray: 0, usualGap: 1, silentDays, gaps } }) as unknown as SourceReport;

  it('begins with the first order or event, else with the first subscription, and ends where orders stopped', () => {
    const people = found('customers', '2025-02-01', '2025-11-01');
    const terms = found('subscriptions', '2019-01-01', '2025-12-31');
    const sales = found('orders', '2025-01-06', '2025-10-01', 60);
    const until = config.business.dataUntil;
    expect(historyOf({ sources: [people, sales, terms] }, config)).toEqual({
      start: '2025-01-06',
      peopledFrom: '2025-02-01',
      labelsUntil: '2025-10-02',
      gaps,
    });
    expect(historyOf({ sources: [terms] }, config)).toMatchObject({
      start: '2019-01-01',
      labelsUntil: until,
    });
    const accepted = { ...config, checks: { ...config.checks, acceptGaps: ['orders' as const] } };
    expect(historyOf({ sources: [sales, terms] }, accepted).gaps).toEqual([]);
    expect(() => historyOf({ sources: [people] }, config)).toThrow(/no order, event or subscription/);
  });
});
