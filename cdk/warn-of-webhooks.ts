import { Annotations, type Stack } from 'aws-cdk-lib';
import type { Config } from '../contracts/config/config.ts';
import { isKeptInAccount } from '../contracts/config/webhooks.ts';

/** Who counts on being told hears before the deployment that it does not tell them. */
export function warnOfWebhooks(stack: Stack, { webhooks }: Pick<Config, 'webhooks'>): void {
  const untold = webhooks.filter((webhook) => !isKeptInAccount(webhook));
  if (untold.length === 0) return;
  const names = untold.map(({ name }) => name).join(', ');
  Annotations.of(stack).addWarningV2(
    'holdfast:webhooks',
    `Webhooks (${names}) are told by runs of the command line alone: their secret is kept in an environment variable. Name it under secret.secretsManager or secret.parameter as well. See docs/webhooks.md.`,
  );
}
