import { Annotations, type Stack } from 'aws-cdk-lib';
import type { Config } from '../contracts/config/config.ts';

/** Who counts on being told hears before the deployment that it tells nobody. */
export function warnOfWebhooks(stack: Stack, { webhooks }: Pick<Config, 'webhooks'>): void {
  if (webhooks.length === 0) return;
  const names = webhooks.map(({ name }) => name).join(', ');
  Annotations.of(stack).addWarningV2(
    'holdfast:webhooks',
    `Webhooks (${names}) are told by runs of the command line alone: a deployment puts the event "List published" on the bus instead. See docs/webhooks.md.`,
  );
}
