import type { Webhook } from '../contracts/config/webhooks.ts';
import { ConfigError } from '../contracts/errors.ts';
import { announceLists } from '../pipeline/announce/outbox.ts';
import { deliveriesOfMessages } from '../pipeline/reports/sentences/webhook-sentences.ts';
import { httpMessenger } from '../platform/http-messenger.ts';
import type { LocalRun } from './local-run.ts';

/** Tells the webhooks of a run's lists; answers what came of it, for people. A webhook that fails fails no run. */
export async function announce({ run, environment }: LocalRun): Promise<string[]> {
  const messenger = httpMessenger(async (webhook) => secretFrom(process.env, webhook));
  return deliveriesOfMessages(await announceLists(environment.store, run, messenger));
}

function secretFrom(env: Readonly<Record<string, string | undefined>>, { secret }: Webhook): string {
  const value = env[secret.env];
  if (value !== undefined && value !== '') return value;
  throw new ConfigError(`the environment variable ${secret.env}, which is to hold its secret, is not set`);
}
