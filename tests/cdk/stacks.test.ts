import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { shapesOf } from '../../cdk/constructs/shapes.ts';
import { deployments } from '../../cdk/deployments.ts';
import { ReviewedChecks, reviewed } from '../../cdk/reviewed-checks.ts';
import { stages as declaredStages } from '../../contracts/stages.ts';
import { readDeployment } from '../../tools/aws/deploy/read-deployment.ts';
import { judge, type ResourcePolicies } from '../../tools/aws/deploy/resource-policies.ts';
import { unheardAlarms } from '../../tools/aws/deploy/start-deployed.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { type Resource, resourcesOf, synthesised } from './synthesised.ts';

const { app, folder, data, pipeline, serving } = synthesised();
const stacks = { data: Template.fromStack(data), pipeline: Template.fromStack(pipeline) };

const theirs = 'arn:aws:kms:eu-central-1:000000000000:key/0a1b2c3d-0000-4000-8000-000000000000';

/** With all that a deployment may have. */
const keyed = synthesised({
  key: 'new',
  rawKeys: [theirs],
  rawBuckets: ['exports'],
  tables: { databases: ['shop'], locations: ['s3://warehouse/orders/'], lakeFormation: true },
});

/** With moods read by a service. */
const served = [
  '{ reader: comprehend }',
  '{ reader: bedrock, model: eu.amazon.nova-micro-v1:0, region: eu-central-1 }',
].map((sentiment, i) => {
  const text = `${readFileSync('cdk/holdfast.yaml', 'utf8')}\ncx: { sentiment: ${sentiment} }\n`;
  return synthesised({
    business: relative('cdk', writeText(scratchFolder({ for: 'file' }), `served-${i}.yaml`, text)),
  });
});

describe('the app', () => {
  it('has no finding of cdk-nag that was not reviewed, and no review that nothing needs', () => {
    const all = [app, keyed.app, ...served.map((one) => one.app)].map((one) => ({
      app: one,
      checks: new ReviewedChecks(one),
    }));
    for (const { app: checked, checks } of all) expect(checks.validateScope(checked).violations).toEqual([]);
    expect(reviewed.filter((one) => !all.some(({ checks }) => checks.used.has(one)))).toEqual([]);
  });

  it('comes out the same when nothing changed', () => {
    const again = synthesised();
    expect(Template.fromStack(again.pipeline).toJSON()).toEqual(stacks.pipeline.toJSON());
    expect(Template.fromStack(again.data).toJSON()).toEqual(stacks.data.toJSON());
  });

  it('puts deployments side by side: no two resources share a name', () => {
    const names = deployments.flatMap((settings) => {
      const made = synthesised(settings);
      return [made.data, made.pipeline, made.serving].flatMap((stack) => [
        stack.stackName,
        ...physicalNames(Template.fromStack(stack)),
      ]);
    });
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('finds a fault of the business’s config at synthesis', () => {
    const file = writeText(scratchFolder(), 'broken.yaml', 'version: 1\nbusines: { name: x }\n');
    const business = relative('cdk', file);
    expect(() => synthesised({ business })).toThrow(/busines: .*no such key \(did you mean "business"\?\)/);
  });
});

describe('what must never be lost', () => {
  const stateful = ['AWS::S3::Bucket', 'AWS::Glue::Database', 'AWS::Athena::WorkGroup'];

  it('keeps its logical ids: another id would mean another, empty, resource', () => {
    const ids = stateful.flatMap((type) => Object.keys(resourcesOf(stacks.data, type)));
    expect(ids).toMatchInlineSnapshot(`
      [
        "BucketsAccessLogBE293891",
        "BucketsData941F65F0",
        "BucketsScratch8D51A914",
        "CatalogueDatabase14C7B960",
        "QueriesWorkgroup01ADB217",
      ]
    `);
  });

  it('stays when its stack goes, and is deleted by nobody', () => {
    expect(data.terminationProtection).toBe(true);
    for (const type of ['AWS::S3::Bucket', 'AWS::Glue::Database', 'AWS::Glue::Table']) {
      const kept = Object.values(resourcesOf(stacks.data, type)).map(({ DeletionPolicy }) => DeletionPolicy);
      expect(new Set(kept), type).toEqual(new Set(['Retain']));
    }
    const [group] = Object.values(resourcesOf(stacks.data, 'AWS::Athena::WorkGroup'));
    expect(group!.Properties.RecursiveDeleteOption).toBe(true);
  });

  it('is encrypted, closed to the public, and reached by TLS alone', () => {
    const buckets = resourcesOf(stacks.data, 'AWS::S3::Bucket');
    for (const { Properties } of Object.values(buckets)) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties.BucketEncryption).toBeDefined();
    }
    const policies = Object.values(resourcesOf(stacks.data, 'AWS::S3::BucketPolicy'));
    expect(policies).toHaveLength(Object.keys(buckets).length);
    for (const { Properties } of policies) {
      expect(JSON.stringify(Properties.PolicyDocument)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
    }
  });

  it('keeps older versions of the data, and forgets what runs wrote on their way', () => {
    const [, lake] = Object.entries(resourcesOf(stacks.data, 'AWS::S3::Bucket')).find(([id]) =>
      id.startsWith('BucketsData'),
    )!;
    expect(lake.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    const rules = (lake.Properties.LifecycleConfiguration as { Rules: { Prefix?: string }[] }).Rules;
    const forgotten = rules.flatMap(({ Prefix }) => (Prefix ? [Prefix] : []));
    expect(forgotten).toContain('scores/');
    for (const kept of ['raw/', 'lists/', 'ledger/', 'models/']) expect(forgotten).not.toContain(kept);
  });
});

describe('Athena’s workgroup', () => {
  it('limits what a query may read, and lets no client change its settings', () => {
    const [group] = Object.values(resourcesOf(stacks.data, 'AWS::Athena::WorkGroup'));
    expect(group!.Properties.WorkGroupConfiguration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 200e9,
      EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
      ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
    });
  });
});

describe('the functions', () => {
  const functions = resourcesOf(stacks.pipeline, 'AWS::Lambda::Function');

  it('run on arm64 and the current Node, each in a folder of its own', () => {
    expect(Object.keys(functions)).toHaveLength(Object.keys(shapesOf(declaredStages)).length);
    for (const { Properties } of Object.values(functions)) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
      });
    }
  });

  it('have no more memory than a new account gives, unless the deployment says so', () => {
    const most = Math.max(...Object.values(functions).map(({ Properties }) => Number(Properties.MemorySize)));
    expect(most).toBe(3008);
  });

  it('train in a container with the native TensorFlow where the deployment says so, with no Docker at synthesis', () => {
    const native = synthesised({ trainingBackend: 'native', limits: { functionMegabytes: 10_240 } });
    const containers = Object.values(
      resourcesOf(Template.fromStack(native.pipeline), 'AWS::Lambda::Function'),
    ).filter(({ Properties }) => Properties.PackageType === 'Image');
    expect(containers).toHaveLength(1);
    expect(containers[0]!.Properties).toMatchObject({ Architectures: ['x86_64'], MemorySize: 10240 });
  });
});

describe('the schedules', () => {
  it('go by the business’s clock and leave what they cannot deliver in a queue', () => {
    const schedules = Object.values(resourcesOf(stacks.pipeline, 'AWS::Scheduler::Schedule'));
    const said = schedules.map(({ Properties }) => Properties.ScheduleExpression);
    expect(said).toEqual([
      'cron(0 3 * * ? *)',
      'cron(0 12 ? * SAT *)',
      'rate(5 minutes)',
      'cron(0 * * * ? *)',
    ]);
    for (const { Properties } of schedules) {
      if (!String(Properties.ScheduleExpression).startsWith('rate'))
        expect(Properties.ScheduleExpressionTimezone).toBe('Europe/Berlin');
      expect(Properties.Target).toMatchObject({
        DeadLetterConfig: {},
        Input: expect.stringMatching(/^\{"scheduledAt":"<aws.scheduler.scheduled-time>"(,"due":"06:00")?\}$/),
      });
    }
  });
});

describe('the alarms', () => {
  const alarms = Object.values(resourcesOf(stacks.pipeline, 'AWS::CloudWatch::Alarm'));

  it('each say what to do and where the runbook tells more, and reach a person', () => {
    const runbook = readFileSync('docs/runbook.md', 'utf8');
    expect(alarms.length).toBeGreaterThan(5);
    for (const { Properties } of alarms) {
      const section = /docs\/runbook\.md, "(\w+)"\.$/.exec(String(Properties.AlarmDescription))?.[1];
      expect(runbook).toContain(`## ${section}\n`);
      expect(Properties.AlarmActions).toHaveLength(1);
    }
  });
});

describe('what people are told', () => {
  const deployment = () => {
    app.synth();
    return readDeployment(folder, [data.stackName, pipeline.stackName]);
  };

  it('is heard: the topic takes what CloudWatch publishes for each alarm', () => {
    const told = deployment();
    expect(told.alarms.length).toBeGreaterThan(5);
    expect(unheardAlarms(told)).toEqual([]);
    const policies = told.policies.filter(({ Effect }) => Effect === 'Deny');
    expect(unheardAlarms({ ...told, policies })).toEqual(told.alarms.map(({ name }) => name));
  });

  it('begins with silence: nobody who looks for the lists is as bad as no lists', () => {
    const alarms = Object.entries(resourcesOf(stacks.pipeline, 'AWS::CloudWatch::Alarm'));
    const late = alarms.filter(([id]) => id.startsWith('AlarmsListsLate'));
    expect(late.map(([, { Properties }]) => Properties.TreatMissingData)).toEqual(['breaching']);
    const [asked] = Object.values(resourcesOf(stacks.pipeline, 'AWS::Lambda::EventInvokeConfig'));
    expect(asked!.Properties).toMatchObject({ DestinationConfig: { OnFailure: {} } });
  });

  it('says where everything is', () => {
    const outputs = [stacks.data, stacks.pipeline].flatMap((stack) => Object.keys(stack.findOutputs('*')));
    for (const name of ['DataBucket', 'Workgroup', 'ScoringMachine', 'ScoringConsole', 'AlertsTopic'])
      expect(outputs).toContain(name);
  });
});

describe('a key of the customer', () => {
  const keyedData = Template.fromStack(keyed.data);

  it('encrypts whatever holds data of people, and is kept and turned like it', () => {
    const [key] = Object.values(resourcesOf(keyedData, 'AWS::KMS::Key'));
    expect(key).toMatchObject({ DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
    const buckets = Object.entries(resourcesOf(keyedData, 'AWS::S3::Bucket'));
    const byKms = buckets.filter(([, one]) => JSON.stringify(one).includes('"SSEAlgorithm":"aws:kms"'));
    expect(byKms.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['BucketsData', 'BucketsScratch']);
    const [group] = Object.values(resourcesOf(keyedData, 'AWS::Athena::WorkGroup'));
    expect(JSON.stringify(group)).toContain('"EncryptionOption":"SSE_KMS"');
  });

  it('is one of the account’s own where the deployment names it, and no other is made', () => {
    const given = synthesised({ key: theirs });
    expect(resourcesOf(Template.fromStack(given.data), 'AWS::KMS::Key')).toEqual({});
    expect(JSON.stringify(Template.fromStack(given.data))).toContain(theirs);
    const [topic] = Object.values(resourcesOf(Template.fromStack(given.pipeline), 'AWS::SNS::Topic'));
    expect(topic!.Properties.KmsMasterKeyId).toBe(theirs);
  });

  it('does not silence the alarms', () => {
    keyed.app.synth();
    const told = readDeployment(keyed.folder, [keyed.data.stackName, keyed.pipeline.stackName]);
    expect([...told.keys.keys()].sort()).toEqual([
      expect.stringMatching(/^arn:aws:s3:::bucketsdata/),
      expect.stringMatching(/^arn:aws:s3:::bucketsscratch/),
      expect.stringMatching(/^arn:aws:sns:/),
    ]);
    expect(unheardAlarms(told)).toEqual([]);
    const policies = told.policies.filter(({ Sid }) => Sid !== 'AlarmsOfThisAccount');
    expect(unheardAlarms({ ...told, policies })).toEqual(told.alarms.map(({ name }) => name));
  });

  it('of foreign raw files decrypts for plan, check and pulse alone', () => {
    const roles = Object.entries(resourcesOf(Template.fromStack(keyed.pipeline), 'AWS::IAM::Policy'));
    const may = roles.filter(([, one]) => JSON.stringify(one).includes(theirs)).map(([id]) => id);
    expect(may.map((id) => id.replace(/RoleDefault.*$/, ''))).toEqual([
      'Functionsplan',
      'Functionscheck',
      'Functionspulse',
    ]);
  });
});

describe('the ledger', () => {
  const { policies } = (() => {
    app.synth();
    return readDeployment(folder, [data.stackName, pipeline.stackName]);
  })();
  const ask = (action: string, key: string, context: Record<string, string> = {}, role = 'anybody') =>
    judge(policies, {
      action,
      resource: `arn:aws:s3:::${lakeOf(policies)}/${key}`,
      principal: role,
      context: {
        'aws:SecureTransport': 'true',
        's3:TlsVersion': '1.3',
        's3:ObjectCreationOperation': 'true',
        'aws:PrincipalArn': `arn:aws:iam::000000000000:role/${role}`,
        ...context,
      },
    });

  it('is added to, never overwritten and never deleted, whatever a role allows', () => {
    const file = 'ledger/arms/00000001.parquet';
    expect(ask('s3:PutObject', file, { 's3:if-none-match': '*' })).toBe('silent');
    expect(ask('s3:PutObject', file)).toBe('denied');
    expect(ask('s3:PutObject', file, { 's3:ObjectCreationOperation': 'false' })).toBe('silent');
    for (const action of ['s3:DeleteObject', 's3:DeleteObjectVersion']) {
      expect(ask(action, file)).toBe('denied');
      expect(ask(action, file, {}, 'holdfast-test-erasure')).toBe('silent');
      expect(ask(action, 'lists/as_of=2026-01-01/a.csv')).toBe('silent');
    }
  });
});

describe('a deployment is refused at synthesis', () => {
  it.each([
    [{ key: 'alias/ours' }, /the ARN of a key/],
    [{ rawKeys: ['*'] }, /the ARN of a key/],
    [{ rawBuckets: ['*'] }, /the name of one bucket/],
    [{ rawBuckets: ['s3://exports/'] }, /the name of one bucket/],
    [{ limits: { scanGigabytesPerQuery: 0.005 } }, /no limit below 10 MB/],
    [{ schedules: { nightly: { hour: 23, minute: 0 } } }, /cannot be due before the run/],
    [{ schedules: { listsDue: { hour: 3, minute: 0 } } }, /cannot be due before the run/],
  ])('with %j', (settings, why) => {
    expect(() => synthesised(settings)).toThrow(why);
  });
});

describe('the readers of lists', () => {
  it('may read lists and ledger, nothing else', () => {
    const [policy] = Object.values(resourcesOf(Template.fromStack(serving), 'AWS::IAM::ManagedPolicy'));
    const { Statement } = policy!.Properties.PolicyDocument as { Statement: { Action: string }[] };
    expect(Statement.map(({ Action }) => Action)).toEqual(['s3:GetObject', 's3:ListBucket']);
  });
});

/** Names that we give, rather than let CloudFormation find, where they must be the only ones in an account. */
const physicalNames = (template: Template): unknown[] =>
  Object.values(template.toJSON().Resources as Record<string, Resource>).flatMap(({ Type, Properties }) => {
    const input = Properties?.DatabaseInput as { Name: string } | undefined;
    const names = {
      'AWS::Athena::WorkGroup': Properties?.Name,
      'AWS::Glue::Database': input?.Name,
      'AWS::IAM::ManagedPolicy': Properties?.ManagedPolicyName,
      'AWS::CloudWatch::Dashboard': Properties?.DashboardName,
      'AWS::S3::Bucket': Properties?.BucketName,
      'AWS::Lambda::Function': Properties?.FunctionName,
      'AWS::StepFunctions::StateMachine': Properties?.StateMachineName,
      'AWS::SNS::Topic': Properties?.TopicName,
      'AWS::SQS::Queue': Properties?.QueueName,
    } as Record<string, unknown>;
    return names[Type] === undefined ? [] : [`${Type} ${names[Type]}`];
  });

/** The bucket whose policy keeps the ledger. */
const lakeOf = (policies: ResourcePolicies): string =>
  policies
    .flatMap(({ Resource }) => [Resource].flat())
    .flatMap((arn) => /^arn:aws:s3:::([^/]+)\/ledger\/\*$/.exec(arn)?.[1] ?? [])[0]!;
