import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { Integration } from '../frame.ts';
import { StateError } from '../state-error.ts';
import { type Fields, isFields, type Value } from '../value.ts';

/**
 * `arn:aws:states:::events:putEvents`: a detail goes out as JSON, and each entry names the state machine and the
 * execution among its resources. An entry that is refused fails the task.
 */
export function eventsIntegrations(client: EventBridgeClient): Readonly<Record<string, Integration>> {
  return {
    'arn:aws:states:::events:putEvents': async (given, { stateMachine, execution }) => {
      const { Entries = [] } = isFields(given) ? given : {};
      const entries = (Entries as readonly Fields[]).map((entry) =>
        entryOf(entry, [stateMachine, execution]),
      );
      const { $metadata, ...answer } = await client
        .send(new PutEventsCommand({ Entries: entries }))
        .catch(asStateError);
      const result = JSON.parse(JSON.stringify(answer)) as Value;
      if (answer.FailedEntryCount) throw new StateError('EventBridge.FailedEntry', JSON.stringify(result));
      return result;
    },
  };
}

function entryOf(
  { Detail, Resources = [], ...entry }: Fields,
  senders: readonly string[],
): PutEventsRequestEntry {
  return {
    ...entry,
    Detail: typeof Detail === 'string' ? Detail : JSON.stringify(Detail),
    Resources: [...(Resources as readonly string[]), ...senders],
  };
}

function asStateError({ name, message }: Error): never {
  throw new StateError(`EventBridge.${name}`, message);
}
