import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signWebhook, verifyWebhook } from '../../../pipeline/announce/webhook-signature.ts';

/** The example of the standard's own documentation; its signature was also computed with Python's hmac. */
const example = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  sentAt: new Date(1614265330 * 1000),
};
const body = '{"test": 2432232314}';
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const headers = {
  'webhook-id': example.id,
  'webhook-timestamp': '1614265330',
  'webhook-signature': signature,
};
const at = (seconds: number) => ({ secret: example.secret, now: new Date((1614265330 + seconds) * 1000) });
const other = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

describe('the signature of a webhook', () => {
  it('is that of the standard', () => {
    expect(signWebhook(body, example)).toEqual(headers);
    expect(verifyWebhook(headers, body, at(0))).toBe(example.id);
  });

  it('is found under names in any case, in bytes and among several', () => {
    const shouted = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    expect(verifyWebhook(shouted, new TextEncoder().encode(body), at(10))).toBe(example.id);
    const several = { ...headers, 'webhook-signature': `v1a,AAAA v1,AAAA ${signature}` };
    expect(verifyWebhook(several, body, at(0))).toBe(example.id);
  });

  it('holds while one secret replaces the other', () => {
    const both = { ...example, secret: `${other} ${example.secret}` };
    const signed = { ...signWebhook(body, both) };
    for (const secret of [other, example.secret, both.secret])
      expect(verifyWebhook(signed, body, { ...at(0), secret })).toBe(example.id);
  });

  it.each([
    ['an old message', headers, body, at(301), /too old/],
    ['one from the future', headers, body, at(-301), /future/],
    ['another body', headers, `${body} `, at(0), /No signature is right/],
    ['another id', { ...headers, 'webhook-id': 'msg_x' }, body, at(0), /No signature is right/],
    ['another time', { ...headers, 'webhook-timestamp': '1614265331' }, body, at(0), /No signature is right/],
    ['another secret', headers, body, { ...at(0), secret: other }, /No signature is right/],
    [
      'a version that is not known',
      { ...headers, 'webhook-signature': signature.replace('v1', 'v2') },
      body,
      at(0),
      /No signature/,
    ],
    [
      'a signature of as many characters and more bytes',
      { ...headers, 'webhook-signature': `v1,${'é'.repeat(44)}` },
      body,
      at(0),
      /No signature is right/,
    ],
    ['a time that is none', { ...headers, 'webhook-timestamp': 'soon' }, body, at(0), /is no time/],
    [
      'no signature',
      { ...headers, 'webhook-signature': undefined },
      body,
      at(0),
      /webhook-signature is missing/,
    ],
  ])('refuses %s', (_, given, text, options, says) => {
    expect(() => verifyWebhook(given, text, options)).toThrow(says);
  });

  it.each(['secret', 'whsec_', 'whsec_c2hvcnQ=', 'whsec_!!'])(
    'refuses the secret %s and does not repeat it',
    (secret) => {
      const refused = () => signWebhook(body, { ...example, secret });
      expect(refused).toThrow(/24 to 64 random bytes/);
      expect(refused).not.toThrow(/c2hvcnQ=|!!/);
    },
  );

  it('is right for any body and only for it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (one, two) => {
        const signed = { ...signWebhook(one, example) };
        expect(verifyWebhook(signed, one, at(0))).toBe(example.id);
        if (one !== two) expect(() => verifyWebhook(signed, two, at(0))).toThrow();
      }),
      { numRuns: 50 },
    );
  });
});
