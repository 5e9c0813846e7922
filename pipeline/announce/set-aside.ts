import { readDocument, writeDocument } from '../../contracts/artefacts/document.ts';
import { messageDocument } from '../../contracts/artefacts/message.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { isSettled, readPending } from './pending.ts';
import type { Receiver } from './receiver.ts';

/**
 * Gives up what waits: each message is set aside for the receivers that did not take it, so that it holds up none that come after.
 * @param until as-of date of the last lists that are given up: those published since are still tried; null: whatever waits
 * @returns how many were set aside
 */
export async function setAside(
  store: ObjectStore,
  receivers: readonly Pick<Receiver, 'name'>[],
  until: string | null,
): Promise<number> {
  let count = 0;
  for (const [key, message] of await readPending(store)) {
    if (until !== null && message.data.asOf > until) continue;
    for (const { name } of receivers) {
      if (await isSettled(store, message, name)) continue;
      const aside = keys.setAsideMessage(message.data.asOf, message.id, name);
      await writeDocument(store, messageDocument, aside, message);
      count++;
    }
    await store.delete(key);
  }
  return count;
}

/** Puts what was set aside back into the outbox: each message under its own id, waiting before it is set aside no more. */
export async function bringBack(store: ObjectStore): Promise<void> {
  for (const { key } of await store.list(keys.setAside)) {
    const message = await readDocument(store, messageDocument, key);
    if (message === null) continue;
    const { id, data } = message.value;
    await writeDocument(store, messageDocument, keys.pendingMessage(data.asOf, id), message.value, {
      ifAbsent: true,
    });
    await store.delete(key);
  }
}
