import { writeDocument } from '../../contracts/artefacts/document.ts';
import { type Message, messageDocument, receiptDocument } from '../../contracts/artefacts/message.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { parseManifest } from '../targeting/list-manifest.ts';
import { listMessage } from './list-message.ts';
import { isSettled, isSettledForAll, type Pending, readPending } from './pending.ts';
import type { Receiver } from './receiver.ts';

/** What came of the messages of the outbox, webhook by webhook. */
export interface Delivery {
  readonly webhook: string;
  /** Messages that it took now. */
  readonly taken: number;
  /** Messages that wait for the next run, and why the first of them does; null: none does. */
  readonly waiting: { readonly messages: number; readonly why: string } | null;
}

export interface AnnounceRequest {
  /** Date of the lists; left out: only what earlier runs could not tell. */
  readonly asOf?: string;
  /** Its name. */
  readonly business: string;
  readonly receivers: readonly Receiver[];
}

/**
 * Tells the receivers of the lists published for a date, where one is given, and of whatever earlier runs could not tell them. A message lies in
 * the outbox before it is sent, under an id of its content, and stays there until every receiver has taken it: a run that is
 * killed sends it again, one that is repeated does not. A receiver may still see a message twice, where a run is killed
 * between its answer and the receipt; it has the same id.
 */
export async function announceLists(
  store: ObjectStore,
  { asOf, business, receivers }: AnnounceRequest,
): Promise<Delivery[]> {
  if (receivers.length === 0) return [];
  if (asOf !== undefined) await putMessage(store, asOf, business, receivers);
  const pending = await withoutReplaced(store, await readPending(store), business);
  const deliveries: Delivery[] = [];
  for (const receiver of receivers) deliveries.push(await deliver(store, pending, receiver));
  for (const [key, message] of pending) {
    if (await isSettledForAll(store, message, receivers)) await store.delete(key);
  }
  return deliveries;
}

async function putMessage(
  store: ObjectStore,
  asOf: string,
  business: string,
  receivers: readonly Receiver[],
): Promise<void> {
  const message = await messageOf(store, asOf, business);
  if (message === null || (await isSettledForAll(store, message, receivers))) return;
  await writeDocument(store, messageDocument, keys.pendingMessage(asOf, message.id), message, {
    ifAbsent: true,
  });
}

/** Null where there are no lists, or they are being replaced: whoever publishes them tells of them. */
async function messageOf(store: ObjectStore, asOf: string, business: string): Promise<Message | null> {
  const key = keys.listManifest(asOf);
  const bytes = await store.get(key);
  const manifest = bytes && parseManifest(bytes, store.locate(key));
  return bytes && manifest && listMessage(manifest, bytes, business);
}

/**
 * Lists that were made again since are told of no more: their files are gone, and of two messages of a date nobody could tell
 * which is true. The manifests are read after the messages, so that no message of a run beside this one counts as replaced.
 */
async function withoutReplaced(store: ObjectStore, pending: Pending, business: string): Promise<Pending> {
  const standing = new Map(pending);
  for (const [key, { id, data }] of pending) {
    const now = await messageOf(store, data.asOf, business);
    if (now === null || now.id === id) continue;
    await store.delete(key);
    standing.delete(key);
  }
  return standing;
}

/** A receiver that does not take one message is not asked to take the next. */
async function deliver(store: ObjectStore, pending: Pending, { name, send }: Receiver): Promise<Delivery> {
  const untold: Message[] = [];
  for (const message of pending.values()) if (!(await isSettled(store, message, name))) untold.push(message);
  for (const [taken, message] of untold.entries()) {
    const sent = await send(message);
    if ('why' in sent)
      return { webhook: name, taken, waiting: { messages: untold.length - taken, why: sent.why } };
    const receipt = { id: message.id, webhook: name, status: sent.status };
    await writeDocument(store, receiptDocument, keys.receipt(message.id, name), receipt);
  }
  return { webhook: name, taken: untold.length, waiting: null };
}
