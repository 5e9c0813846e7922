import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ValueQuality } from '../../models/quality.ts';
import { accused } from '../support/accused-features.ts';
import { holdfast } from '../support/command-line.ts';
import { halfOfRetail, retail } from '../support/online-retail.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { sharedData } from '../support/shared-data.ts';

const configOf = (name: string) => join(import.meta.dirname, `../../examples/${name}/holdfast.yaml`);

interface Source {
  readonly source: string;
  readonly read: number;
  readonly kept: number;
  readonly quarantined: number;
  readonly reasons: readonly { readonly code: string; readonly rows: number }[];
}

async function check(config: string, out: string): Promise<Map<string, Source>> {
  const finished = await holdfast('check', '--config', config, '--out', out, '--json');
  expect(finished.err).not.toMatch(/fault/);
  const { sources } = JSON.parse(finished.out) as { sources: Source[] };
  return new Map(sources.map((source) => [source.source, source]));
}

/** Runs an example to its lists and answers their manifest and the quality of the model. */
async function run(config: string, out: string) {
  const { code, err } = await holdfast('run', '--config', config, '--out', out);
  expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
  const trained = await holdfast('train', '--config', config, '--out', out, '--json');
  const listed = await holdfast('list', '--config', config, '--out', out, '--json');
  return { quality: JSON.parse(trained.out).entry.quality, manifest: JSON.parse(listed.out) };
}

/** 80% intervals hold 80% of later customers who taught nothing, over all and, within three standard errors, in every tenth. */
function expectHonest({ coverage80, deciles }: ValueQuality): void {
  expect(Math.abs(coverage80.value - 0.8)).toBeLessThan(0.035);
  for (const { coverage80: share, rows } of deciles)
    expect(Math.abs(share - 0.8)).toBeLessThan(0.02 + 3 * Math.sqrt((0.8 * 0.2) / rows));
}

/**
 * An example's config for some customers of its file: a training on all takes the gate half a minute. With `HOLDFAST_WHOLE=1`, as in
 * `.ci/run`, the example as it is.
 */
function configOfSome(example: string, file: RegExp, kept: () => string): string {
  if (process.env.HOLDFAST_WHOLE === '1') return configOf(example);
  const folder = scratchFolder({ for: 'file' });
  const some = writeText(folder, 'some.txt', kept());
  const config = readFileSync(configOf(example), 'utf8');
  return writeText(folder, 'holdfast.yaml', config.replace(file, `file: ${some}`));
}

describe.skipIf(retail.missing)('Online Retail', () => {
  const out = scratchFolder({ for: 'file' });
  let config: string;
  beforeAll(() => {
    config = configOfSome('online-retail', /file: .*online_retail.csv.gz/, halfOfRetail);
  });

  it('is counted as its owner knows it, as the file is', async () => {
    const orders = (await check(configOf('online-retail'), scratchFolder())).get('orders')!;
    const rows = Object.fromEntries(orders.reasons.map((reason) => [reason.code, reason.rows]));
    expect(orders.read).toBe(541_909);
    expect(rows).toMatchObject({ missing_customer_id: 135_080, duplicate_row: 5268 });
    expect(orders.kept + orders.quarantined).toBe(orders.read);
  });

  it('goes all the way to its lists, with a model ahead of the simple rules', async () => {
    const { quality, manifest } = await run(config, out);
    expect(existsSync(join(out, 'lists/as_of=2011-12-10/at-risk.csv'))).toBe(true);
    expect(manifest.funnel.listed).toBe(300);
    expect(manifest.funnel.heldOut).toBe(30);
    const [recency] = quality.churn.rules;
    expect(quality.churn.auc.value).toBeGreaterThan(0.7);
    expect(quality.churn.auc.value).toBeGreaterThan(recency.auc.value);
    expect(quality.value.normalisedGini.value).toBeGreaterThan(0.7);
    expectHonest(quality.value);
  });

  it('has no honest feature accused', async () => {
    expect(await accused(config, out)).toEqual([]);
  });
});

const cdnow = sharedData('cdnow/CDNOW_master.txt');

/** Every third customer. */
function thirdOfCdnow(): string {
  const [header, ...rows] = readFileSync(cdnow.path, 'utf8').split('\n');
  const kept = rows.filter((row) => Number(row.slice(1, 6)) % 3 === 1);
  return `${[header, ...kept].join('\n')}\n`;
}

describe.skipIf(cdnow.missing)('CDNOW', () => {
  const out = scratchFolder({ for: 'file' });
  let config: string;
  beforeAll(() => {
    config = configOfSome('cdnow', /file: .*CDNOW_master.txt/, thirdOfCdnow);
  });

  it('is read to the last purchase, as the file is', async () => {
    const sources = await check(configOf('cdnow'), scratchFolder());
    expect(sources.get('orders')).toMatchObject({ read: 69_659, kept: 69_659, quarantined: 0 });
    expect(sources.get('customers')).toMatchObject({ read: 23_570, kept: 23_570 });
  });

  it('goes all the way to its lists', async () => {
    const { quality, manifest } = await run(config, out);
    const list = readFileSync(join(out, 'lists/as_of=1998-07-01/at-risk.csv'), 'utf8');
    expect(list.trimEnd().split('\r\n')).toHaveLength(1 + manifest.funnel.contacted);
    expect(quality.churn.auc.value).toBeGreaterThan(0.75);
    expectHonest(quality.value);
  });

  it('has no honest feature accused', async () => {
    expect(await accused(config, out)).toEqual([]);
  });
});
