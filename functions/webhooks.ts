import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Config } from '../contracts/config/config.ts';
import { isKeptInAccount } from '../contracts/config/webhooks.ts';
import { readEnvironment } from '../contracts/environment.ts';
import { TransientError } from '../contracts/errors.ts';
import { listLinked, webhooksEvent } from '../contracts/events.ts';
import { announceLists, type Delivery } from '../pipeline/announce/outbox.ts';
import {
  busReceiver,
  type LinkedLists,
  type Receiver,
  webhookReceiver,
} from '../pipeline/announce/receiver.ts';
import { bringBack, setAside } from '../pipeline/announce/set-aside.ts';
import { clientSettings } from '../platform/aws/client-settings.ts';
import { presign } from '../platform/aws/presign.ts';
import { putEvent } from '../platform/aws/put-event.ts';
import { readSecret } from '../platform/aws/read-secret.ts';
import { httpMessenger } from '../platform/http-messenger.ts';
import { businessConfig } from './business.ts';
import { entry } from './entry.ts';
import { logger, metrics } from './log.ts';

/**
 * Tells the webhooks, and the bus where links are wanted on it, what the outbox holds. As long as one does not take it the function fails, so that its machine tries again
 * later; what it has given up is set aside.
 */
export const handler = entry(webhooksEvent, async (event, { store }) => {
  const config = businessConfig();
  const receivers = receiversOf(config);
  if ('giveUp' in event) {
    const until = 'asOf' in event.giveUp ? event.giveUp.asOf : null;
    return { setAside: await setAside(store, receivers, until) };
  }
  if ('replay' in event) await bringBack(store);
  const of = 'asOf' in event ? { asOf: event.asOf } : {};
  const deliveries = await announceLists(store, { ...of, business: config.business.name, receivers });
  for (const one of deliveries) logger.info('webhook', { ...one });
  const silent = deliveries.filter(({ waiting }) => waiting !== null);
  metrics.addMetric('WebhooksSilent', 'Count', silent.length);
  if (silent.length > 0) throw new TransientError(silent.map(whyItWaits).join(' '));
  return { taken: deliveries.reduce((sum, { taken }) => sum + taken, 0) };
});

/** The webhooks whose secrets the account keeps, and the bus where links are wanted on it. */
function receiversOf({ webhooks, eventLinkMinutes: minutes }: Config): Receiver[] {
  const messenger = { ...httpMessenger(readSecret), link };
  const kept = webhooks.filter(isKeptInAccount).map((webhook) => webhookReceiver(webhook, messenger));
  return minutes === undefined ? kept : [...kept, busReceiver(minutes, putLinked, messenger)];
}

async function putLinked(detail: LinkedLists): Promise<void> {
  const { HOLDFAST_DEPLOYMENT: deployment } = readEnvironment(process.env);
  const client = new EventBridgeClient(clientSettings());
  await putEvent(client, { ...listLinked, detail: { deployment, ...detail } });
}

const whyItWaits = ({ webhook, waiting }: Delivery): string =>
  `The webhook ${webhook} was not told of lists that are out (${waiting!.messages}): ${waiting!.why}.`;

async function link(Key: string, minutes: number): Promise<string> {
  const { HOLDFAST_BUCKET: Bucket } = readEnvironment(process.env);
  return presign(new S3Client(clientSettings()), new GetObjectCommand({ Bucket, Key }), 60 * minutes);
}
