import { readDocument } from '../../contracts/artefacts/document.ts';
import { type Message, messageDocument } from '../../contracts/artefacts/message.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Receiver } from './receiver.ts';

/** Messages that wait, by key, and so by as-of date. */
export type Pending = ReadonlyMap<string, Message>;

export async function readPending(store: ObjectStore): Promise<Pending> {
  const pending = new Map<string, Message>();
  for (const { key } of await store.list(keys.outbox)) {
    const message = await readDocument(store, messageDocument, key);
    if (message !== null) pending.set(key, message.value);
  }
  return pending;
}

/** Whether a webhook has taken a message, or it was set aside for it: nobody sends it any more. */
export async function isSettled(
  store: ObjectStore,
  { id, data }: Message,
  webhook: string,
): Promise<boolean> {
  if ((await store.tag(keys.receipt(id, webhook))) !== null) return true;
  return (await store.tag(keys.setAsideMessage(data.asOf, id, webhook))) !== null;
}

export async function isSettledForAll(
  store: ObjectStore,
  message: Message,
  receivers: readonly Pick<Receiver, 'name'>[],
): Promise<boolean> {
  for (const { name } of receivers) if (!(await isSettled(store, message, name))) return false;
  return true;
}
