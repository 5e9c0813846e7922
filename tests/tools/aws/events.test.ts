import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arnOf, region } from '../../../tools/aws/endpoint/calls.ts';
import { surroundings } from '../../../tools/aws/endpoint/surroundings.ts';
import { type EventsEndpoint, startEvents } from '../../../tools/aws/events/server.ts';

const around = surroundings();
let endpoint: EventsEndpoint;

beforeAll(async () => {
  endpoint = await startEvents(around, ['business']);
});
afterAll(() => endpoint.close());
beforeEach(() => around.faults.clear());

const client = (secretAccessKey = 'secret-of-TEST', maxAttempts = 1) =>
  new EventBridgeClient({
    endpoint: endpoint.url,
    region,
    maxAttempts,
    credentials: { accessKeyId: 'TEST', secretAccessKey },
  });
const published = { Source: 'holdfast', DetailType: 'List published', Detail: '{"run":"a1"}' };
const put = (Entries: PutEventsRequestEntry[], by = client()) => by.send(new PutEventsCommand({ Entries }));

describe('putting events', () => {
  it('keeps them, on the default bus or on another, and writes down one call a bus', async () => {
    const before = around.calls.length;
    const { Entries, FailedEntryCount } = await put([
      { ...published, Resources: ['arn:aws:s3:::lake/lists'] },
      { ...published, EventBusName: 'business' },
      { ...published, EventBusName: arnOf('events', 'event-bus/business') },
    ]);
    expect(FailedEntryCount).toBe(0);
    const [first, second, third] = Entries ?? [];
    const kept = { source: 'holdfast', detailType: 'List published', detail: { run: 'a1' } };
    expect(endpoint.events).toEqual([
      { id: first?.EventId, bus: 'default', ...kept, resources: ['arn:aws:s3:::lake/lists'] },
      { id: second?.EventId, bus: 'business', ...kept, resources: [] },
      { id: third?.EventId, bus: 'business', ...kept, resources: [] },
    ]);
    expect(around.calls.slice(before)).toEqual(
      ['default', 'business'].map((bus) => ({
        caller: 'TEST',
        action: 'events:PutEvents',
        resource: arnOf('events', `event-bus/${bus}`),
        operation: 'PutEvents',
      })),
    );
  });

  it.each([
    ['without a source', { Source: '' }, 'InvalidArgument'],
    ['without a type', { DetailType: '' }, 'InvalidArgument'],
    ['whose detail is no JSON', { Detail: 'run a1' }, 'MalformedDetail'],
    ['whose detail is no object', { Detail: '[1]' }, 'MalformedDetail'],
    ['for a bus that is not there', { EventBusName: 'nowhere' }, 'InvalidArgument'],
  ])('refuses an entry %s, and takes the others', async (_, more, ErrorCode) => {
    const before = endpoint.events.length;
    const { Entries, FailedEntryCount } = await put([{ ...published, ...more }, published]);
    expect(FailedEntryCount).toBe(1);
    expect(Entries).toEqual([
      { ErrorCode, ErrorMessage: expect.any(String) },
      { EventId: expect.any(String) },
    ]);
    expect(endpoint.events).toHaveLength(before + 1);
  });

  it('refuses none, more than ten, and more than 256 KiB', async () => {
    const refused = { name: 'ValidationException' };
    await expect(put([])).rejects.toMatchObject(refused);
    await expect(put(Array(11).fill(published))).rejects.toMatchObject(refused);
    const large = { ...published, Detail: JSON.stringify({ text: 'x'.repeat(262_144) }) };
    await expect(put([large])).rejects.toMatchObject(refused);
  });

  it('refuses a wrong signature', async () => {
    await expect(put([published], client('wrong'))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });
});

describe('faults', () => {
  it.each([
    ['throttle', 'ThrottlingException'],
    ['server-error', 'InternalServerException'],
    ['denied', 'AccessDeniedException'],
    ['expired-token', 'ExpiredTokenException'],
    ['cut', 'TimeoutError'],
  ] as const)('%s reaches the client as an error', async (kind, name) => {
    const before = endpoint.events.length;
    around.faults.inject({ kind });
    await expect(put([published])).rejects.toMatchObject({ name });
    expect(endpoint.events).toHaveLength(before);
  });

  it.each(['throttle', 'server-error', 'cut', 'slow'] as const)(
    '%s passes when it is tried again',
    async (kind) => {
      around.faults.inject({ kind });
      const { FailedEntryCount } = await put([published], client('secret-of-TEST', 3));
      expect(FailedEntryCount).toBe(0);
    },
  );
});
