import { App, Stack } from 'aws-cdk-lib';
import { expect, it } from 'vitest';
import { warnOfWebhooks } from '../../cdk/warn-of-webhooks.ts';
import { webhooksSchema } from '../../contracts/config/webhooks.ts';

const warningsOf = (webhooks: unknown): unknown[] => {
  const stack = new Stack(new App(), 'pipeline');
  warnOfWebhooks(stack, { webhooks: webhooksSchema.parse(webhooks) });
  return stack.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => data);
};

it('a deployment whose config names webhooks says that it tells nobody, one without says nothing', () => {
  const crm = { name: 'crm', url: 'https://crm.example/', secret: { env: 'CRM_SECRET' } };
  expect(warningsOf([crm])).toEqual([
    expect.stringMatching(/Webhooks \(crm\) are told by runs of the command line/),
  ]);
  expect(warningsOf([])).toEqual([]);
});
