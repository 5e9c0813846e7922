import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ReviewedChecks } from '../../cdk/reviewed-checks.ts';
import { warnOfWebhooks } from '../../cdk/warn-of-webhooks.ts';
import { webhooksSchema } from '../../contracts/config/webhooks.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { resourcesOf, synthesised } from './synthesised.ts';

const warningsOf = (webhooks: unknown): unknown[] => {
  const stack = new Stack(new App(), 'pipeline');
  warnOfWebhooks(stack, { webhooks: webhooksSchema.parse(webhooks) });
  return stack.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => data);
};

it('a deployment says which webhooks it does not tell: those whose secret is in no place of the account', () => {
  const crm = { name: 'crm', url: 'https://crm.example/', secret: { env: 'CRM_SECRET' } };
  const chat = { name: 'chat', url: 'https://chat.example/', secret: { parameter: '/holdfast/chat' } };
  expect(warningsOf([crm, chat])).toEqual([
    expect.stringMatching(/Webhooks \(crm\) are told by runs of the command line/),
  ]);
  expect(warningsOf([chat])).toEqual([]);
  expect(warningsOf([])).toEqual([]);
});

const theirs = 'arn:aws:kms:eu-central-1:000000000000:key/0a1b2c3d-0000-4000-8000-000000000000';

/** The pipeline of the deployment's sample, with or without webhooks. */
function pipelineWith(webhooks: string) {
  const text = readFileSync('cdk/holdfast.yaml', 'utf8') + webhooks;
  const business = relative('cdk', writeText(scratchFolder({ for: 'file' }), 'holdfast.yaml', text));
  const { app, pipeline } = synthesised({ business, secretKeys: [theirs] });
  return { app, pipeline, template: Template.fromStack(pipeline) };
}

describe('a deployment with webhooks', () => {
  const { app, pipeline, template } = pipelineWith(`webhooks:
  - { name: crm, url: 'https://crm.example/', secret: { secretsManager: holdfast/crm } }
  - { name: chat, url: 'https://chat.example/', secret: { parameter: /holdfast/chat } }
`);
  const statementsOf = (role: string) => {
    const policies = Object.entries(resourcesOf(template, 'AWS::IAM::Policy'));
    const [, policy] = policies.find(([id]) => id.startsWith(role))!;
    const { Statement } = policy.Properties.PolicyDocument as {
      Statement: { Action: string | string[]; Resource: unknown }[];
    };
    return Statement.map(({ Action, Resource }) => [Action, JSON.stringify(Resource)] as const);
  };

  it('lets one function read their secrets, each by its name, and decrypt with the keys that are named', () => {
    const secrets = statementsOf('FunctionswebhooksRole').filter(([action]) =>
      /secret|ssm|kms/.test(String(action)),
    );
    expect(secrets).toEqual([
      ['secretsmanager:GetSecretValue', expect.stringContaining(':secret:holdfast/crm-??????"')],
      ['ssm:GetParameter', expect.stringContaining(':parameter/holdfast/chat"')],
      ['kms:Decrypt', JSON.stringify(theirs)],
    ]);
    const others = Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).filter(
      ([id, one]) =>
        !id.startsWith('Functionswebhooks') && /secretsmanager:|ssm:|key\/0a1b/.test(JSON.stringify(one)),
    );
    expect(others).toEqual([]);
  });

  it('lets it read the lists, and write and clear the outbox, and nothing else of the bucket', () => {
    const objects = statementsOf('FunctionswebhooksRole').flatMap(([action, resource]) =>
      String(action).endsWith('Object')
        ? [`${action} ${[...resource.matchAll(/"\/(\w+)\/\*"/g)].map(([, name]) => name)}`]
        : [],
    );
    expect(objects).toEqual(['s3:GetObject lists,outbox', 's3:DeleteObject,s3:PutObject outbox']);
  });

  it('tells them after each publication of its own, and keeps what could not be started', () => {
    const rules = Object.entries(resourcesOf(template, 'AWS::Events::Rule'));
    const [, rule] = rules.find(([id]) => id.startsWith('WebhooksListsAreOut'))!;
    expect(rule.Properties).toMatchObject({
      EventPattern: {
        source: ['holdfast'],
        'detail-type': ['List published'],
        detail: { deployment: ['test'] },
      },
      Targets: [
        {
          DeadLetterConfig: {},
          InputTransformer: {
            InputPathsMap: { 'detail-asOf': '$.detail.asOf' },
            InputTemplate: '{"asOf":<detail-asOf>}',
          },
        },
      ],
    });
  });

  it('stands in no network of its own, and its alarms have their sections', () => {
    const functions = resourcesOf(template, 'AWS::Lambda::Function');
    for (const { Properties } of Object.values(functions)) expect(Properties.VpcConfig).toBeUndefined();
    const runbook = readFileSync('docs/runbook.md', 'utf8');
    const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm'));
    const sections = alarms.map(
      ({ Properties }) => /"(\w+)"\.$/.exec(String(Properties.AlarmDescription))![1],
    );
    expect(sections).toEqual(expect.arrayContaining(['WebhookSilent', 'WebhookGivenUp']));
    for (const section of sections) expect(runbook).toContain(`## ${section}\n`);
  });

  it('puts nothing on the bus', () => {
    expect(statementsOf('FunctionswebhooksRole').map(([action]) => action)).not.toContain('events:PutEvents');
  });

  it('has no finding of cdk-nag that was not reviewed', () => {
    expect(new ReviewedChecks(app).validateScope(pipeline).violations).toEqual([]);
  });
});

it('a deployment without webhooks has no machine for them and no right to any secret', () => {
  const { template } = pipelineWith('');
  const text = JSON.stringify(template.toJSON());
  expect(text).not.toMatch(/secretsmanager:|ssm:GetParameter/);
  expect(Object.keys(resourcesOf(template, 'AWS::StepFunctions::StateMachine')).join()).not.toMatch(
    /Webhooks/,
  );
  expect(text).not.toContain('WebhookSilent');
});

describe('a deployment that wants links on the bus, and has no webhook', () => {
  const { template } = pipelineWith('eventLinkMinutes: 60\n');

  it('lets the one function that signs them put events on the default bus, and starts it by each publication', () => {
    const policies = Object.entries(resourcesOf(template, 'AWS::IAM::Policy'));
    const [, policy] = policies.find(([id]) => id.startsWith('FunctionswebhooksRole'))!;
    const { Statement } = policy.Properties.PolicyDocument as {
      Statement: { Action: string | string[]; Resource: unknown }[];
    };
    const puts = Statement.filter(({ Action }) => [Action].flat().includes('events:PutEvents'));
    expect(JSON.stringify(puts)).toMatch(/:event-bus\/default"/);
    const rules = Object.keys(resourcesOf(template, 'AWS::Events::Rule'));
    expect(rules.filter((id) => id.startsWith('WebhooksListsAreOut'))).toHaveLength(1);
  });
});
