import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EarlierRun } from '../../../contracts/artefacts/health-report.ts';
import { keys } from '../../../contracts/keys.ts';
import { buildFeatures } from '../../../pipeline/features/build-features.ts';
import { writeMaturedScores } from '../../../pipeline/health/matured-scores.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { readParquet, writeParquet } from '../../../pipeline/tables/parquet.ts';
import { recordingWarehouse } from '../../support/recording-warehouse.ts';
import { silence } from '../../support/silence.ts';
import { trinoGrammar } from '../../support/trino-grammar.ts';
import { allMapped, openBusiness, smallConfig } from '../features/business.ts';
import { scheduleOf } from '../features/dates.ts';
import { randomBusiness } from '../features/random-business.ts';
import { predicted } from '../targeting/fixtures.ts';

const dates = ['2025-04-10', '2025-06-01', '2025-12-01'];
const [business] = fc.sample(randomBusiness(dates, 'Europe/Warsaw'), { numRuns: 1, seed: 12 });
const kinds = [
  { kind: 'non-contractual', by: 'orders' },
  { kind: 'non-contractual', by: 'activity' },
  { kind: 'contractual', graceDays: 7 },
] as const;

const earlier: EarlierRun[] = [
  {
    run: 'second',
    asOf: dates[1]!,
    scores: keys.scores('second'),
    model: 'm',
    observedDays: 300,
    maturedValue: false,
  },
  {
    run: 'first',
    asOf: dates[0]!,
    scores: keys.scores('first'),
    model: 'm',
    observedDays: 60,
    maturedValue: true,
  },
];

async function matured(churn: (typeof kinds)[number], contacted: readonly string[]) {
  const config = smallConfig({
    churn: { horizonDays: 30, lookbackDays: 120, ...churn },
    clv: { observedDays: 60, horizonDays: 60 },
  });
  const { warehouse, store } = await openBusiness(business!);
  const texts = new Set<string>();
  const customers = business!.customers.map(({ customer_id: id }, i) => ({
    id,
    churn: (i + 1) / 100,
    kept: i,
  }));
  for (const { scores } of earlier) await store.put(`${scores}a.parquet`, writeScores(predicted(customers)));
  const drawn = [
    ...contacted.map((id) => [id, 'contact', dates[0]!, '2099-01-01']),
    [customers.at(-1)!.id, 'contact', '2000-01-01', dates[0]!], // run out
    [customers.at(-2)!.id, 'control', dates[0]!, '2099-01-01'],
  ];
  const column = (name: string, at: number) =>
    ({ name, type: 'text', values: drawn.map((draw) => draw[at]!) }) as const;
  const ledger = ['customer_id', 'arm', 'as_of', 'arm_until'].map(column);
  await store.put(keys.arms(1), writeParquet(ledger));
  const rowsOf = async (prefix: string) => {
    const files = (await store.list(prefix)).map(({ key }) => key);
    return (await Promise.all(files.map(async (key) => readParquet((await store.get(key))!)))).flat();
  };
  try {
    const request = { config, run: 'later', asOf: dates[2]!, runs: earlier };
    await writeMaturedScores(recordingWarehouse(warehouse, texts), store, request);
    const schedule = scheduleOf(config, dates);
    await buildFeatures(warehouse, { config, run: 'later', schedule, mapped: allMapped }, silence);
    return {
      texts,
      customers,
      rows: (asOf: string) => rowsOf(`${keys.matured('later')}as_of=${asOf}/`),
      labels: (asOf: string) => rowsOf(`${keys.labels('later')}as_of=${asOf}/`),
    };
  } finally {
    await warehouse.close();
  }
}

describe('scores beside outcomes', () => {
  it.each(kinds)('hold the labels that training sees: %o', async (churn) => {
    const { rows, labels, customers } = await matured(churn, []);
    const score = new Map(customers.map((one) => [one.id, one.churn]));
    const found = await rows(dates[0]!);
    expect(found.length).toBeGreaterThan(3);
    expect(found.map(({ customer_id, churned, value }) => ({ customer_id, churned, value }))).toEqual(
      (await labels(dates[0]!)).map(({ customer_id, churned, value }) => ({ customer_id, churned, value })),
    );
    for (const row of found) expect(row.churn).toBe(score.get(String(row.customer_id)));
    const second = await rows(dates[1]!);
    expect(second.map(({ churned }) => churned)).toEqual(
      (await labels(dates[1]!)).map(({ churned }) => churned),
    );
    expect(new Set(second.map(({ value }) => value))).toEqual(new Set([null]));
  });

  it('leave out whom this run contacted, and nobody else', async () => {
    const ids = (await (await matured(kinds[0], [])).rows(dates[0]!)).map((row) => String(row.customer_id));
    const gone = ids.slice(0, 2);
    const kept = (await (await matured(kinds[0], gone)).rows(dates[0]!)).map((row) =>
      String(row.customer_id),
    );
    expect(kept).toEqual(ids.slice(2));
  });

  it('are asked for in texts that Trino’s grammar reads', async () => {
    const problems = await trinoGrammar();
    const { texts } = await matured(kinds[2], []);
    expect(texts.size).toBeGreaterThan(5);
    expect([...texts].flatMap((text) => problems(text))).toEqual([]);
  });
});
