import type { Message } from '../../contracts/artefacts/message.ts';
import type { Webhook } from '../../contracts/config/webhooks.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import type { Messenger } from '../../contracts/ports/messenger.ts';
import { linksTo } from './links-to.ts';
import { signWebhook } from './webhook-signature.ts';

/** What came of a message: taken (2xx, or 410: the receiver wants no more), or why not. */
export type Sent = { readonly status: number } | { readonly why: string };

/** Milliseconds before each further attempt. */
const pauses = [1000, 5000];

const gone = 410;

/**
 * Posts a message to a webhook, with a new timestamp, signature and, where it asks for them, links at each attempt. What may pass (no answer, 408, 425, 429,
 * 5xx) is tried again; any other answer is for a person to look at.
 */
export async function send(message: Message, webhook: Webhook, messenger: Messenger): Promise<Sent> {
  try {
    const secret = await messenger.secret(webhook);
    for (const pause of [...pauses, null]) {
      const status = await attempt(message, webhook, secret, messenger);
      if (isTaken(status)) return { status };
      if (pause === null || !mayPass(status)) return { why: wordsOf(status) };
      await messenger.wait(pause);
    }
    throw new TypeError('the last attempt has no pause');
  } catch (error) {
    if (error instanceof HoldfastError) return { why: error.message };
    throw error;
  }
}

/** The status; null where no answer came. */
async function attempt(
  message: Message,
  webhook: Webhook,
  secret: string,
  messenger: Messenger,
): Promise<number | null> {
  const { id, type, data } = message;
  const { linkMinutes } = webhook;
  const { link, now } = messenger;
  const wantsLinks = linkMinutes !== undefined && link !== undefined;
  const links = wantsLinks ? { links: await linksTo(message, linkMinutes, { link, now }) } : {};
  const body = JSON.stringify({ type, data, ...links });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'holdfast',
    ...signWebhook(body, { id, secret, sentAt: messenger.now() }),
  };
  return messenger.post(webhook.url, headers, body).catch(() => null);
}

const isTaken = (status: number | null): status is number =>
  status !== null && ((status >= 200 && status < 300) || status === gone);

const mayPass = (status: number | null): boolean =>
  status === null || [408, 425, 429].includes(status) || status >= 500;

const wordsOf = (status: number | null): string =>
  status === null ? 'no answer came in time' : `the answer was HTTP ${status}`;
