import { createHmac, timingSafeEqual } from 'node:crypto';
import { HoldfastError } from '../../contracts/errors.ts';

/** Headers of a signed message, as https://www.standardwebhooks.com names them. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string;
  /** `v1,` and the signature in base64; several apart by blanks while a secret is replaced. */
  readonly 'webhook-signature': string;
}

/** A message was not signed by who knows the secret, was changed, or is too old or too new. Never says the secret. */
export class WebhookRefusedError extends HoldfastError {
  override readonly name = 'WebhookRefusedError';
}

export interface Signing {
  readonly id: string;
  readonly sentAt: Date;
  /** `whsec_…`; two apart by a blank while one replaces the other. */
  readonly secret: string;
}

/** The headers that sign a body. */
export function signWebhook(body: string, { id, sentAt, secret }: Signing): SignedHeaders {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signatures = secretsOf(secret).map((key) => `v1,${signatureOf(key, `${id}.${timestamp}.${body}`)}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

export interface VerifyOptions {
  /** `whsec_…`; two apart by a blank while one replaces the other. */
  readonly secret: string;
  /** How old a message may be, and how far ahead its clock, in seconds. */
  readonly tolerance?: number;
  readonly now?: Date;
}

/**
 * For receivers: whether a request comes from who knows the secret, is unchanged and fresh. Keep the `webhook-id` of what was taken: the same message may
 * come again, and a copy that somebody replays within the tolerance has the same one.
 * @param headers names in any case
 * @param body the bytes or the text as they came, before they are parsed
 * @returns the id of the message
 * @throws WebhookRefusedError saying why
 */
export function verifyWebhook(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string | Uint8Array,
  { secret, tolerance = 300, now = new Date() }: VerifyOptions,
): string {
  const [id, timestamp, signature] = names.map((name) => headerOf(headers, name));
  const age = now.getTime() / 1000 - Number(timestamp);
  if (!/^\d{1,12}$/.test(timestamp!)) throw new WebhookRefusedError('webhook-timestamp is no time');
  if (age > tolerance) throw new WebhookRefusedError('The message is too old: it may have been replayed');
  if (age < -tolerance) throw new WebhookRefusedError('The message is from the future: set the clocks');
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const expected = secretsOf(secret).map((key) => signatureOf(key, `${id}.${timestamp}.${text}`));
  const given = signature!.split(' ').flatMap((one) => (one.startsWith('v1,') ? [one.slice(3)] : []));
  if (given.some((one) => expected.some((other) => same(one, other)))) return id!;
  throw new WebhookRefusedError('No signature is right: the body was changed, or the secret is another one');
}

const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

function headerOf(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  name: string,
): string {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const value = typeof found === 'string' ? found : found?.[0];
  if (value === undefined || value === '') throw new WebhookRefusedError(`The header ${name} is missing`);
  return value;
}

const signatureOf = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64');

/** Whoever sends a signature may write anything: its bytes are counted, not its characters. */
function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** @throws HoldfastError where it is no secret of the standard: 24 to 64 bytes in base64 behind `whsec_` */
function secretsOf(text: string): Uint8Array[] {
  return text
    .trim()
    .split(/\s+/)
    .map((one) => {
      const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(one) ?? [];
      const bytes = Buffer.from(base64, 'base64');
      if (bytes.length >= 24 && bytes.length <= 64) return bytes;
      throw new HoldfastError(
        "The secret of a webhook is `whsec_` and 24 to 64 random bytes in base64. Make one: node -e \"console.log('whsec_' + crypto.randomBytes(32).toString('base64'))\"",
      );
    });
}
