import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentColumns } from '../../../contracts/artefacts/list-columns.ts';
import { configSchema } from '../../../contracts/config/config.ts';
import { escalationsSchema } from '../../../contracts/config/escalations.ts';
import { problemSchema } from '../../../contracts/config/problems.ts';
import { promotersSchema } from '../../../contracts/config/promoters.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { sourceContracts } from '../../../contracts/sources/sources.ts';
import { buildFeatures } from '../../../pipeline/features/build-features.ts';
import { joiningADay } from '../../../pipeline/proof/joining.ts';
import { pastBaskets, scoredSums } from '../../../pipeline/proof/measure-moves.ts';
import { pastPeriods } from '../../../pipeline/proof/measure-past.ts';
import { leftAloneSelect } from '../../../pipeline/pulse/left-alone.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { selectConsents } from '../../../pipeline/sources/consent.ts';
import {
  selectAhead,
  selectFlagged,
  selectGood,
  selectLater,
  selectSuspects,
  selectTwice,
} from '../../../pipeline/sources/flag-rows.ts';
import { mapSource } from '../../../pipeline/sources/map-source.ts';
import { rowRules } from '../../../pipeline/sources/row-rules.ts';
import { actedSelect } from '../../../pipeline/targeting/escalations/acted.ts';
import { createOpenEscalations } from '../../../pipeline/targeting/escalations/open-escalations.ts';
import { findToTell } from '../../../pipeline/targeting/fixed-problems/to-tell.ts';
import { learnedColumns } from '../../../pipeline/targeting/learned.ts';
import { appendDraws } from '../../../pipeline/targeting/ledger.ts';
import { listTable } from '../../../pipeline/targeting/list-table.ts';
import { findNewcomers } from '../../../pipeline/targeting/newcomers/find-newcomers.ts';
import { newcomerChance } from '../../../pipeline/targeting/newcomers/newcomers.ts';
import { profitBySize } from '../../../pipeline/targeting/profit-by-size.ts';
import { findPromoters } from '../../../pipeline/targeting/promoters/invite.ts';
import { measureReferrals } from '../../../pipeline/targeting/promoters/referrals.ts';
import { findThresholds, rankedSelect } from '../../../pipeline/targeting/rank.ts';
import { attachLedger, readCampaignCounts } from '../../../pipeline/targeting/read-ledger.ts';
import { createReturning } from '../../../pipeline/targeting/returning/create-returning.ts';
import { chanceSql } from '../../../pipeline/targeting/returning/gone.ts';
import { createSaidMoods } from '../../../pipeline/targeting/said-moods.ts';
import { selectCustomers } from '../../../pipeline/targeting/select-customers.ts';
import { selectExplored } from '../../../pipeline/targeting/select-explored.ts';
import { readDrawnPlays } from '../../../pipeline/targeting/spend.ts';
import { createWouldList } from '../../../pipeline/targeting/would-list.ts';
import { recordingWarehouse } from '../../support/recording-warehouse.ts';
import { silence } from '../../support/silence.ts';
import { trinoGrammar } from '../../support/trino-grammar.ts';
import { limits, predicted, standing, targeting } from '../targeting/fixtures.ts';
import { allMapped, openBusiness, smallConfig } from './business.ts';
import { scheduleOf } from './dates.ts';
import { randomBusiness } from './random-business.ts';

const dates = ['2025-04-10', '2025-12-01'];

/** Every text of building features, for each way to count churn; each has run on DuckDB. */
async function featureTexts(): Promise<Set<string>> {
  const texts = new Set<string>();
  const [business] = fc.sample(randomBusiness(dates, 'Europe/Warsaw'), { numRuns: 1, seed: 6 });
  const churn = { horizonDays: 30, lookbackDays: 120 };
  for (const kind of [
    { kind: 'non-contractual', by: 'activity' },
    { kind: 'contractual', graceDays: 7 },
  ]) {
    const config = smallConfig({ churn: { ...churn, ...kind }, training: { maxRows: 1000 } });
    const { warehouse } = await openBusiness(business!);
    const recorded = recordingWarehouse(warehouse, texts);
    const request = {
      config,
      run: 'r',
      schedule: scheduleOf(config, dates),
      mapped: allMapped,
      withMoods: true,
    };
    await buildFeatures(recorded, request, silence).finally(() => warehouse.close());
  }
  return texts;
}

/** The texts that judge every row of every source, all columns mapped, times in a pattern and in a zone of their own. */
function sourceTexts(): string[] {
  return Object.values(sourceContracts).flatMap((contract) => {
    const columns = Object.entries(contract.columns).map(([name, { type }]) => [
      name,
      type === 'time' ? { column: name, format: 'dd/MM/yyyy HH:mm' } : name,
    ]);
    const { sources } = configSchema.shape;
    const config = sources.parse({
      [contract.name]: {
        from: 'input',
        timeZone: 'Europe/Warsaw',
        dimensions: ['carrier'],
        columns: Object.fromEntries(columns),
      },
    })[contract.name]!;
    const names = [...Object.keys(contract.columns), 'carrier'];
    const types = ['varchar', 'double', 'timestamp'];
    const input = names.map((name, i) => ({ name, type: types[i % types.length]! }));
    const source = mapSource(contract, config, input);
    const setting = { currency: 'EUR', rates: { USD: 0.9 }, dataUntil: '2026-01-01 00:00:00' };
    const judging = {
      source,
      from: 'input',
      setting: { ...setting, rules: rowRules(source, setting) },
      twice: 'twice',
    };
    return [
      selectTwice(judging)!,
      selectGood(judging),
      selectLater(judging),
      selectAhead(judging),
      selectSuspects(judging, { all: false }),
      selectFlagged(source, 'suspects'),
      ...(contract.name === 'customers'
        ? [selectConsents(source, { flagged: 'flagged', kept: 'select * from flagged' }, setting)]
        : []),
    ];
  });
}

/** The store with a first file of the ledger, in which one customer was drawn. */
async function storeWithDraws(store: ObjectStore): Promise<ObjectStore> {
  const row = {
    campaign: 'spring',
    customer_id: 'c0',
    term: 1,
    arm: 'contact',
    stratum: 1,
    share: 0.2,
    draw: 1,
  };
  await appendDraws(store, 1, listTable('assignments', assignmentColumns, [row]));
  return store;
}

/** Lists beside those of the campaigns. */
async function besideTexts(warehouse: Warehouse, store: ObjectStore): Promise<void> {
  for (const table of ['moods_read', 'themes_said'])
    await warehouse.create(
      table,
      "select 'ticket' as source, 'T1' as record_id, 'c0' as customer_id, '2025-10-01 00:00:00' as written_at, 'delivery' as theme, -5e-1 as sentiment, 'own' as said_by",
    );
  await createSaidMoods(warehouse, { asOfAt: '2025-12-01 00:00:00', withMoods: true });
  const request = {
    asOf: '2025-12-01',
    asOfAt: '2025-12-01 00:00:00',
    ranked: 'ranked_scores',
    size: 10,
    limits: limits(),
    prefix: 'beside/',
    language: 'en',
    file: 2,
  } as const;
  const late = { name: "it's late", reasons: ['delivery'], themes: ['delivery'], fixed: '2025-11-01' };
  const problems = [problemSchema.parse(late)];
  const told = await findToTell(warehouse, store, {
    ...request,
    problems,
    withThemes: true,
    hasTouches: true,
  });
  expect(told.counts.found).toBe(1);
  for (const withMoods of [true, false])
    await findPromoters(warehouse, store, {
      ...request,
      config: promotersSchema.parse({}),
      withMoods,
      run: 'r',
      globalControl: null,
      counts: new Map(),
    });
  await measureReferrals(warehouse, request);
  for (const churn of [
    { kind: 'contractual', graceDays: 7 },
    { kind: 'non-contractual', by: 'activity' },
  ]) {
    const config = smallConfig({ churn: { horizonDays: 30, lookbackDays: 120, ...churn } });
    await createReturning(warehouse, store, { ...request, config, scores: 'scores' });
  }
  for (const by of ['orders', 'activity'] as const) {
    const config = smallConfig({
      churn: { kind: 'non-contractual', by, horizonDays: 30, lookbackDays: 120 },
    });
    const newcomers = { withinDays: 60 };
    await findNewcomers(warehouse, store, { ...request, config, newcomers });
  }
  await warehouse.create(
    'newcomers_told',
    `select ${newcomerChance([0.5, -1e-9, 2, 3e20, 1, 1])} as chance from newcomers`,
  );
  await warehouse.create(
    'returning_chances',
    `select ${chanceSql([0.5, -1e-9, 2, 3e20])} as chance from gone_customers`,
  );
}

/** The texts that rank, and say of each customer on a list what it says. */
async function targetingTexts(): Promise<Set<string>> {
  const texts = new Set<string>();
  const [business] = fc.sample(randomBusiness(dates, 'Europe/Warsaw'), { numRuns: 1, seed: 7 });
  const { warehouse, store } = await openBusiness(business!);
  const recorded = recordingWarehouse(warehouse, texts);
  await store.put('scores/part-0.parquet', writeScores(predicted([{ id: 'c0', churn: 0.5, kept: 100 }])));
  await warehouse.attach('scores', 'scores/');
  const thresholds = await findThresholds(recorded, 'scores', {
    ...targeting({ highValueShare: 0.5, atRiskAbove: 0.1 }),
    cheapestContact: 1,
  });
  await recorded.create('ranked', rankedSelect('scores', thresholds));
  await createSaidMoods(recorded, { asOfAt: '2025-12-01 00:00:00' });
  await createOpenEscalations(recorded, {
    asOfAt: '2025-12-01 00:00:00',
    ranked: 'ranked',
    config: escalationsSchema.parse({}),
  });
  await attachLedger(recorded, store, 1);
  await readDrawnPlays(recorded, "it's spring");
  await attachLedger(recorded, await storeWithDraws(store), 2);
  await readCampaignCounts(recorded);
  await readDrawnPlays(recorded, 'spring');
  const request = {
    asOfAt: '2025-12-01 00:00:00',
    ranked: 'ranked',
    asOf: '2025-12-01',
    wanted: { candidates: 20, gone: 10 },
    limits: limits(),
    prefix: 'selection/',
  };
  const eligible = [{ country: { is: ['PL', "d'Or"] }, clv: { atLeast: 1e-9 } }, { churn: { atMost: 0.5 } }];
  await selectCustomers(recorded, store, { ...request, campaigns: [standing()] });
  await selectCustomers(recorded, store, { ...request, campaigns: [{ ...standing(), eligible }] });
  await recorded.create('ranked_scores', rankedSelect('scores', thresholds));
  await recorded.create('gains', 'select customer_id, 1e-1 as gain_0, false as harm_0 from scores');
  const learned = { plays: [{ plays: ['Note'] }] as never };
  const priced = ['Note', 'Call'].map((name) => ({
    name,
    channel: 'email',
    cost: 1,
    when: [],
    guessed: false,
  }));
  const byGain = { ...learned, gains: 'gains', priced, savedShare: 0.1 };
  await recorded.create('ranked', rankedSelect('scores', { ...thresholds, priorityAbove: 0 }, byGain));
  const asked = { ...request, campaigns: [standing()], learned: learnedColumns(learned) };
  await selectCustomers(recorded, store, asked);
  await selectExplored(recorded, store, asked, { share: 0.9, most: 5 });
  await profitBySize(recorded, {
    ranked: 'ranked',
    savedShare: 0.1,
    priorityAbove: 0,
    byGain: true,
    listSize: 1,
  });
  await besideTexts(recorded, store);
  await createWouldList(recorded, 'ranked_scores', 5);
  const periods = pastPeriods(recorded, {
    config: smallConfig(),
    asOf: '2025-12-01',
    history: { start: '2025-01-01', peopledFrom: '2025-01-01', labelsUntil: '2025-12-01', gaps: [] },
  });
  await periods.measure({
    horizons: [30, 60],
    winsorise: 0.999,
    alike: 'r.customer_id in (select customer_id from would_list)',
  });
  await pastBaskets(recorded, periods.tableOf(30), { from: '2025-11-01', horizonDays: 30 }, 'Europe/Warsaw');
  await scoredSums(recorded);
  for (const by of ['orders', 'activity'] as const) {
    const config = { ...smallConfig(), churn: { ...smallConfig().churn, by } };
    const history = { start: '2024-01-01', peopledFrom: '2024-01-01', labelsUntil: '2025-12-01', gaps: [] };
    await joiningADay(recorded, { config, asOf: '2025-12-01', history, ranked: 'ranked_scores' });
  }
  await warehouse.close();
  return texts;
}

describe("every query parses with Trino's grammar", () => {
  it('of features, sources and targeting', async () => {
    const problems = await trinoGrammar();
    const texts = [
      ...(await featureTexts()),
      ...sourceTexts(),
      leftAloneSelect('2026-01-01 00:00:00', 5),
      actedSelect('2026-01-01 00:00:00'),
      ...(await targetingTexts()),
    ];
    expect(texts.length).toBeGreaterThan(40);
    const wrong = texts.flatMap((text) =>
      problems(text).map((problem) => `${problem} of ${text.slice(0, 200)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('and a text that only DuckDB reads does not', async () => {
    const problems = await trinoGrammar();
    expect(problems('select * exclude (a) from t')).not.toEqual([]);
    expect(problems('from t select a')).not.toEqual([]);
    expect(problems("select {{as_of}} - interval '7' day as a from t")).not.toEqual([]);
  });
});
