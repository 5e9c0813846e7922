import { z } from 'zod';

const noSecret = /^(?!whsec_)/;

/** Where a secret is kept; itself it never stands in a config. */
const secretSchema = z
  .strictObject({
    env: z
      .string()
      .regex(
        /^[A-Z_][A-Z0-9_]*$/,
        'the name of an environment variable, such as CRM_WEBHOOK_SECRET; never the secret',
      )
      .describe('Environment variable that holds it, for runs of the command line')
      .optional(),
    secretsManager: z
      .string()
      .regex(noSecret, 'the name of a secret in Secrets Manager, never the secret')
      .regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/, 'the name of a secret in Secrets Manager, such as holdfast/crm')
      .describe('Name of the secret in AWS Secrets Manager, in the account and region of the deployment')
      .optional(),
    parameter: z
      .string()
      .regex(noSecret, 'the name of a parameter, never the secret')
      .regex(/^(\/[A-Za-z0-9_.-]+)+$/, 'the name of a SecureString in Parameter Store, such as /holdfast/crm')
      .describe(
        'Name of the SecureString in AWS Parameter Store, in the account and region of the deployment',
      )
      .optional(),
  })
  .refine(({ env, secretsManager, parameter }) => (env ?? secretsManager ?? parameter) !== undefined, {
    message: 'say where it is kept: env, secretsManager or parameter',
  })
  .refine(({ secretsManager, parameter }) => secretsManager === undefined || parameter === undefined, {
    message: 'give secretsManager or parameter, not both',
  });

/** What the outbox calls the bus of a deployment, beside the webhooks. */
export const eventBus = 'event-bus';

/** How long a link to a file works. */
const linkMinutes = z.number().int().min(1).max(720);

/** Who is told by an HTTP request that lists are out. */
const webhookSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case letters, digits and -, at most 60')
    .refine((name) => name !== eventBus, `${eventBus} is what the bus of a deployment is called`),
  url: z
    .url()
    .refine(
      isSafe,
      'https://, without user and password (http:// only on this machine): the message is signed, not encrypted',
    )
    .describe('Where the message is posted'),
  secret: secretSchema.describe('`whsec_…`, by which the receiver verifies the sender; docs/webhooks.md'),
  linkMinutes: linkMinutes
    .describe(
      'The message carries a link to each file, by which anybody who has it can read the file for so many minutes; only from a deployment',
    )
    .optional(),
});

export const webhooksSchema = z
  .array(webhookSchema)
  .default([])
  .superRefine((webhooks, context) => {
    webhooks.forEach(({ name }, i) => {
      if (!webhooks.slice(0, i).some((other) => other.name === name)) return;
      context.addIssue({ code: 'custom', path: [i, 'name'], message: `${name} is declared twice` });
    });
  })
  .describe(
    'Notified by a signed HTTP request when lists are published: counts and keys, nothing about customers',
  );

export const eventLinkMinutesSchema = linkMinutes
  .describe(
    'After lists are published from a deployment, the event `List published with links` on the default bus carries a link to each file, by which anybody who receives it can read the file for so many minutes; left out: no links on the bus',
  )
  .optional();

export type Webhook = z.infer<typeof webhookSchema>;

/** Whether a deployment can tell it: the secret is kept in the account. */
export const isKeptInAccount = ({ secret }: Webhook): boolean =>
  (secret.secretsManager ?? secret.parameter) !== undefined;

function isSafe(text: string): boolean {
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && here.includes(hostname));
}

const here = ['localhost', '127.0.0.1', '[::1]'];
