import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LocalRun, openLocalRun } from '../../../cli/local-run.ts';
import { listScreen } from '../../../cli/screens/list-screen.ts';
import { keys } from '../../../contracts/keys.ts';
import { moveClv } from '../../../pipeline/stages/move-clv.ts';
import { planComparison } from '../../../pipeline/stages/plan-comparison.ts';
import { runUntil } from '../../../pipeline/stages/run-all.ts';
import { seedOf } from '../../../pipeline/stages/seed.ts';
import { keyOf, resultOf, stageOrder } from '../../../pipeline/stages/stage.ts';
import { statusOf } from '../../../pipeline/stages/status.ts';
import { readParquet } from '../../../pipeline/tables/parquet.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';
import { smallBusiness } from '../../support/small-business.ts';

const folder = scratchFolder({ for: 'file' });
/** More leave than either limit allows; refunds are off their target. */
const watched =
  'cx: { alerts: [{ metric: churn_rate, above: 0.01 }, { metric: churn_rate, above: 0.015 }], targets: [{ metric: refund_share, value: 0.001, since: 2025-03-01, by: 2025-09-01, owner: Ada }] }';
const other =
  'targeting: { listSize: 20, csv: { delimiter: ";" }, plays: [{ name: Note, channel: email, when: [] }] }';
let config: string;
let given: LocalRun;

const open = (file: string, out = 'out') => openLocalRun({ config: file, out: join(folder, out) }, silence);

/** The business's config, changed, beside the one that has run. */
const beside = (name: string, change: (text: string) => string) =>
  writeText(folder, name, change(readFileSync(config, 'utf8')));

/** The stages of a run that would be done. */
async function toDo({ run, environment }: LocalRun): Promise<string[]> {
  const { stages } = await statusOf(environment.store, run);
  return stages.filter(({ stands }) => !stands).map(({ stage }) => stage);
}

beforeAll(async () => {
  const few = (text: string) =>
    `${text.replace('minHistoryDays: 90', 'minHistoryDays: 90, minCustomers: 200, refit: false')}${watched}\n`;
  config = await smallBusiness(folder, { customers: 300, config: few });
  given = await open(config);
  expect(await toDo(given)).toHaveLength(stageOrder.length);
  await runUntil('list', given.run, given.environment);
  expect(await toDo(given)).toEqual([]);
});

describe('what a comparison can show', () => {
  it('is said before launch of those who can be contacted, of 300 customers too, whose arms are balanced in every stratum', async () => {
    const { run, environment } = given;
    const { campaigns } = await resultOf('list', run, environment);
    const { proof, strata, share } = campaigns[0]!;
    const plan = await planComparison(run, environment);
    const { candidates, eligible, looked, barred, waiting } = plan.contactable;
    const sum = (rules: typeof barred) => rules.reduce((all, { customers }) => all + customers, 0);
    expect([eligible, looked]).toEqual([candidates, candidates]);
    expect(sum(barred)).toBeGreaterThan(0);
    expect(plan.outlook.pool).toBe(eligible - sum(barred));
    expect(proof!.pool).toBe(plan.outlook.pool);
    expect(plan.outlook.past!.alike).toBe(Math.min(60, eligible - sum(barred) - sum(waiting)));
    expect(plan.outlook.past!.from).toBe(proof!.past!.from);
    expect([plan.outlook.joining, plan.outlook.all.customers]).toEqual([
      proof!.joining,
      proof!.all.customers,
    ]);
    expect(plan.outlook.one.money).toBeGreaterThan(0);
    expect(plan.outlook.one.money).toBeLessThan(plan.outlook.one.unadjusted!);
    expect(await environment.store.list(`${keys.candidates(run.id)}planned/`)).toEqual([]);
    for (const { listed, heldOut } of strata) expect(Math.abs(heldOut - share * listed)).toBeLessThan(1);
    expect(await toDo(given)).toEqual([]);
  });

  it('is one figure, over the campaign’s own horizon, wherever it is said', async () => {
    const file = beside(
      'longer.yaml',
      (text) =>
        `${text.replace(watched, '')}campaigns: [{ name: longer, starts: 2025-06-02, ends: 2025-12-31, horizonDays: 45, listSize: 100, holdout: { share: 0.4 } }]\n`,
    );
    const { run, environment } = await open(file, 'longer');
    await runUntil('list', run, environment);
    const manifest = await resultOf('list', run, environment);
    const { proof, detectableDifference, expectedRetention, name, horizonDays } = manifest.campaigns[0]!;
    expect([name, horizonDays]).toEqual(['longer', 45]);
    expect(run.config.churn.horizonDays).not.toBe(45);
    expect([detectableDifference, expectedRetention]).toEqual([proof!.now!.points, proof!.past!.retained]);
    const screen = (await listScreen(manifest, environment.store)).join('\n');
    const percent = (100 * detectableDifference!).toFixed(1);
    expect(screen).toContain(`a difference in retention of ${percent} points or more can be detected`);
    const { outlook } = await planComparison(run, environment, { campaign: 'longer' });
    expect([outlook.retained, outlook.past]).toEqual([expectedRetention, proof!.past]);
  });

  it('stands beside what a small change would be worth, by the scores and the past', async () => {
    const { run, environment } = given;
    const { customers, clv, moves, past } = await moveClv(run, environment);
    const { active } = await resultOf('score', run, environment);
    expect(customers).toBe(active);
    const worth = Object.fromEntries(moves.map(({ mover, worth }) => [mover, worth]));
    expect(worth['order-value']!.value).toBeCloseTo(clv / 100, 6);
    expect(worth.retention!.value).toBeGreaterThan(0);
    expect(past!.customers).toBeGreaterThan(100);
    expect(worth.frequency!.low).toBeGreaterThan(0);
    expect(moves.find(({ mover }) => mover === 'cross-sell')!.why).toMatch(/no second category/);
  });

  it('is asked of a campaign of the config, of none that it does not declare', async () => {
    const campaign =
      'campaigns: [{ name: autumn, starts: 2025-10-06, horizonDays: 30, holdout: { share: 0.4 } }]';
    const { run, environment } = await open(beside('campaign.yaml', (text) => `${text}${campaign}\n`));
    const { outlook, horizons, curve } = await planComparison(run, environment, {
      campaign: 'autumn',
      listSize: 12,
    });
    expect(outlook).toMatchObject({ horizonDays: 30, share: 0.4, perList: 12, looks: 'declared end' });
    // a list a week from 6 October to 4 November, though there are customers for more
    expect([outlook.ownLists, curve.at(-1)!.lists]).toEqual([5, 5]);
    expect(outlook.joining).toBeGreaterThanOrEqual(0);
    expect(horizons.map(({ horizonDays }) => horizonDays)).toEqual([30, 60, 90, 180, 365]);
    await expect(planComparison(run, environment, { campaign: 'winter' })).rejects.toThrow(
      'The config declares no campaign "winter" (declared: autumn)',
    );
  });
});

describe('after a run', () => {
  it.each([
    ['the size of the list', 'targeting: { listSize: 50 }'],
    ['a delimiter', 'targeting: { listSize: 60, csv: { delimiter: "\\t" } }'],
    ['a play', 'targeting: { listSize: 60, plays: [{ name: Note, channel: email, when: [] }] }'],
    ['what a contact may cost', 'targeting: { listSize: 60, savedShare: 0.2 }'],
    ['all of these', other],
  ])('%s changes the list alone', async (_, targeting) => {
    const changed = await open(beside('changed.yaml', (text) => text.replace(/targeting: .*/, targeting)));
    expect(await toDo(changed)).toEqual(['list']);
  });

  it.each([
    ['a limit', /above: 0.01 /, 'above: 0.02 '],
    ['a metric that is watched', '{ metric: churn_rate, above: 0.01 }, ', ''],
    ['who answers for a target', 'owner: Ada', 'owner: Bob'],
  ])('%s changes the alerts alone', async (_, from, to) => {
    expect(await toDo(await open(beside('changed.yaml', (text) => text.replace(from, to))))).toEqual([
      'alerts',
    ]);
  });

  it('what the weekly page shows changes no stage, and how metrics are counted none but theirs and the alerts', async () => {
    const changed = (cx: string) =>
      open(beside('changed.yaml', (text) => text.replace('cx: {', `cx: { ${cx},`)));
    expect(await toDo(await changed('report: { indicators: [churn_rate] }'))).toEqual([]);
    expect(await toDo(await changed('days: 30'))).toEqual(['metrics', 'alerts']);
  });

  it('another limit is held against the figures that stand, and the first one again against what the ledger says since', async () => {
    const { store } = given.environment;
    const alertsOf = async ({ run, environment }: LocalRun) => {
      const { watch, targets } = await runUntil('alerts', run, environment);
      expect(targets).toMatchObject([{ metric: 'refund_share', verdict: 'missed' }]);
      return watch.alerts.map(({ limit, state }) => [limit, state]);
    };
    const first = await resultOf('alerts', given.run, given.environment);
    expect(first.watch.alerts.map(({ limit, state }) => [limit, state]).sort()).toEqual([
      [0.01, 'opened'],
      [0.015, 'opened'],
    ]);
    const metrics = await store.list(keys.metrics(keyOf(given.run, 'metrics')));
    const changed = await open(
      beside('changed.yaml', (text) => text.replace('above: 0.01 ', 'above: 0.02 ')),
    );
    expect((await alertsOf(changed)).sort()).toEqual([
      [0.01, 'closed'],
      [0.015, 'opened'],
      [0.02, 'opened'],
    ]);
    expect(await store.list(keys.metrics(keyOf(changed.run, 'metrics')))).toEqual(metrics);
    const back = await alertsOf(given);
    expect(back.filter(([, state]) => state === 'opened').sort()).toEqual([
      [0.01, 'opened'],
      [0.015, 'opened'],
    ]);
    expect(await alertsOf(given)).toEqual(back);
  });

  it('a new list is made of what stands, and nothing else is written anew', async () => {
    const { run, environment } = await open(
      beside('other.yaml', (text) => text.replace(/targeting: .*/, other)),
    );
    const tagsOf = async () => {
      const objects = await environment.store.list('');
      const kept = objects.filter(({ key }) => !/^(runs|lists|published|ledger|stages\/list)\//.test(key));
      return Object.fromEntries(kept.map(({ key, tag }) => [key, tag]));
    };
    const before = await tagsOf();
    const { files } = await runUntil('list', run, environment);
    const listed = files.find(({ name }) => name === 'at-risk.csv')!.rows;
    expect(listed).toBeGreaterThan(10);
    expect(listed).toBeLessThanOrEqual(20);
    expect(await tagsOf()).toEqual(before);
  });

  it('a business that is renamed has nothing to do, and its run may be repeated', async () => {
    const renamed = await open(beside('renamed.yaml', (text) => text.replace('Small shop', 'Grown shop')));
    expect(await toDo(renamed)).toEqual([]);
    expect(renamed.run.id).toBe(given.run.id);
    await runUntil('list', renamed.run, renamed.environment);
  });
});

describe('the same rows', () => {
  /** The matrix, the labels and the lists of a run, by file: their bytes, but for the run's own id. */
  async function filesOf({ run, environment: { store } }: LocalRun): Promise<Record<string, string>> {
    const features = keyOf(run, 'features');
    const files: Record<string, string> = {};
    for (const prefix of [keys.features(features), keys.labels(features), keys.stagedLists(run.id)]) {
      for (const { key } of await store.list(prefix)) {
        const content = withoutRun(run.id, key, (await store.get(key))!);
        files[key.replace(features, '…').replace(run.id, '…')] = await content;
      }
    }
    return files;
  }

  it('in another order of rows, of files, and in two files instead of one, give the same list', async () => {
    for (const table of ['customers', 'orders', 'touches']) splitTurned(table);
    const inParts = beside('parts.yaml', (text) => text.replaceAll(/(\w+)\.csv }/g, '$1-parts }'));
    const turned = await open(inParts, 'out-of-parts');
    await runUntil('list', turned.run, turned.environment);
    expect(turned.run.id).not.toBe(given.run.id);
    expect(seedOf(turned.run, 'model')).toBe(seedOf(given.run, 'model'));
    const [one, two] = [await filesOf(given), await filesOf(turned)];
    expect(Object.keys(one)).toHaveLength(25);
    const differ = Object.keys(one).filter((name) => one[name] !== two[name]);
    expect(differ).toEqual([]);
  });
});

/** A table in two files: the later half of its rows comes first, each half turned round. */
function splitTurned(table: string): void {
  const [head, ...rows] = readFileSync(join(folder, `${table}.csv`), 'utf8')
    .trimEnd()
    .split('\n');
  const half = Math.ceil(rows.length / 2);
  const place = join(folder, `${table}-parts`);
  mkdirSync(place);
  const parts = { 'a.csv': rows.slice(half), 'b.csv': rows.slice(0, half) };
  for (const [name, part] of Object.entries(parts)) {
    writeText(place, name, `${[head, ...part.reverse()].join('\n')}\n`);
  }
}

/** Lists as JSON name their run once, the table for queries in each row; the manifest names model and hashes besides. */
async function withoutRun(run: string, key: string, bytes: Uint8Array): Promise<string> {
  if (key.endsWith('/manifest.json')) {
    const {
      run: _,
      files: __,
      ledger: ___,
      assumptions,
      ...rest
    } = JSON.parse(Buffer.from(bytes).toString());
    return JSON.stringify({ ...rest, assumptions: { ...assumptions, model: null } });
  }
  if (key.endsWith('.json')) return Buffer.from(bytes).toString().replace(run, '…');
  if (!key.endsWith('/table/lists.parquet')) return Buffer.from(bytes).toString('base64');
  return JSON.stringify((await readParquet(bytes)).map((row) => ({ ...row, run: null })));
}
