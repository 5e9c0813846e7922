import type { Webhook } from '../config/webhooks.ts';

/** Sends messages to the world outside. */
export interface Messenger {
  /**
   * Posts a body and answers the status; follows no redirect.
   * @throws where no answer comes, or none in time
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number>;
  /**
   * The secret of a webhook.
   * @throws ConfigError where it is not where the config says; it names the place, never the secret
   */
  secret(webhook: Webhook): Promise<string>;
  /** A link by which whoever has it may read an object for so many minutes. Left out: files lie where no link leads. */
  link?(key: string, minutes: number): Promise<string>;
  now(): Date;
  wait(milliseconds: number): Promise<void>;
}
