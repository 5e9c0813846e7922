import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arnOf, region } from '../../../tools/aws/endpoint/calls.ts';
import { surroundings } from '../../../tools/aws/endpoint/surroundings.ts';
import { type SnsEndpoint, startSns } from '../../../tools/aws/sns/server.ts';

const around = surroundings();
const TopicArn = arnOf('sns', 'failures');
let endpoint: SnsEndpoint;
let sns: SNSClient;

beforeAll(async () => {
  endpoint = await startSns(around, [TopicArn]);
  sns = client();
});
afterAll(() => endpoint.close());
beforeEach(() => around.faults.clear());

const client = (secretAccessKey = 'secret-of-TEST', maxAttempts = 1) =>
  new SNSClient({
    endpoint: endpoint.url,
    region,
    maxAttempts,
    credentials: { accessKeyId: 'TEST', secretAccessKey },
  });
const publish = (more: object = {}, by = sns) =>
  by.send(new PublishCommand({ TopicArn, Message: 'the nightly run failed', ...more }));

describe('publishing', () => {
  it('keeps topic, subject, message and attributes as they were sent, and writes the call down', async () => {
    const Message = 'Lauf "a1" <check> & Ende\nzweite Zeile: ü, ключ';
    const { MessageId } = await publish({
      Message,
      Subject: 'Holdfast: run failed',
      MessageAttributes: {
        run: { DataType: 'String', StringValue: 'a1' },
        stage: { DataType: 'String', StringValue: 'check' },
      },
    });
    expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(endpoint.messages.at(-1)).toEqual({
      topic: TopicArn,
      subject: 'Holdfast: run failed',
      body: Message,
      attributes: { run: 'a1', stage: 'check' },
    });
    expect(around.calls.at(-1)).toEqual({
      caller: 'TEST',
      action: 'sns:Publish',
      resource: TopicArn,
      operation: 'Publish',
    });
  });

  it.each([
    ['a topic that is not there', { TopicArn: arnOf('sns', 'other') }, 'NotFoundException'],
    ['no topic', { TopicArn: undefined }, 'InvalidParameterException'],
    ['an empty message', { Message: '' }, 'InvalidParameterException'],
    ['a message beyond 256 KiB', { Message: 'x'.repeat(262_145) }, 'InvalidParameterException'],
    ['a subject of two lines', { Subject: 'run\nfailed' }, 'InvalidParameterException'],
    ['a subject beyond ASCII', { Subject: 'Lauf für März' }, 'InvalidParameterException'],
    ['a subject of 101 characters', { Subject: 'x'.repeat(101) }, 'InvalidParameterException'],
  ])('refuses %s', async (_, more, name) => {
    const before = endpoint.messages.length;
    await expect(publish(more)).rejects.toMatchObject({ name });
    expect(endpoint.messages).toHaveLength(before);
  });

  it('refuses a wrong signature', async () => {
    await expect(publish({}, client('wrong'))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });
});

describe('faults', () => {
  it.each([
    ['throttle', 'Throttling'],
    ['server-error', 'InternalErrorException'],
    ['denied', 'AuthorizationErrorException'],
    ['expired-token', 'ExpiredToken'],
    ['cut', 'TimeoutError'],
    ['cut-after', 'TimeoutError'],
  ] as const)('%s reaches the client as an error', async (kind, name) => {
    const before = endpoint.messages.length;
    around.faults.inject({ kind });
    await expect(publish()).rejects.toMatchObject({ name });
    expect(endpoint.messages.length - before).toBe(kind === 'cut-after' ? 1 : 0);
  });

  it.each(['throttle', 'server-error', 'cut', 'slow'] as const)(
    '%s passes when it is tried again',
    async (kind) => {
      around.faults.inject({ kind });
      await expect(publish({}, client('secret-of-TEST', 3))).resolves.toHaveProperty('MessageId');
    },
  );
});
