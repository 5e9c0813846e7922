import type { Webhook } from '../contracts/config/webhooks.ts';
import { ConfigError } from '../contracts/errors.ts';
import { announceLists } from '../pipeline/announce/outbox.ts';
import { webhookReceiver } from '../pipeline/announce/receiver.ts';
import { deliveriesOfMessages } from '../pipeline/reports/sentences/webhook-sentences.ts';
import { httpMessenger } from '../platform/http-messenger.ts';
import type { LocalRun } from './local-run.ts';

/** Tells the webhooks of a run's lists; answers what came of it, for people. A webhook that fails fails no run. */
export async function announce({ run, environment }: LocalRun): Promise<string[]> {
  const messenger = httpMessenger((webhook) => secretOf(process.env, webhook));
  const { webhooks, business } = run.config;
  const receivers = webhooks.map((webhook) => webhookReceiver(webhook, messenger));
  const request = { asOf: run.asOf, business: business.name, receivers };
  return deliveriesOfMessages(await announceLists(environment.store, request));
}

/** Of the environment where the config names a variable of it, else of the account, with the rights of whoever runs this. */
async function secretOf(
  env: Readonly<Record<string, string | undefined>>,
  webhook: Webhook,
): Promise<string> {
  const { env: name } = webhook.secret;
  if (name === undefined) {
    const { readSecret } = await import('../platform/aws/read-secret.ts');
    return readSecret(webhook);
  }
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw new ConfigError(`the environment variable ${name}, which is to hold its secret, is not set`);
}
