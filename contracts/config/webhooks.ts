import { z } from 'zod';

/** Where a secret is kept; itself it never stands in a config. */
const secretSchema = z.strictObject({
  env: z
    .string()
    .regex(
      /^[A-Z_][A-Z0-9_]*$/,
      'the name of an environment variable, such as CRM_WEBHOOK_SECRET; never the secret',
    )
    .describe('Environment variable that holds it'),
});

/** Who is told by an HTTP request that lists are out. */
const webhookSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'small letters, digits and -, at most 60'),
  url: z
    .url()
    .refine(
      isSafe,
      'https://, without user and password (http:// on this machine alone): the message is signed, not encrypted',
    )
    .describe('Where the message is posted'),
  secret: secretSchema.describe(
    '`whsec_…`, by which the receiver knows who has sent the message; docs/webhooks.md',
  ),
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

export type Webhook = z.infer<typeof webhookSchema>;

function isSafe(text: string): boolean {
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && here.includes(hostname));
}

const here = ['localhost', '127.0.0.1', '[::1]'];
