import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, readDeployment } from '../../../tools/aws/deploy/read-deployment.ts';
import { allows } from '../../../tools/aws/deploy/roles.ts';
import { type DeployedAws, startDeployed } from '../../../tools/aws/deploy/start-deployed.ts';
import { resolverOf, type Template } from '../../../tools/aws/deploy/template.ts';
import { functionArn } from '../../../tools/aws/lambda/setup.ts';

const attribute = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const policy = (role: string, Statement: object[]) => ({
  Type: 'AWS::IAM::Policy',
  Properties: { PolicyDocument: { Statement }, Roles: [{ Ref: role }] },
});
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

const data: Template = {
  Resources: {
    Lake: { Type: 'AWS::S3::Bucket' },
    Queries: {
      Type: 'AWS::Athena::WorkGroup',
      Properties: {
        Name: 'shop',
        WorkGroupConfiguration: {
          BytesScannedCutoffPerQuery: 5e9,
          ResultConfiguration: { OutputLocation: joined('s3://', { Ref: 'Lake' }, '/results/') },
        },
      },
    },
  },
  Outputs: {
    Bucket: { Value: { Ref: 'Lake' }, Export: { Name: 'data:Bucket' } },
    BucketArn: { Value: attribute('Lake'), Export: { Name: 'data:BucketArn' } },
  },
};

const states = {
  StartAt: 'Put',
  QueryLanguage: 'JSONata',
  States: {
    Put: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'ARN', Payload: '{% $states.input %}' },
      End: true,
    },
  },
};
const [before, after] = JSON.stringify(states).split('ARN');

const pipeline: Template = {
  Resources: {
    PutRole: { Type: 'AWS::IAM::Role' },
    PutPolicy: policy('PutRole', [
      allow('s3:PutObject', joined({ 'Fn::ImportValue': 'data:BucketArn' }, '/lists/*')),
      allow(['s3:GetObject', 's3:DeleteObject'], joined({ 'Fn::ImportValue': 'data:BucketArn' }, '/*')),
    ]),
    PutFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'index.handler',
        MemorySize: 512,
        Timeout: 60,
        Role: attribute('PutRole'),
        Environment: { Variables: { BUCKET: { 'Fn::ImportValue': 'data:Bucket' } } },
      },
      Metadata: { 'aws:cdk:path': 'pipeline/Functions/put/Function/Resource', 'aws:asset:path': 'asset.put' },
    },
    Alerts: { Type: 'AWS::SNS::Topic' },
    MachineRole: { Type: 'AWS::IAM::Role' },
    MachinePolicy: policy('MachineRole', [allow('lambda:InvokeFunction', [attribute('PutFunction')])]),
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        RoleArn: attribute('MachineRole'),
        DefinitionString: joined(before, attribute('PutFunction'), after),
      },
      Metadata: { 'aws:cdk:path': 'pipeline/Nightly/Machine/Resource' },
    },
  },
};

const putter = `
import { S3Client, PutObjectCommand } from '${pathToFileURL(createRequire(import.meta.url).resolve('@aws-sdk/client-s3')).href}';
const s3 = new S3Client();
export const handler = async ({ Key }) => {
  await s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key, Body: 'rows' }));
  return { Key };
};`;

const folder = mkdtempSync(join(tmpdir(), 'holdfast-deploy-'));
let deployment: Deployment;
let aws: DeployedAws;

beforeAll(async () => {
  mkdirSync(join(folder, 'asset.put'));
  writeFileSync(join(folder, 'asset.put/index.mjs'), putter);
  for (const [name, template] of Object.entries({ data, pipeline })) {
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
  }
  deployment = readDeployment(folder, ['data', 'pipeline']);
  aws = await startDeployed(deployment);
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true });
});

describe('intrinsic functions', () => {
  const resolve = resolverOf([data, pipeline]);

  it.each<[unknown, unknown]>([
    [{ Ref: 'AWS::Region' }, 'eu-central-1'],
    [{ Ref: 'Lake' }, 'lake'],
    [{ Ref: 'Queries' }, 'shop'],
    [{ Ref: 'Alerts' }, 'arn:aws:sns:eu-central-1:000000000000:Alerts'],
    [attribute('PutRole'), 'arn:aws:iam::000000000000:role/PutRole'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is CloudFormation that fills it in
    [{ 'Fn::Sub': '${AWS::AccountId}-${Lake}' }, '000000000000-lake'],
    [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Machine' }] }] }, 'Machine'],
    [{ list: [joined('s3://', { 'Fn::ImportValue': 'data:Bucket' }, '/')] }, { list: ['s3://lake/'] }],
  ])('%j is %j', (value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each([{ Ref: 'Nothing' }, { 'Fn::ImportValue': 'nothing' }, { 'Fn::Cidr': [] }])(
    '%j is refused',
    (value) => {
      expect(() => resolve(value)).toThrow();
    },
  );
});

describe('a deployment', () => {
  it('is read whole: names, settings and roles', () => {
    expect(deployment).toMatchObject({
      buckets: ['lake'],
      topics: ['arn:aws:sns:eu-central-1:000000000000:Alerts'],
      workgroups: { shop: { outputLocation: 's3://lake/results/', enforced: true, scanLimit: 5e9 } },
    });
    expect(deployment.functions.get('Functions/put')).toEqual({
      name: 'PutFunction',
      role: 'arn:aws:iam::000000000000:role/PutRole',
      allows: [
        { actions: ['s3:PutObject'], resources: ['arn:aws:s3:::lake/lists/*'] },
        { actions: ['s3:GetObject', 's3:DeleteObject'], resources: ['arn:aws:s3:::lake/*'] },
      ],
      setup: {
        folder: join(folder, 'asset.put'),
        handler: 'index.handler',
        memory: 512,
        timeout: 60,
        environment: { BUCKET: 'lake' },
      },
    });
    expect(deployment.machines.get('Nightly')).toMatchObject({
      allows: [{ actions: ['lambda:InvokeFunction'], resources: [functionArn('PutFunction')] }],
    });
  });

  it('runs, and its calls are held against its roles', async () => {
    const run = (Key: string) => aws.states.start('Machine', { Key }).finished;
    expect(await run('lists/a.csv')).toMatchObject({ status: 'SUCCEEDED' });
    expect(aws.forbidden()).toEqual([]);
    expect(aws.unneeded()).toEqual(['PutFunction s3:GetObject', 'PutFunction s3:DeleteObject']);
    await run('raw/a.csv');
    expect(aws.forbidden()).toEqual(['PutFunction s3:PutObject arn:aws:s3:::lake/raw/a.csv']);
  });
});

describe('a role', () => {
  const statements = [
    { actions: ['s3:Get*', 'sns:Publish'], resources: ['arn:aws:s3:::lake/lists/*', 'arn:?'] },
  ];

  it.each([
    ['s3:GetObject', 'arn:aws:s3:::lake/lists/a/b', true],
    ['S3:getobject', 'arn:aws:s3:::lake/lists/', true],
    ['s3:PutObject', 'arn:aws:s3:::lake/lists/a', false],
    ['s3:GetObject', 'arn:aws:s3:::lake/raw/a', false],
    ['s3:GetObject', 'arn:aws:s3:::lakeXlists/a', false],
    ['sns:Publish', 'arn:x', true],
    ['sns:Publish', 'arn:xy', false],
  ])('%s on %s: %s', (action, resource, expected) => {
    expect(allows(statements, { action, resource })).toBe(expected);
  });
});
