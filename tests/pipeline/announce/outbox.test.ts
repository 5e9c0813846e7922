import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { webhooksSchema } from '../../../contracts/config/webhooks.ts';
import { ConfigError, TransientError } from '../../../contracts/errors.ts';
import { keys } from '../../../contracts/keys.ts';
import type { Messenger } from '../../../contracts/ports/messenger.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { announceLists } from '../../../pipeline/announce/outbox.ts';
import { busReceiver, type LinkedLists, webhookReceiver } from '../../../pipeline/announce/receiver.ts';
import { bringBack, setAside } from '../../../pipeline/announce/set-aside.ts';
import { verifyWebhook } from '../../../pipeline/announce/webhook-signature.ts';
import { httpMessenger } from '../../../platform/http-messenger.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { publishListed } from '../../support/published-lists.ts';

const secret = 'whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=';

/** A receiver: what it got, and how it answers next. */
interface Got {
  readonly path: string;
  readonly id: string;
  readonly body: string;
}
let server: Server;
let root: string;
let got: Got[];
let answers: (number | 'hangs up')[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const answer = answers.shift() ?? 204;
      got.push({ path: request.url!, id: verifyWebhook(request.headers, body, { secret }), body });
      if (answer === 'hangs up') request.socket.destroy();
      else response.writeHead(answer, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  got = [];
  answers = [];
});

const waits: number[] = [];
const messenger = (over: Partial<Messenger> = {}): Messenger => ({
  ...httpMessenger(async () => secret),
  wait: async (milliseconds) => void waits.push(milliseconds),
  ...over,
});

const hook = (name: string) => ({ name, url: `${root}/${name}`, secret: { env: 'SECRET' } });

const announce = (
  store: ObjectStore,
  names: readonly string[],
  over: Partial<Messenger> = {},
  asOf = '2026-01-01',
) =>
  announceLists(store, {
    asOf,
    business: 'Shop',
    receivers: webhooksSchema.parse(names.map(hook)).map((one) => webhookReceiver(one, messenger(over))),
  });

const pendingIn = async (store: ObjectStore) => (await store.list(keys.outbox)).map(({ key }) => key);

describe('webhooks', () => {
  it('are told of published lists once, however often the run is repeated; nothing of customers', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 3);
    for (let time = 0; time < 3; time++) await announce(store, ['crm', 'chat']);
    expect(got.map(({ path }) => path)).toEqual(['/crm', '/chat']);
    expect(new Set(got.map(({ id }) => id)).size).toBe(1);
    const { type, data } = JSON.parse(got[0]!.body);
    expect([type, data.asOf, data.contacted, data.campaigns]).toEqual([
      'list.published',
      '2026-01-01',
      3,
      [{ name: 'this-week', listed: 3, heldOut: 0 }],
    ]);
    expect(data.files.map(({ key }: { key: string }) => key)).toContain('lists/as_of=2026-01-01/at-risk.csv');
    expect(got[0]!.body).not.toMatch(/jane/i);
    expect(await pendingIn(store)).toEqual([]);
  });

  it('are told again of lists that were made anew, and of a date that has none of nothing', async () => {
    const store = memoryStore();
    expect(await announce(store, ['crm'])).toEqual([{ webhook: 'crm', taken: 0, waiting: null }]);
    await publishListed(store, '2026-01-01', 3);
    await announce(store, ['crm']);
    await publishListed(store, '2026-01-01', 2, 'other');
    await announce(store, ['crm']);
    expect(got.map(({ body }) => JSON.parse(body).data.contacted)).toEqual([3, 2]);
    expect(got[0]!.id).not.toBe(got[1]!.id);
  });

  it('that stayed away while lists were made anew are told of those that stand alone', async () => {
    const store = memoryStore();
    for (const [run, customers] of [
      ['r', 3],
      ['s', 2],
      ['t', 4],
    ] as const) {
      await publishListed(store, '2026-01-01', customers, run);
      answers = [404];
      await announce(store, ['crm']);
    }
    got = [];
    expect(await announce(store, ['crm'], {}, '2026-01-08')).toEqual([
      { webhook: 'crm', taken: 1, waiting: null },
    ]);
    expect(got.map(({ body }) => JSON.parse(body).data.contacted)).toEqual([4]);
    expect(await pendingIn(store)).toEqual([]);
  });

  it('one that is added later is told alone', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 1);
    await announce(store, ['crm']);
    await announce(store, ['crm', 'late']);
    expect(got.map(({ path }) => path)).toEqual(['/crm', '/late']);
  });

  it.each([[500], [429], ['hangs up' as const]])(
    'are asked again at growing intervals after %s',
    async (answer) => {
      const store = memoryStore();
      await publishListed(store, '2026-01-01', 1);
      answers = [answer, answer];
      waits.length = 0;
      expect(await announce(store, ['crm'])).toEqual([{ webhook: 'crm', taken: 1, waiting: null }]);
      expect(waits).toEqual([1000, 5000]);
      expect(new Set(got.map(({ id, body }) => id + body)).size).toBe(1);
    },
  );

  it('that do not answer in time are asked three times, and the message waits', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 1);
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    let times = 0;
    const post: Messenger['post'] = (_, ...message) => {
      times++;
      return httpMessenger(async () => secret, 50).post(`http://127.0.0.1:${port}`, ...message);
    };
    const [one] = await announce(store, ['crm'], { post });
    silent.close();
    expect(one!.waiting).toEqual({ messages: 1, why: 'no answer came in time' });
    expect([times, await pendingIn(store)]).toEqual([3, [expect.stringContaining('2026-01-01')]]);
  });

  it('that stay away are told by the next run, the oldest lists first; the others do not wait', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 1);
    answers = [503, 503, 503];
    const first = await announce(store, ['down', 'up']);
    expect(first).toEqual([
      { webhook: 'down', taken: 0, waiting: { messages: 1, why: 'the answer was HTTP 503' } },
      { webhook: 'up', taken: 1, waiting: null },
    ]);
    await publishListed(store, '2026-01-08', 2);
    got = [];
    const second = await announce(store, ['down', 'up'], {}, '2026-01-08');
    expect(second.map(({ taken }) => taken)).toEqual([2, 1]);
    expect(got.map(({ path, body }) => [path, JSON.parse(body).data.asOf])).toEqual([
      ['/down', '2026-01-01'],
      ['/down', '2026-01-08'],
      ['/up', '2026-01-08'],
    ]);
    expect(await pendingIn(store)).toEqual([]);
  });

  it.each([[404], [401], [302]])(
    'are not pressed after HTTP %i, which a person must look at',
    async (status) => {
      const store = memoryStore();
      await publishListed(store, '2026-01-01', 1);
      answers = [status];
      const [one] = await announce(store, ['crm']);
      expect(one!.waiting).toEqual({ messages: 1, why: `the answer was HTTP ${status}` });
      expect(got.map(({ path }) => path)).toEqual(['/crm']);
    },
  );

  it('that answer 410 are told of these lists no more', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 1);
    answers = [410];
    await announce(store, ['crm']);
    await announce(store, ['crm']);
    expect(got).toHaveLength(1);
  });

  it('hear of no secret that is missing, and the message waits', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 1);
    const missing = async () => Promise.reject(new ConfigError('SECRET is not set'));
    const [one] = await announce(store, ['crm'], { secret: missing });
    expect(one!.waiting?.why).toBe('SECRET is not set');
    await announce(store, ['crm']);
    expect(got).toHaveLength(1);
  });

  it('carry links to the files where they ask for them, new ones each time, and none stands in the outbox', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 1);
    answers = [503];
    let signed = 0;
    const link = async (key: string, minutes: number) =>
      `https://there/${key}?for=${minutes}&nth=${++signed}`;
    const now = () => new Date('2026-01-01T04:00:00Z');
    const webhooks = webhooksSchema.parse([{ ...hook('crm'), linkMinutes: 90 }, hook('chat')]);
    let kept = '';
    const wait = async () => {
      for (const key of await pendingIn(store)) kept += Buffer.from((await store.get(key))!).toString();
    };
    const post: Messenger['post'] = async (url, _, body) => {
      got.push({ path: new URL(url).pathname, id: '', body });
      return Number(answers.shift() ?? 204);
    };
    const to = messenger({ link, now, wait, post });
    const receivers = webhooks.map((one) => webhookReceiver(one, to));
    await announceLists(store, { asOf: '2026-01-01', business: 'Shop', receivers });
    const [first, second, other] = got.map(({ body }) => JSON.parse(body));
    expect(first.links.until).toBe('2026-01-01T05:30:00.000Z');
    expect(first.links.files[0]).toEqual({
      name: 'manifest.json',
      url: 'https://there/lists/as_of=2026-01-01/manifest.json?for=90&nth=1',
    });
    const names = (links: { files: { name: string }[] }) => links.files.map(({ name }) => name);
    expect(names(first.links)).toEqual(['manifest.json', ...names(first.data)]);
    expect(second.links.files[0].url).not.toBe(first.links.files[0].url);
    expect(other.links).toBeUndefined();
    expect(kept).toContain('list.published');
    expect(kept).not.toContain('https://there');
  });

  it('of lists published since are not given up with earlier ones', async () => {
    const store = memoryStore();
    const webhooks = webhooksSchema.parse([hook('down')]);
    for (const [asOf, listed] of [
      ['2026-01-01', 1],
      ['2026-01-08', 2],
    ] as const) {
      await publishListed(store, asOf, listed);
      answers = [404];
      await announce(store, ['down'], {}, asOf);
    }
    expect(await setAside(store, webhooks, '2026-01-01')).toBe(1);
    expect(await pendingIn(store)).toEqual([expect.stringContaining('2026-01-08')]);
    expect(await setAside(store, webhooks, null)).toBe(1);
    expect(await pendingIn(store)).toEqual([]);
  });

  it('that were given up hold up no later lists, and are told when a person says so, by the same id', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 1);
    answers = [404];
    await announce(store, ['down', 'up']);
    const webhooks = webhooksSchema.parse(['down', 'up'].map(hook));
    expect(await setAside(store, webhooks, null)).toBe(1);
    expect(await pendingIn(store)).toEqual([]);
    await publishListed(store, '2026-01-08', 2);
    await announce(store, ['down', 'up'], {}, '2026-01-08');
    await announce(store, ['down', 'up']);
    const toldOf = () => got.map(({ path, body }) => [path, JSON.parse(body).data.asOf]);
    expect(toldOf()).toEqual([
      ['/down', '2026-01-01'],
      ['/up', '2026-01-01'],
      ['/down', '2026-01-08'],
      ['/up', '2026-01-08'],
    ]);
    await bringBack(store);
    const receivers = webhooks.map((one) => webhookReceiver(one, messenger()));
    await announceLists(store, { business: 'Shop', receivers });
    expect(toldOf().slice(4)).toEqual([['/down', '2026-01-01']]);
    expect(got.at(-1)!.id).toBe(got[0]!.id);
    expect(
      (await store.list('outbox/')).map(({ key }) => key).filter((key) => !key.includes('/sent/')),
    ).toEqual([]);
    await bringBack(store);
    expect(await announce(store, ['down'])).toEqual([{ webhook: 'down', taken: 0, waiting: null }]);
  });

  it('killed at any write while it is set aside or brought back, no message is lost', async () => {
    const webhooks = webhooksSchema.parse(['crm', 'chat'].map(hook));
    for (let nth = 1; nth < 8; nth++) {
      const store = memoryStore();
      await publishListed(store, '2026-01-01', 1);
      answers = [404, 404];
      await announce(store, ['crm', 'chat']);
      got = [];
      const dies = dying(store, nth);
      await setAside(dies, webhooks, null).catch(() => undefined);
      await setAside(store, webhooks, null);
      await bringBack(dies).catch(() => undefined);
      await bringBack(store);
      await announce(store, ['crm', 'chat']);
      expect(
        got.map(({ path }) => path),
        String(nth),
      ).toEqual(['/crm', '/chat']);
      expect(await pendingIn(store)).toEqual([]);
    }
  });

  it('killed at any write and started again, a run has told everybody, each of one message', async () => {
    for (let nth = 1; nth < 8; nth++) {
      const store = memoryStore();
      await publishListed(store, '2026-01-01', 1);
      got = [];
      await announce(dying(store, nth), ['crm', 'chat']).catch(() => undefined);
      await announce(store, ['crm', 'chat']);
      expect(new Set(got.map(({ path }) => path))).toEqual(new Set(['/crm', '/chat']));
      expect(new Set(got.map(({ id }) => id)).size).toBe(1);
      expect(got.length).toBeLessThanOrEqual(3); // one that was answered and not noted is sent again
      expect(await pendingIn(store)).toEqual([]);
    }
  });
});

/** A store that dies at its nth write, before it is done. */
function dying(store: ObjectStore, nth: number): ObjectStore {
  let writes = 0;
  const count = () => {
    if (++writes === nth) throw new Error('killed');
  };
  return {
    ...store,
    put: async (...args) => {
      count();
      return store.put(...args);
    },
    delete: async (key) => {
      count();
      return store.delete(key);
    },
  };
}

describe('the config of webhooks', () => {
  const parse = (over: object) => webhooksSchema.safeParse([{ ...hook('crm'), ...over }]);
  it.each([
    [{ url: 'http://crm.example/hook' }, /https/],
    [{ url: 'https://me:pass@crm.example/hook' }, /without user and password/],
    [{ secret }, /expected object/],
    [{ secret: { env: secret } }, /never the secret/],
    [{ secret: { secretsManager: secret } }, /never the secret/],
    [{ secret: { parameter: secret } }, /never the secret/],
    [{ secret: { parameter: 'holdfast' } }, /such as \/holdfast\/crm/],
    [{ secret: {} }, /say where it is kept/],
    [{ secret: { secretsManager: 'a', parameter: '/b' } }, /secretsManager or parameter, not both/],
    [{ linkMinutes: 721 }, /<=720/],
  ])('refuses %j', (over, says) => {
    const { error } = parse(over);
    expect(error?.message).toMatch(says);
    expect(error?.message).not.toContain(secret.slice(6, 20));
  });

  it('takes https, and http on this machine', () => {
    expect(parse({ url: 'https://crm.example/hook?x=1' }).success).toBe(true);
    expect(parse({ url: 'http://localhost:8080/' }).success).toBe(true);
    expect(webhooksSchema.safeParse([hook('crm'), hook('crm')]).error?.message).toContain('declared twice');
  });
});

describe('the bus of a deployment', () => {
  const now = () => new Date('2026-01-01T04:00:00Z');
  const link = async (key: string, minutes: number) => `https://there/${key}?for=${minutes}`;
  const tellBus = (
    store: ObjectStore,
    put: (detail: LinkedLists) => Promise<void>,
    long = (url: string) => url,
  ) =>
    announceLists(store, {
      asOf: '2026-01-01',
      business: 'Shop',
      receivers: [
        busReceiver(45, put, { now, link: async (key, minutes) => long(await link(key, minutes)) }),
      ],
    });

  it('is told once with links to the files, after it could not be told; nothing of it stays', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 3);
    const refused = await tellBus(store, async () => {
      throw new TransientError('The bus did not take it');
    });
    expect(refused).toEqual([
      { webhook: 'event-bus', taken: 0, waiting: { messages: 1, why: 'The bus did not take it' } },
    ]);
    const put: LinkedLists[] = [];
    for (let time = 0; time < 2; time++) await tellBus(store, async (detail) => void put.push(detail));
    expect(put).toHaveLength(1);
    const [{ links, ...said }] = put as [LinkedLists];
    expect(said).toEqual({
      business: 'Shop',
      asOf: '2026-01-01',
      run: 'run-2026-01-01',
      contacted: 3,
      heldOut: 0,
    });
    expect(links.until).toBe('2026-01-01T04:45:00.000Z');
    expect(links.files).toContainEqual({
      name: 'at-risk.csv',
      url: 'https://there/lists/as_of=2026-01-01/at-risk.csv?for=45',
    });
    for (const { key } of await store.list('outbox/'))
      expect(Buffer.from((await store.get(key))!).toString()).not.toContain('https://');
  });

  it('waits, and says why, where the links are more than an event holds', async () => {
    const store = memoryStore();
    await publishListed(store, '2026-01-01', 3);
    const long = (url: string) => url + 'x'.repeat(100_000);
    const [told] = await tellBus(store, () => Promise.reject(new Error('put')), long);
    expect(told!.waiting!.why).toMatch(/an event holds 256 KB, and links to \d+ files take more/);
  });

  it('has a name that no webhook may have', () => {
    expect(() => webhooksSchema.parse([hook('event-bus')])).toThrow('bus of a deployment');
  });
});
