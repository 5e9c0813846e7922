import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { TransientError } from '../../contracts/errors.ts';
import { awsError } from './errors.ts';

export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Puts an event on the account's default bus.
 * @throws TransientError where the bus does not take it
 */
export async function putEvent(client: EventBridgeClient, event: BusEvent): Promise<void> {
  const entry = { Source: event.source, DetailType: event.detailType, Detail: JSON.stringify(event.detail) };
  const { FailedEntryCount, Entries = [] } = await client
    .send(new PutEventsCommand({ Entries: [entry] }))
    .catch((cause) => {
      throw awsError(cause, `put the event "${event.detailType}"`);
    });
  if (FailedEntryCount)
    throw new TransientError(
      `The bus did not take "${event.detailType}": ${Entries[0]?.ErrorCode ?? 'no reason given'}`,
    );
}
