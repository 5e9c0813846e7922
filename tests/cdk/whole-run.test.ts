import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueTables } from '../../cdk/constructs/catalogue-tables.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { keys } from '../../contracts/keys.ts';
import { readFlagged } from '../../pipeline/targeting/escalations/escalation-ledger.ts';
import { readListManifest } from '../../pipeline/targeting/list-manifest.ts';
import { fakeClock } from '../../tools/aws/states/clock.ts';
import { scratchFolder } from '../support/scratch.ts';
import { few, smallBusiness } from '../support/small-business.ts';
import { type Cloud, cloudOf } from './cloud.ts';
import { glueTypesOf } from './parquet-types.ts';
import {
  day,
  earlier,
  expectSameBytes,
  type Local,
  runDeployed,
  runLocally,
  scheduledAt,
} from './raw-to-list.ts';

const folder = scratchFolder({ for: 'file' });
let cloud: Cloud;

/** The small business with answers, whose complaints are all escalated, and an alert that opens on the first night. */
const answering = {
  ...few,
  config: (text: string) =>
    `${few.config(text)}cx: { alerts: [{ metric: churn_rate, above: 0.01 }, { metric: refund_share }] }\n`
      .replace(
        'sources:',
        `  answers: { file: surveys, format: csv }
sources:
  surveys: { from: answers, columns: { survey_id: survey_id, customer_id: customer_id, invited_at: at, answered_at: at, kind: kind, score: score, comment: comment } }`,
      )
      .replace('listSize: 20', 'listSize: 20, escalations: { highValueShare: 1 }'),
};

/** Puts answers where the business's files land, and on the laptop. */
async function answer(name: string, ...rows: string[]): Promise<void> {
  const text = ['survey_id,customer_id,at,kind,score,comment', ...rows, ''].join('\n');
  mkdirSync(join(folder, 'surveys'), { recursive: true });
  writeFileSync(join(folder, 'surveys', name), text);
  await cloud.store.put(`raw/surveys/${name}`, text);
}

beforeAll(async () => {
  cloud = await cloudOf(await smallBusiness(folder, answering));
  await answer('0.csv', 'S0,C00001,2025-09-01,nps,9,good');
});
afterAll(() => cloud.aws.close());

describe('the deployed pipeline', () => {
  let local: Local;

  it('goes from raw files to the published list, and gives the bytes of a local run', async () => {
    local = await runLocally(join(folder, 'holdfast.yaml'), { backfill: true });
    expect(await cloud.invoke('Functions/deadline', { scheduledAt })).toEqual({ asOf: day, late: true });
    await runDeployed(cloud, local);
    await expectSameBytes(cloud.store, local.store);
    expect(await cloud.invoke('Functions/deadline', { scheduledAt })).toEqual({ asOf: day, late: false });
  });

  it('leaves files whose columns are those of the catalogue', async () => {
    const config = readConfig(readFileSync(join(folder, 'holdfast.yaml'), 'utf8'), 'holdfast.yaml');
    const seen: string[] = [];
    for (const { name, columns, partitions, template } of catalogueTables(config)) {
      const within = new RegExp(`^${template.replaceAll(/\$\{\w+\}/g, '[^/]+')}`);
      const [file, ...others] = (await cloud.store.list(template.split('$')[0]!)).filter(({ key }) =>
        within.test(key),
      );
      if (file === undefined) continue;
      expect(others.filter(({ key }) => !key.endsWith('.parquet'))).toEqual([]);
      seen.push(name);
      const declared = Object.fromEntries(columns.map((column) => [column.name, column.type]));
      const found = glueTypesOf((await cloud.store.get(file.key))!);
      for (const partition of partitions) delete found[partition.name];
      expect(declared, name).toMatchObject(found);
      if (name !== 'features') expect(Object.keys(found), name).toEqual(Object.keys(declared));
    }
    expect(seen.join(' ')).toBe('customers orders surveys touches features labels scores lists assignments');
  });

  it('announces the list where others listen', () => {
    const told = (detailType: string) =>
      cloud.aws.events.events.filter((one) => one.detailType === detailType);
    expect(told('List published')).toMatchObject([
      { detail: { run: local.trained, asOf: earlier } },
      {
        source: 'holdfast',
        detailType: 'List published',
        detail: { deployment: 'cloud', run: local.scored, asOf: day, contacted: expect.any(Number) },
      },
    ]);
    const alerts = { opened: 1, stillOpen: 0, closed: 0 };
    expect(told('Alerts changed')).toMatchObject([{ detail: { run: local.trained, asOf: earlier, alerts } }]);
  });

  it('writes the weekly page beside the lists, with its place in an event', async () => {
    const [, { detail }] = cloud.aws.events.events.filter((one) => one.detailType === 'Report written') as [
      unknown,
      { detail: { page: string } },
    ];
    expect(detail).toMatchObject({ deployment: 'cloud', run: local.scored, asOf: day });
    const page = Buffer.from((await cloud.store.get(keys.weekly(day, 'weekly.html')))!).toString();
    expect(detail.page).toBe(cloud.store.locate(keys.weekly(day, 'weekly.html')));
    expect(page).toMatch(/^<!doctype html>/i);
  });

  it('goes over a complete run without doing it again', async () => {
    const before = await cloud.store.tag(`lists/as_of=${day}/manifest.json`);
    expect(await cloud.run('Scoring', { scheduledAt })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await cloud.store.tag(`lists/as_of=${day}/manifest.json`)).toBe(before);
  });

  it('stops at once on what trying again cannot help, and alerts a person', async () => {
    const ended = await cloud.run('Scoring', { scheduledAt, asOf: '2025-06-01' }, { clock: fakeClock() });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'ConfigError' });
    const [told] = cloud.aws.sns.messages;
    expect(told).toMatchObject({ subject: 'Holdfast cloud: nightly scoring stopped' });
    expect(told!.body).toMatch(/stopped in "Train", run [0-9a-f]{12}, as of 2025-06-01\.\n\nThe champion /);
    expect(told!.body).toContain('docs/runbook.md says what to do about "ConfigError"');
    expect(await readListManifest(cloud.store, '2025-06-01')).toBeNull();
  });

  it('raises a complaint within a pulse of its file, tells of it, and does so once', async () => {
    const { rows } = JSON.parse(
      Buffer.from((await cloud.store.get(`${keys.lists(day)}at-risk.json`))!).toString(),
    );
    const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
    await answer('1.csv', `S1,${rows[0].customer_id},${anHourAgo},nps,1,never again`);
    const landed = { Records: [{ eventSource: 'aws:sqs', body: '{}' }] };
    expect(await cloud.invoke('Functions/pulse', landed)).toMatchObject({ files: 2, raised: 1 });
    expect(await cloud.invoke('Functions/pulse', { scheduledAt })).toMatchObject({ files: 0, raised: 0 });
    const told = cloud.aws.events.events.filter(({ detailType }) => detailType === 'Feedback raised');
    expect(told).toMatchObject([
      { detail: { deployment: 'cloud', run: local.scored, escalations: 1, alerts: 0 } },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/never again|S1|C0/);
    expect((await readFlagged(cloud.store)).flagged).toMatchObject([{ kind: 'nps', row_id: 'S1' }]);
  });

  it('never went beyond its roles, and no role allows what nobody needed', () => {
    expect(cloud.aws.forbidden()).toEqual([]);
    const isRun = (name: string) => /^(Scoring|Training|PastDate)/.test(name);
    const neededByRuns = new Set(
      cloud.aws
        .asked()
        .filter(({ caller }) => isRun(caller))
        .map(({ action }) => action),
    );
    const unneeded = cloud.aws.unneeded().filter((one) => {
      const [name, action] = one.split(' ');
      return !(isRun(name!) && neededByRuns.has(action!));
    });
    expect(unneeded.filter((one) => !exempt.some((known) => known.test(one)))).toEqual([]);
  });
});

/**
 * What the services use on their own, what only a fault needs (faults.test.ts), an answer of "not there" in place of
 * "forbidden", and clearing up after tables where a session made none. The three machines of a run have one definition.
 */
const exempt = [
  / (logs|xray|sqs):/,
  / athena:StopQueryExecution$/,
  /^FunctionslistFunction\w+ s3:AbortMultipartUpload$/,
  / states:RedriveExecution$/,
  /^FunctionscheckFunction\w+ athena:BatchGetQueryExecution$/, // it asks first: the history of queries is empty
  /^FunctionsdeadlineFunction\w+ (sns:Publish|kms:GenerateDataKey\*)$/,
  /^FunctionsscoreshardFunction\w+ s3:ListBucket$/,
  /^FunctionswebhooksFunction\w+ /, // here there are none: webhooks-told.test.ts
  /^FunctionsscoreFunction\w+ s3:DeleteObject$/,
  /^FunctionsupliftFunction\w+ s3:DeleteObject$/, // customers of finished campaigns pass through: here there are none
  /^FunctionsroiFunction\w+ s3:DeleteObject$/, // customers of a campaign without lots pass through: here there is none
  /^FunctionsdriversFunction\w+ s3:(DeleteObject|ListBucket)$/, // rows pass through: here nothing is mapped that could move money
];
