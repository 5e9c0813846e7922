import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arnOf } from '../../../../tools/aws/endpoint/calls.ts';
import { functionArn } from '../../../../tools/aws/lambda/setup.ts';
import { type Aws, startAws } from '../../../../tools/aws/start-aws.ts';
import { fakeClock } from '../../../../tools/aws/states/clock.ts';
import type { Definition, Retrier, State } from '../../../../tools/aws/states/definition.ts';
import { chain } from '../../../../tools/aws/states/run-machine.ts';
import type { Value } from '../../../../tools/aws/states/value.ts';

const topic = arnOf('sns', 'alerts');
const folder = mkdtempSync(join(tmpdir(), 'holdfast-states-'));
let aws: Aws;

/** A function that puts three objects through the SDK's own client, led by its environment alone. */
const putter = `
import { S3Client, PutObjectCommand } from '${pathToFileURL(createRequire(import.meta.url).resolve('@aws-sdk/client-s3')).href}';
const s3 = new S3Client({ forcePathStyle: true, maxAttempts: 1 });
export const handler = async ({ run }) => {
  for (const part of [1, 2, 3]) {
    await s3.send(new PutObjectCommand({ Bucket: 'lake', Key: \`\${run}/\${part}\`, Body: 'rows' }));
  }
  return { run, parts: 3 };
};`;

beforeAll(async () => {
  aws = await startAws({ topics: [topic] });
  writeFileSync(join(folder, 'put.mjs'), putter);
  writeFileSync(join(folder, 'echo.mjs'), 'export const handler = async (event) => event;');
  aws.lambda.deploy('put', { folder, handler: 'put.handler', memory: 512, timeout: 60 });
  aws.lambda.deploy('echo', { folder, handler: 'echo.handler', memory: 512, timeout: 60 });
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  aws.faults.clear();
  aws.calls.length = 0;
});

const invoke = (name: string, Payload: Value, more: object = {}): State => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: functionArn(name), Payload },
  Output: '{% $states.result.Payload %}',
  ...more,
});
const service = (resource: string, Arguments: Value, more: object = {}): State => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  Arguments,
  ...more,
});
const machineOf = (states: Record<string, State>): Definition => ({
  ...chain(states),
  QueryLanguage: 'JSONata',
});

async function run(name: string, states: Record<string, State>, input: Value = {}) {
  aws.states.create(name, machineOf(states));
  const clock = fakeClock();
  const execution = aws.states.start(name, input, { clock, random: () => 1 });
  return { ...(await execution.finished), execution, clock };
}
const callsBy = (caller: string) =>
  aws.calls.filter((call) => call.caller === caller).map(({ action, resource }) => `${action} ${resource}`);

describe('a state machine', () => {
  it('calls functions, which call S3: each under its own name', async () => {
    const ran = await run(
      'writing',
      { Put: invoke('put', { run: '{% $states.input.run %}' }) },
      { run: 'a1' },
    );
    expect(ran).toMatchObject({ status: 'SUCCEEDED', output: { run: 'a1', parts: 3 } });
    expect(callsBy('writing')).toEqual([`lambda:InvokeFunction ${functionArn('put')}`]);
    expect(callsBy('put')).toEqual([1, 2, 3].map((part) => `s3:PutObject arn:aws:s3:::lake/a1/${part}`));
  });

  it('publishes a message, an object as JSON', async () => {
    const states = {
      Tell: service(
        'sns:publish',
        { TopicArn: topic, Subject: 'failed', Message: '{% "run " & $states.input.run %}' },
        { Output: '{% $states.input %}' },
      ),
      Again: service('sns:publish', { TopicArn: topic, Message: { run: '{% $states.input.run %}' } }),
    };
    const ran = await run('telling', states, { run: 'a1' });
    expect(ran.output).toEqual({ MessageId: expect.any(String) });
    expect(aws.sns.messages.map(({ subject, body }) => [subject, body])).toEqual([
      ['failed', 'run a1'],
      [undefined, '{"run":"a1"}'],
    ]);
    expect(callsBy('telling')).toEqual(Array(2).fill(`sns:Publish ${topic}`));
  });

  it('puts events that name it and its execution', async () => {
    const Entries = [
      { Source: 'holdfast', DetailType: 'List published', Detail: { run: '{% $states.input.run %}' } },
    ];
    const { execution, output } = await run(
      'announcing',
      { Put: service('events:putEvents', { Entries }) },
      { run: 'a1' },
    );
    expect(output).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(aws.events.events.at(-1)).toMatchObject({
      detail: { run: 'a1' },
      resources: [arnOf('states', 'stateMachine:announcing'), execution.arn],
    });
  });

  it('starts others and waits for them, one date after the other', async () => {
    aws.states.create('one-date', machineOf({ Echo: invoke('echo', '{% $states.input %}') }));
    const nested = service(
      'states:startExecution.sync:2',
      {
        StateMachineArn: arnOf('states', 'stateMachine:one-date'),
        Input: { asOf: '{% $states.input %}' },
        Name: '{% "backfill-" & $states.input %}',
      },
      { Output: '{% $states.result.Output %}' },
    );
    const Each: State = {
      Type: 'Map',
      Items: '{% $states.input %}',
      MaxConcurrency: 1,
      ItemProcessor: chain({ nested }),
    };
    const ran = await run('backfill', { Each }, ['2026-01-31', '2026-02-28']);
    expect(ran.output).toEqual([{ asOf: '2026-01-31' }, { asOf: '2026-02-28' }]);
    expect(aws.states.executions.map(({ arn }) => arn)).toContain(
      arnOf('states', 'execution:one-date:backfill-2026-01-31'),
    );
    expect(new Set(callsBy('backfill').map((call) => call.split(' ')[0]))).toEqual(
      new Set([
        'states:StartExecution',
        'states:DescribeExecution',
        'states:StopExecution',
        'events:PutTargets',
        'events:PutRule',
        'events:DescribeRule',
      ]),
    );
    const again = await run('backfill', { Each }, ['2026-01-31']);
    expect(again).toMatchObject({ status: 'FAILED', error: 'ExecutionAlreadyExists' });
  });

  it('fails where one that it waits for fails', async () => {
    aws.states.create(
      'failing',
      machineOf({ F: { Type: 'Fail', Error: 'Refused', Cause: 'no rows' } as State }),
    );
    const StateMachineArn = arnOf('states', 'stateMachine:failing');
    const ran = await run('waiting', { N: service('states:startExecution.sync:2', { StateMachineArn }) });
    expect(ran).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(ran.cause ?? '')).toMatchObject({
      Status: 'FAILED',
      Error: 'Refused',
      Cause: 'no rows',
    });
  });

  it('reads its items and writes its results under its own name', async () => {
    aws.s3.shelf.put('lake', 'shards/1.parquet', Buffer.from('x'));
    const where = { Bucket: 'lake', Prefix: 'shards/' };
    const Score: State = {
      Type: 'Map',
      ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Arguments: where },
      ItemSelector: { run: '{% $states.input.run %}', shard: '{% $states.context.Map.Item.Value.Key %}' },
      ItemProcessor: {
        ...chain({ Echo: invoke('echo', '{% $states.input %}') }),
        ProcessorConfig: { Mode: 'DISTRIBUTED' },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Arguments: { Bucket: 'lake', Prefix: 'results' },
      },
    };
    const { status } = await run('scoring', { Score }, { run: 'a1' });
    expect(status).toBe('SUCCEEDED');
    const actions = new Set(callsBy('scoring').map((call) => call.split(' ')[0]));
    expect([...actions].sort()).toEqual([
      'lambda:InvokeFunction',
      's3:AbortMultipartUpload',
      's3:GetObject',
      's3:ListBucket',
      's3:ListMultipartUploadParts',
      's3:PutObject',
      'states:DescribeExecution',
      'states:StartExecution',
      'states:StopExecution',
    ]);
  });

  it.each<[string, State, string]>([
    [
      'a topic that is not there',
      service('sns:publish', { TopicArn: arnOf('sns', 'other'), Message: 'x' }),
      'SNS.NotFoundException',
    ],
    [
      'an event that is refused',
      service('events:putEvents', { Entries: [{ Source: 'a' }] }),
      'EventBridge.FailedEntry',
    ],
    ['a function that is not there', invoke('nobody', {}), 'Lambda.ResourceNotFoundException'],
    [
      'a state machine that is not there',
      service('states:startExecution', { StateMachineArn: arnOf('states', 'stateMachine:none') }),
      'StateMachineDoesNotExist',
    ],
  ])('fails by %s', async (_, state, error) => {
    expect(await run('wrong', { A: state })).toMatchObject({ status: 'FAILED', error });
  });
});

describe('under faults', () => {
  const Retry: Retrier[] = [
    {
      ErrorEquals: [
        'Lambda.TooManyRequestsException',
        'Lambda.ServiceException',
        'Lambda.SdkClientException',
        'Runtime.ExitError',
      ],
      IntervalSeconds: 10,
      MaxAttempts: 2,
    },
  ];
  const states = { Put: invoke('put', { run: 'f' }, { Retry }) };

  it.each(['throttle', 'server-error', 'cut', 'cut-after'] as const)(
    'a call to Lambda is tried again: %s',
    async (kind) => {
      aws.faults.inject({ kind, matches: ({ action }) => action === 'lambda:InvokeFunction', times: 2 });
      const ran = await run('retrying', states);
      expect(ran).toMatchObject({ status: 'SUCCEEDED', clock: { naps: [10, 20] } });
    },
  );

  it('ends with the fault once it is tried no more', async () => {
    aws.faults.inject({ kind: 'throttle', times: 3 });
    expect(await run('retrying', states)).toMatchObject({ error: 'Lambda.TooManyRequestsException' });
  });

  it('an expired token fails the function by the name that its client throws', async () => {
    aws.faults.inject({ kind: 'expired-token', matches: ({ caller }) => caller === 'put' });
    expect(await run('retrying', states)).toMatchObject({ error: 'ExpiredToken' });
  });

  it('a function is killed at each of its calls in turn, and a new process begins anew', async () => {
    await run('retrying', states);
    const calls = aws.faults.count();
    expect(calls).toBe(4);
    for (let nth = 1; nth <= 3; nth++) {
      aws.faults.clear();
      aws.calls.length = 0;
      aws.faults.inject({
        kind: 'cut',
        nth,
        matches: ({ caller }) => caller === 'put',
        meanwhile: ({ caller }) => aws.lambda.kill(caller),
      });
      const ran = await run('retrying', states);
      expect(ran).toMatchObject({ status: 'SUCCEEDED', clock: { naps: [10] } });
      expect(callsBy('put')).toHaveLength(nth + 3);
      expect(ran.execution.history.filter(({ error }) => error).map(({ error }) => error)).toEqual([
        'Runtime.ExitError',
      ]);
    }
  });
});

describe('executions of one name', () => {
  it('start once', async () => {
    aws.states.create('once', machineOf({ P: { Type: 'Pass' } }));
    const first = aws.states.start('once', {}, { name: '2026-03-02' });
    expect(() => aws.states.start('once', {}, { name: '2026-03-02' })).toThrow(
      expect.objectContaining({ error: 'ExecutionAlreadyExists' }),
    );
    expect(await first.finished).toMatchObject({ status: 'SUCCEEDED' });
  });
});
