import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keys } from '../../contracts/keys.ts';
import type { LinkedLists } from '../../pipeline/announce/receiver.ts';
import { verifyWebhook } from '../../pipeline/announce/webhook-signature.ts';
import { readListManifest } from '../../pipeline/targeting/list-manifest.ts';
import type { DeployedAws } from '../../tools/aws/deploy/start-deployed.ts';
import { startDeployed } from '../../tools/aws/deploy/start-deployed.ts';
import { fakeClock } from '../../tools/aws/states/clock.ts';
import { publishListed } from '../support/published-lists.ts';
import { scratchFolder } from '../support/scratch.ts';
import { few, smallBusiness } from '../support/small-business.ts';
import { type Cloud, cloudOn, deploymentOf } from './cloud.ts';

/** Each receiver its own. */
const secrets = {
  crm: 'whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=',
  chat: 'whsec_ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=',
};

interface Got {
  readonly to: string;
  readonly id: string;
  readonly data: { readonly asOf: string; readonly files: { readonly name: string; readonly key: string }[] };
  readonly links?: { readonly files: { readonly name: string; readonly url: string }[] };
}

let server: Server;
let cloud: Cloud<DeployedAws>;
let got: Got[] = [];
/** How often the CRM refuses before it takes a message: 404, so that nobody waits between tries. */
let refusals = 0;
let webhooksFunction: string;
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const to = request.url!.slice(1) as keyof typeof secrets;
      const body = Buffer.concat(parts).toString();
      const id = verifyWebhook(request.headers, body, { secret: secrets[to] });
      const taken = to !== 'crm' || refusals-- <= 0;
      if (taken) got.push({ to, id, ...JSON.parse(body) });
      response.writeHead(taken ? 204 : 404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const webhooks = `webhooks:
  - { name: crm, url: '${root}/crm', secret: { secretsManager: holdfast/crm }, linkMinutes: 60 }
  - { name: chat, url: '${root}/chat', secret: { env: CHAT_SECRET, parameter: /holdfast/chat } }
  - { name: laptop, url: '${root}/laptop', secret: { env: LAPTOP_SECRET } }
eventLinkMinutes: 30
`;
  const config = await smallBusiness(scratchFolder({ for: 'file' }), {
    ...few,
    config: (text) => few.config(text) + webhooks,
  });
  const deployment = deploymentOf(config);
  cloud = await cloudOn(await startDeployed(deployment), deployment, config);
  webhooksFunction = deployment.functions.get('Functions/webhooks')!.name;
  folder = join(deployment.functions.get('Functions/webhooks')!.setup.folder, '..');
  cloud.aws.secrets.secrets.set('holdfast/crm', secrets.crm);
  cloud.aws.secrets.parameters.set('/holdfast/chat', secrets.chat);
});
afterAll(async () => {
  await cloud.aws.close();
  server.close();
});

/** Lets the machine run as an event or a person starts it; answers how it ended and the minutes it waited between tries. */
async function tell(input: Record<string, string | boolean>) {
  got = [];
  const clock = fakeClock();
  const ended = await cloud.run('Webhooks', input, { clock });
  return { ...ended, minutes: clock.naps.map((seconds) => seconds / 60) };
}

const waiting = async () => (await cloud.store.list(keys.outbox)).length;

it('tells the webhooks whose secrets the account keeps of lists that are out, once', async () => {
  await publishListed(cloud.store, '2026-01-01', 3);
  expect(await tell({ asOf: '2026-01-01' })).toMatchObject({ status: 'SUCCEEDED', output: { taken: 3 } });
  expect(got.map(({ to, data }) => [to, data.asOf])).toEqual([
    ['crm', '2026-01-01'],
    ['chat', '2026-01-01'],
  ]);
  expect(await tell({ asOf: '2026-01-01' })).toMatchObject({ status: 'SUCCEEDED', output: { taken: 0 } });
  expect(got).toEqual([]);
});

it('gives who asks for them links by which the files are read without any right of one’s own', async () => {
  await publishListed(cloud.store, '2026-01-02', 2);
  await tell({ asOf: '2026-01-02' });
  const [crm, chat] = got;
  expect(chat!.links).toBeUndefined();
  expect(crm!.links!.files.map(({ name }) => name)).toEqual([
    'manifest.json',
    ...crm!.data.files.map(({ name }) => name),
  ]);
  const { url } = crm!.links!.files.find(({ name }) => name === 'at-risk.csv')!;
  expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('3600');
  const read = await fetch(url);
  const manifest = await readListManifest(cloud.store, '2026-01-02');
  const file = manifest!.files.find(({ name }) => name === 'at-risk.csv')!;
  expect(Buffer.from(await read.arrayBuffer())).toEqual(Buffer.from((await cloud.store.get(file.key))!));
  expect((await fetch(url.replace('at-risk', 'win-back'))).status).toBe(403);
});

it('puts an event with links on the bus, once, and no link is in a log or an outbox', async () => {
  await publishListed(cloud.store, '2026-01-07', 2);
  const linked = () =>
    cloud.aws.events.events.flatMap(({ detailType, source, detail }) =>
      detailType === 'List published with links' && (detail as LinkedLists).asOf === '2026-01-07'
        ? [{ source, detail: detail as LinkedLists }]
        : [],
    );
  for (let time = 0; time < 2; time++) await tell({ asOf: '2026-01-07' });
  expect(linked()).toEqual([
    {
      source: 'holdfast',
      detail: expect.objectContaining({ deployment: 'cloud', contacted: 2, heldOut: 0 }),
    },
  ]);
  const { url } = linked()[0]!.detail.links.files.find(({ name }) => name === 'at-risk.csv')!;
  expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('1800');
  const manifest = await readListManifest(cloud.store, '2026-01-07');
  const file = manifest!.files.find(({ name }) => name === 'at-risk.csv')!;
  const read = await fetch(url);
  expect(Buffer.from(await read.arrayBuffer())).toEqual(Buffer.from((await cloud.store.get(file.key))!));
  const kept = await Promise.all((await cloud.store.list('outbox/')).map(({ key }) => cloud.store.get(key)));
  for (const text of [
    cloud.aws.lambda.logOf(webhooksFunction),
    ...kept.map((bytes) => Buffer.from(bytes!).toString()),
  ])
    expect(text).not.toContain('X-Amz-Signature');
});

it('tries one that refuses again at growing intervals, with the same id, and the others do not wait', async () => {
  await publishListed(cloud.store, '2026-01-03', 2);
  refusals = 7;
  const { status, minutes } = await tell({ asOf: '2026-01-03' });
  expect([status, minutes]).toEqual(['SUCCEEDED', [1, 2, 4, 8, 16, 20, 20]]);
  expect(got.map(({ to }) => to)).toEqual(['chat', 'crm']);
  expect(new Set(got.map(({ id }) => id)).size).toBe(1);
  expect(cloud.aws.lambda.logOf(webhooksFunction)).toMatch(/"WebhooksSilent":1/);
});

it('gives up after half a day and sets the message aside: the next lists do not wait for it', async () => {
  await publishListed(cloud.store, '2026-01-04', 2);
  refusals = Number.POSITIVE_INFINITY;
  const given = await tell({ asOf: '2026-01-04' });
  expect(given).toMatchObject({ status: 'FAILED', error: 'WebhookGivenUp' });
  const hours = given.minutes.reduce((sum, one) => sum + one, 0) / 60;
  expect(hours).toBeGreaterThan(12);
  expect(hours).toBeLessThan(13);
  expect(await waiting()).toBe(0);
  expect((await cloud.store.list(keys.setAside)).map(({ key }) => key)).toEqual([
    expect.stringMatching(/^outbox\/set-aside\/2026-01-04_msg_[0-9a-f]{24}\/crm\.json$/),
  ]);
  // published before the earlier lists are given up: these wait on
  await publishListed(cloud.store, '2026-01-05', 2);
  refusals = 1;
  await cloud.invoke('Functions/webhooks', { asOf: '2026-01-05' });
  await cloud.invoke('Functions/webhooks', { giveUp: { asOf: '2026-01-04' } });
  expect(await waiting()).toBe(1);
  refusals = 0;
  got.length = 0;
  expect(await tell({ asOf: '2026-01-05' })).toMatchObject({ status: 'SUCCEEDED', output: { taken: 1 } });
  expect(got.map(({ to, data }) => [to, data.asOf])).toEqual([['crm', '2026-01-05']]);
});

it('sends what was set aside once a person says so', async () => {
  expect(await tell({ replay: true })).toMatchObject({ status: 'SUCCEEDED', output: { taken: 1 } });
  expect(got.map(({ to, data }) => [to, data.asOf])).toEqual([['crm', '2026-01-04']]);
  expect(await cloud.store.list(keys.setAside)).toEqual([]);
});

it('lets a message wait for a secret that is not there, and says its place alone', async () => {
  await publishListed(cloud.store, '2026-01-06', 2);
  cloud.aws.secrets.secrets.delete('holdfast/crm');
  const failed = await cloud.invoke('Functions/webhooks', { asOf: '2026-01-06' });
  expect(failed).toMatchObject({
    errorType: 'TransientError',
    errorMessage: expect.stringMatching(
      /webhook crm was not told.*read the secret holdfast\/crm: ResourceNotFound/,
    ),
  });
  expect(await waiting()).toBe(1);
  cloud.aws.secrets.secrets.set('holdfast/crm', secrets.crm);
  await tell({ asOf: '2026-01-06' });
  expect(await waiting()).toBe(0);
});

it('stays within its role, and no secret stands in a log, a template or what is deployed', () => {
  expect(cloud.aws.forbidden()).toEqual([]);
  const own = cloud.aws.unneeded().filter((one) => one.startsWith(webhooksFunction));
  expect(own.filter((one) => !one.includes(' logs:'))).toEqual([]);
  const template = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  expect(template.length).toBeGreaterThan(0);
  const texts = template.map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const text of [...texts, cloud.aws.lambda.logOf(webhooksFunction)])
    expect(text).not.toContain('whsec_');
});
