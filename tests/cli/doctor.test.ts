import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../cli/doctor/finding.ts';
import { node } from '../../cli/doctor/machine-looks.ts';
import { addDays } from '../../contracts/business-day.ts';
import { type DeployedSettings, settingsKey } from '../../contracts/deployed.ts';
import { type Aws, clientsOf, startAws } from '../../tools/aws/start-aws.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

const today = new Date().toISOString().slice(0, 10);
const config = ({ until = today, consent = true, file = 'people.csv' } = {}) => `version: 1
business: { name: Shop, currency: EUR, dataUntil: ${until} }
inputs: { people: { file: ${file} } }
sources:
  customers: { from: people, columns: { customer_id: id, joined_at: day${consent ? ', contact_consent: ok' : ''} } }
  orders: { from: people, columns: { customer_id: id, ordered_at: day, amount: total } }
churn: { kind: non-contractual, horizonDays: 30, lookbackDays: 90 }
`;

async function doctor(...args: string[]) {
  const { code, out, err } = await holdfast('doctor', '--json', ...args);
  const { findings } = JSON.parse(out || '{"findings":[]}') as { findings: Finding[] };
  const of = (about: string) => findings.filter((one) => one.about === about);
  return { code, err, findings, of };
}

describe('holdfast doctor, on this machine', () => {
  const folder = () => {
    const place = scratchFolder();
    writeText(place, 'people.csv', 'id,day,ok,total\na,2025-01-01,yes,1\n');
    return {
      place,
      run: (text: string) =>
        doctor('-c', writeText(place, 'holdfast.yaml', text), '-o', join(place, 'out', 'deep')),
    };
  };

  it('finds nothing where all is well', async () => {
    const { code, findings } = await folder().run(config());
    expect(findings.filter(({ level }) => level === 'fault')).toEqual([]);
    expect(code).toBe(0);
    expect(findings.map(({ about }) => about)).toEqual([
      ...['Node', 'models', 'output folder', 'config', 'last day', 'consent', 'inputs.people'],
    ]);
  });

  it.each<[string, string, about: string, Finding['level'], RegExp]>([
    ['a last day to come', config({ until: addDays(today, 30) }), 'last day', 'fault', /is in the future/],
    ['old data', config({ until: addDays(today, -40) }), 'last day', 'warning', /(39|40|41) days ago/],
    ['no consent', config({ consent: false }), 'consent', 'warning', /nobody will be listed/],
    [
      'a file that is not there',
      config({ file: 'peoples.csv' }),
      'inputs.people',
      'fault',
      /there is no .*peoples\.csv/,
    ],
    [
      'a config with a fault',
      config().replace('churn:', 'chrun:'),
      'config',
      'fault',
      /did you mean "churn"/,
    ],
  ])('says %s, and what to do', async (_, text, about, level, says) => {
    const { code, of } = await folder().run(text);
    expect(of(about)).toMatchObject([{ level, says: expect.stringMatching(says), todo: expect.any(String) }]);
    expect(code).toBe(level === 'fault' ? 1 : 0);
  });

  it('names a Node that is too old', () => {
    expect(node('18.19.0')).toMatchObject({ level: 'fault' });
    expect(node('24.1.0')).toMatchObject({ level: 'fine' });
  });
});

describe('holdfast doctor --deployment', () => {
  let aws: Aws;
  let place: string;
  beforeEach(async () => {
    aws = await startAws({ buckets: ['lake', 'exports'] });
    aws.account.state.functionsAtOnce = 1000;
    for (const [name, value] of Object.entries(aws.env())) vi.stubEnv(name, value);
    place = scratchFolder();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await aws.close();
  });

  const usual: DeployedSettings = {
    name: 'shop',
    business: 'holdfast.yaml',
    rawBuckets: [],
    rawKeys: [],
    functionMegabytes: 3008,
    shardsAtOnce: 100,
  };
  const look = (settings: Partial<DeployedSettings> = {}, text = config()) => {
    const template = { Metadata: { [settingsKey]: { ...usual, ...settings } } };
    writeText(place, 'Holdfast-shop-data.template.json', JSON.stringify(template));
    const file = writeText(place, 'holdfast.yaml', text);
    return doctor('--deployment', 'shop', '--synthesised', place, '-c', file);
  };
  it('names a template that is not valid JSON, and repeats nothing of it', async () => {
    writeText(place, 'Holdfast-shop-data.template.json', 'Zofia Markowa;zofia.markowa@example.org');
    const file = writeText(place, 'holdfast.yaml', config());
    const { code, err } = await doctor('--deployment', 'shop', '--synthesised', place, '-c', file);
    expect(err).toMatch(/Holdfast-shop-data\.template\.json is not valid JSON.*cdk synth/);
    expect(err).not.toMatch(/zofia|markowa|bug in Holdfast/i);
    expect(code).toBe(2);
  });

  const deployed = () => {
    const outputs = { DataBucket: 'lake' };
    aws.account.state.stacks['Holdfast-shop-data'] = { status: 'CREATE_COMPLETE', outputs };
  };
  const put = (Key: string, Bucket = 'lake') =>
    clientsOf(aws).s3.send(new PutObjectCommand({ Bucket, Key, Body: 'id,day\na,2025-01-01\n' }));

  it('finds nothing in an account that will do, and changes nothing there', async () => {
    const { code, findings, of } = await look();
    expect(findings.filter(({ level }) => level !== 'fine')).toEqual([]);
    expect(code).toBe(0);
    expect(of('region')).toMatchObject([{ says: 'eu-central-1' }]);
    expect(aws.account.state.stacks).toHaveProperty('CDKToolkit');
  });

  it.each<
    [
      string,
      (state: Aws['account']['state']) => void,
      Partial<DeployedSettings>,
      string,
      Finding['level'],
      RegExp,
    ]
  >([
    [
      'memory that a new account does not give',
      () => {},
      { functionMegabytes: 10_240 },
      'function memory',
      'fault',
      /gives a function 3008 MB/,
    ],
    [
      'few functions at once',
      (state) => (state.functionsAtOnce = 10),
      {},
      'functions at once',
      'warning',
      /runs 10 at once/,
    ],
    [
      'no bootstrap',
      (state) => (state.stacks = {}),
      {},
      'bootstrap',
      'fault',
      /eu-central-1 was never bootstrapped/,
    ],
    [
      'Lake Formation’s strict mode',
      (state) => (state.strict = true),
      {},
      'Lake Formation',
      'warning',
      /strict mode/,
    ],
    [
      'a stack that was rolled back',
      (state) => (state.stacks['Holdfast-shop-pipeline'] = { status: 'ROLLBACK_COMPLETE' }),
      {},
      'Holdfast-shop-pipeline',
      'fault',
      /ROLLBACK_COMPLETE/,
    ],
  ])('says %s, and what to do', async (_, change, settings, about, level, says) => {
    change(aws.account.state);
    const { code, of, err } = await look(settings);
    expect(of(about)).toMatchObject([{ level, says: expect.stringMatching(says), todo: expect.any(String) }]);
    expect(code, err).toBe(level === 'fault' ? 1 : 0);
  });

  it('knows the databases that Athena needs, and those that stand in the way', async () => {
    aws.athena.catalogue.dropDatabase('default', { ifExists: true, cascade: true });
    aws.athena.catalogue.createDatabase('holdfast_shop', false);
    const { code, of } = await look();
    expect(of('database default')).toMatchObject([
      { level: 'fault', todo: expect.stringContaining('create-database') },
    ]);
    expect(of('database holdfast_shop')).toMatchObject([
      { level: 'fault', says: expect.stringContaining('left by an earlier') },
    ]);
    expect(code).toBe(1);
  });

  it('looks at the raw files where the deployment reads them', async () => {
    deployed();
    expect((await look()).of('inputs.people')).toMatchObject([
      { level: 'fault', says: expect.stringMatching(/there is no s3:\/\/lake\/raw\/people\.csv/) },
    ]);
    await put('raw/people.csv');
    expect((await look()).of('inputs.people')).toMatchObject([
      { level: 'fine', says: expect.stringMatching(/1 object/) },
    ]);
    const elsewhere = config({ file: 's3://exports/people/' });
    await put('people/a.csv', 'exports');
    await put('people/b.csv', 'exports');
    expect((await look({}, elsewhere)).of('inputs.people')).toMatchObject([
      { level: 'fault', todo: expect.stringContaining('exports under rawBuckets') },
    ]);
    expect((await look({ rawBuckets: ['exports'] }, elsewhere)).of('inputs.people')).toMatchObject([
      { level: 'fine', says: expect.stringMatching(/2 objects/) },
    ]);
    aws.faults.inject({ kind: 'denied', matches: ({ operation }) => operation === 'GetObject' });
    expect((await look()).of('inputs.people')).toMatchObject([
      { level: 'warning', says: expect.stringMatching(/AccessDenied/) },
    ]);
  });

  it('takes the settings of what is deployed where nothing was synthesised', async () => {
    deployed();
    aws.account.state.stacks['Holdfast-shop-data']!.metadata = {
      [settingsKey]: { ...usual, functionMegabytes: 4000 },
    };
    const file = writeText(place, 'holdfast.yaml', config());
    const { of } = await doctor('--deployment', 'shop', '--synthesised', place, '-c', file);
    expect(of('function memory')).toMatchObject([{ level: 'fault', says: expect.stringContaining('4000') }]);
  });

  it('refuses a deployment that nobody knows, and says where it looked', async () => {
    const { code, err } = await doctor('--deployment', 'shap', '--synthesised', place);
    expect(code).toBe(2);
    expect(err).toMatch(/no deployment shap: neither Holdfast-shap-data in eu-central-1 nor its template/);
  });

  it('says what it was not allowed to look at, and looks at the rest', async () => {
    aws.account.state.refused.add('GetDataLakeSettings');
    const { code, of } = await look({ functionMegabytes: 10_240 });
    expect(of('Lake Formation')).toMatchObject([
      { level: 'warning', says: expect.stringMatching(/not looked at: .*AccessDenied/) },
    ]);
    expect(of('function memory')).toMatchObject([{ level: 'fault' }]);
    expect(code).toBe(1);
  });
});
