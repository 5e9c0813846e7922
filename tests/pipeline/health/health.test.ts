import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HealthReport } from '../../../contracts/artefacts/health-report.ts';
import type { Run } from '../../../contracts/artefacts/plan.ts';
import { keys } from '../../../contracts/keys.ts';
import { auc } from '../../../models/quality.ts';
import { readParquet } from '../../../pipeline/tables/parquet.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { holdfast } from '../../support/command-line.ts';
import { scratchFolder, writeText } from '../../support/scratch.ts';
import { few, smallBusiness } from '../../support/small-business.ts';

const folder = scratchFolder({ for: 'file' });
const out = join(folder, 'out');
const store = folderStore(out);
const [first, sixtyDaysLater] = ['2025-07-01', '2025-08-30'];

/** A run as the command line makes it, and its id. */
async function night(
  config: string,
  asOf: string,
  ...more: string[]
): Promise<{ run: string; said: string; out: string }> {
  const done = await holdfast('run', '--config', config, '--out', out, '--as-of', asOf, ...more);
  expect(done.code, done.err).toBe(0);
  const manifest = JSON.parse(readFileSync(store.locate(`lists/as_of=${asOf}/manifest.json`), 'utf8'));
  return { run: manifest.run, said: done.err, out: done.out };
}

const healthOf = async (...args: string[]): Promise<HealthReport> =>
  JSON.parse((await holdfast('models', 'health', '--out', out, '--json', ...args)).out);

/** Keys of the stages of a run, as it was planned. */
const planOf = (run: string): Run => JSON.parse(readFileSync(store.locate(keys.plan(run)), 'utf8'));
const keysOf = (run: string) => planOf(run).keys;

async function rowsUnder(prefix: string) {
  const files = (await store.list(prefix)).filter(({ key }) => key.endsWith('.parquet'));
  const rows = await Promise.all(files.map(async ({ key }) => readParquet((await store.get(key))!)));
  return rows.flat();
}

let config: string;
let trained: Awaited<ReturnType<typeof night>>;
let later: Awaited<ReturnType<typeof night>>;

beforeAll(async () => {
  config = await smallBusiness(folder, few);
  trained = await night(config, first);
  later = await night(config, sixtyDaysLater);
});

describe('health of a run', () => {
  it('has nothing to look back on the first night, and compares with what the model was judged on', async () => {
    const health = await healthOf('--run', trained.run);
    expect(health.matured).toEqual([]);
    expect(health.notes.join()).toMatch(/No earlier run/);
    expect(health.drift!.reference.asOf).toBe('2025-05-02');
    expect(health.drift!.features.length).toBeGreaterThan(20);
    expect(health.drift!.families.map(({ family }) => family)).toContain('orders');
    const active = (await rowsUnder(keys.scores(keysOf(trained.run).score!))).filter(
      ({ churn }) => churn !== null,
    );
    expect(health.drift!.customers).toBe(active.length);
    const chances = active.map(({ churn }) => Number(churn));
    const mean = chances.reduce((sum, p) => sum + p, 0) / chances.length;
    expect(health.estimate!.now.churn.value).toBeCloseTo(mean, 12);
  });

  it('holds the first night’s scores against the labels that training sees, contacted customers apart', async () => {
    const labels = await rowsUnder(`${keys.labels(keysOf(later.run).features!)}as_of=${first}/`);
    const label = new Map(labels.map((row) => [row.customer_id, row]));
    const assigned = (await rowsUnder('ledger/arms/')).filter((row) => row.as_of === first);
    const contacted = new Set(assigned.filter(({ arm }) => arm === 'contact').map((row) => row.customer_id));
    const matured = await rowsUnder(`${keys.matured(keysOf(later.run).health!)}as_of=${first}/`);
    expect(contacted.size).toBeGreaterThan(10);
    expect(matured.length).toBe(labels.length - contacted.size);
    for (const row of matured) {
      expect(contacted.has(row.customer_id!)).toBe(false);
      const { churned, value } = label.get(row.customer_id!)!;
      expect([row.churned, row.value]).toEqual([churned, value]);
    }
    const judged = matured.filter(({ churned, churn }) => churned !== null && churn !== null);
    const [report] = (await healthOf()).matured;
    expect(report).toMatchObject({ run: trained.run, asOf: first, model: planOf(trained.run).model });
    expect(report!.churn!.customers).toBe(judged.length);
    expect(report!.churn!.auc!.actual).toBeCloseTo(
      auc(
        judged.map((row) => Number(row.churn)),
        judged.map((row) => Number(row.churned)),
      ),
      12,
    );
    const sum = (of: 'clv_observed' | 'value') => matured.reduce((all, row) => all + Number(row[of]), 0);
    expect(report!.value!.totalRatio.actual).toBeCloseTo(sum('clv_observed') / sum('value'), 9);
  });

  it('is shown by the run and, whole, by `models health`', async () => {
    expect(later.out).toMatch(/\nHealth: /);
    const shown = await holdfast('models', 'health', '--out', out);
    expect(shown.out).toContain(`on the customers of ${sixtyDaysLater} (run ${later.run})`);
    expect(shown.out).toMatch(/on at most 1% of nights/);
    expect(shown.out).toMatch(new RegExp(`${first} +${planOf(trained.run).model}`));
  });

  it('stands beside a list that says what has changed since the first night', async () => {
    const manifest = readFileSync(store.locate(keys.listManifest(sixtyDaysLater)), 'utf8');
    const { changes, funnel, files } = JSON.parse(manifest);
    expect(changes).toMatchObject({ comparedWith: first, campaigns: [{ name: 'this-week' }] });
    const [{ new: came, gone, moved, stayed, whyGone }] = changes.campaigns;
    expect(came + moved + stayed).toBe(funnel.contacted);
    expect(gone).toBeGreaterThan(0);
    expect(whyGone.beyond_list_size ?? 0).toBeLessThan(gone); // many are gone for a reason of their own
    const { rows } = files.find(({ name }: { name: string }) => name === 'changes.csv');
    expect(rows).toBe(came + moved + stayed + gone - (whyGone.not_scored ?? 0));
    expect(later.out).toContain(`Since the list of ${first}: `);
    expect(trained.out).not.toContain('Since the list of');
  });

  it('names a run that was not measured', async () => {
    const missing = await holdfast('models', 'health', '--out', out, '--run', 'nonesuch');
    expect([missing.code, missing.err]).toEqual([1, expect.stringMatching(/not measured for run nonesuch/)]);
  });

  it('sees prices that were written in another unit from some night on', async () => {
    const cents = scratchFolder();
    for (const file of ['customers.csv', 'touches.csv', 'holdfast.yaml'])
      writeText(cents, file, readFileSync(join(folder, file), 'utf8'));
    const orders = readFileSync(join(folder, 'orders.csv'), 'utf8').trimEnd().split('\n');
    const dearer = orders.map((line, i) =>
      i === 0 ? line : line.replace(/[^,]+,[^,]+$/, (both) => hundredfold(both)),
    );
    const path = writeText(cents, 'orders.csv', `${dearer.join('\n')}\n`);
    expect(path).toContain(cents);
    const { run, said } = await night(join(cents, 'holdfast.yaml'), '2025-09-10', '--no-training');
    const { drift, alarms } = await healthOf('--run', run);
    const moved = drift!.features.filter(({ alarm }) => alarm).map(({ name }) => name);
    expect(moved).toContain('margin_per_order');
    expect(moved).not.toContain('order_recency_days');
    expect(alarms[0]).toMatch(/features have moved since/);
    expect(said).toContain(alarms[0]);
  });

  it('is said to be missing for a model stored without a baseline; the list is published all the same', async () => {
    const champion = JSON.parse(readFileSync(store.locate('models/retention/champion.json'), 'utf8')).version;
    const own = store.locate(`models/retention/${champion}/manifest.json`);
    const whole = readFileSync(own, 'utf8');
    const without = JSON.parse(whole);
    delete without.sha256['baseline.json'];
    writeFileSync(own, JSON.stringify(without));
    const { run } = await night(config, '2025-09-11', '--no-training');
    const health = await healthOf('--run', run);
    expect(health.drift).toBeNull();
    expect(health.notes.join()).toMatch(/stored without a baseline/);
    writeFileSync(own, whole);
    appendFileSync(store.locate(`models/retention/${champion}/baseline.json`), ' ');
    const { said, out: printed } = await night(config, '2025-09-12', '--no-training');
    expect(said).toMatch(/health: not measured: .*baseline\.json is not the file/);
    expect(printed).toMatch(/Health: not measured/);
  });
});

/** The last two fields of a line of CSV, times a hundred. */
const hundredfold = (fields: string): string =>
  fields
    .split(',')
    .map((field) => (100 * Number(field)).toFixed(2))
    .join(',');
