import type { Message } from '../../contracts/artefacts/message.ts';
import { eventBus, type Webhook } from '../../contracts/config/webhooks.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import type { Messenger } from '../../contracts/ports/messenger.ts';
import { type Links, linksTo } from './links-to.ts';
import { type Sent, send } from './send.ts';

/** Who is told of lists that are out: a webhook, or the bus of a deployment. */
export interface Receiver {
  readonly name: string;
  readonly send: (message: Message) => Promise<Sent>;
}

export const webhookReceiver = (webhook: Webhook, messenger: Messenger): Receiver => ({
  name: webhook.name,
  send: (message) => send(message, webhook, messenger),
});

/** What listeners on the bus are told of lists, with links to the files. */
export type LinkedLists = Pick<Message['data'], 'business' | 'asOf' | 'run' | 'contacted' | 'heldOut'> & {
  readonly links: Links;
};

/** What an event may hold, less what stands around the detail. */
const mostBytes = 250_000;

/**
 * The bus, where links are wanted on it.
 * @param put puts the detail on the bus, or throws a HoldfastError
 */
export function busReceiver(
  minutes: number,
  put: (detail: LinkedLists) => Promise<void>,
  messenger: Required<Pick<Messenger, 'link' | 'now'>>,
): Receiver {
  const send = async (message: Message): Promise<Sent> => {
    const { business, asOf, run, contacted, heldOut, files } = message.data;
    const links = await linksTo(message, minutes, messenger);
    const detail = { business, asOf, run, contacted, heldOut, links };
    if (Buffer.byteLength(JSON.stringify(detail)) > mostBytes)
      return { why: `an event holds 256 KB, and links to ${files.length} files take more` };
    try {
      await put(detail);
      return { status: 200 };
    } catch (error) {
      if (error instanceof HoldfastError) return { why: error.message };
      throw error;
    }
  };
  return { name: eventBus, send };
}
