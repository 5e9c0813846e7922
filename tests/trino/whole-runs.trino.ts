import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SimulateOptions, simulateBusiness } from '../../cli/simulate-business.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { readParquet } from '../../pipeline/tables/parquet.ts';
import type { TableFormat } from '../../platform/local/write-table.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { sharedData } from '../support/shared-data.ts';
import { silence } from '../support/silence.ts';
import { smallBusiness } from '../support/small-business.ts';
import { type Comparer, openComparer } from './record/compare-files.ts';
import { differencesOf, textsOf } from './record/differences.ts';
import { type Chain, startChain } from './start-chain.ts';
import { type Done, type Landing, runOnChain, runOnLaptop } from './whole-run.ts';

/**
 * Whole runs of simulated and real businesses, once as on a laptop and once with nothing of ours under the SDK's clients
 * but the way Athena is asked: Trino runs the queries, and an S3 server that it reads and writes too keeps every file.
 */
interface Business {
  readonly name: string;
  /** Writes the config, and files where it needs them, into a folder; answers the config's path. */
  readonly prepare: (folder: string) => Promise<string>;
  /** Day of a run before, a horizon and more: the last one holds its scores against what became of the customers. */
  readonly before?: string;
  /** Changes what the business's files say after that run, by the ledger that it left. */
  readonly between?: (config: string, ledger: readonly Drawn[]) => void;
  /** What lands after the last run, for a pulse each. */
  readonly lands?: Landing;
}

/** Whom a campaign drew. */
type Drawn = Readonly<Record<'campaign' | 'customer_id' | 'arm', string>>;

const onlineRetail = sharedData('online_retail/online_retail.csv.gz');
const cdnow = sharedData('cdnow/CDNOW_master.txt');
const answerColumns = 'survey_id,customer_id,at,kind,score,comment';

const businesses: readonly Business[] = [
  {
    name: 'a small shop with campaigns, whose files hold lines that are no rows',
    prepare: brokenShop,
    before: '2025-07-20',
    between: contactKeeps,
    lands: { input: 'asked', texts: [complaints('L1', 'C00001'), complaints('L2', 'C00002')] },
  },
  {
    name: 'a simulated retail business, its list within borders',
    prepare: withBorders(simulated({ preset: 'retail', seed: 7 }, 'parquet')),
  },
  {
    name: 'a simulated subscription business',
    prepare: simulated({ preset: 'subscription', seed: 8 }, 'csv'),
  },
  ...(onlineRetail.missing ? [] : [{ name: 'Online Retail', prepare: example('online-retail') }]),
  ...(cdnow.missing ? [] : [{ name: 'CDNOW', prepare: example('cdnow') }]),
];

async function brokenShop(folder: string): Promise<string> {
  const config = await smallBusiness(folder, { customers: 600, config: withCampaigns });
  appendFileSync(
    join(folder, 'orders.csv'),
    'X-1,C00001\nX-2,C00002,2024-06-31,sale,1.00,0.50\n"X"-3,C00003,2024-07-01\nX-4,A3,2024-07-02,sale,5.00,2.00\n',
  );
  const doubtful = Array.from({ length: 6 }, (_, i) => `D${i},2024-01-02,perhaps\n`);
  appendFileSync(join(folder, 'customers.csv'), doubtful.join(''));
  writeText(folder, 'reviews.csv', reviewRows());
  writeText(folder, 'surveys.csv', answerRows());
  writeText(folder, 'aliases.csv', 'alias_id,customer_id\nA1,C00004\nA2,A1\nA3,A2\n');
  return config;
}

/** An answer a day of the three months before the last night. */
function answerRows(): string {
  const rows = Array.from({ length: 90 }, (_, i) => {
    const day = new Date(Date.parse('2025-06-20') + i * 86_400_000).toISOString().slice(0, 10);
    return `S${i},C000${String(i % 60).padStart(2, '0')},${day},csat,${1 + (i % 5)},${i % 2 === 0 ? 'quick and kind' : ''}`;
  });
  return [answerColumns, ...rows, ''].join('\n');
}

/** A complaint of the last day, and words of somebody else. */
function complaints(id: string, customer: string): string {
  return `${answerColumns}\n${id},${customer},2025-09-23,nps,1,late and broken\n${id}-b,C00003,2025-09-23,csat,2,broken again\n`;
}

/** A review every eleven days until the last night, a quarter of them by somebody who is known. */
function reviewRows(): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const day = new Date(Date.parse('2024-07-10') + i * 11 * 86_400_000).toISOString().slice(0, 10);
    const [platform, who] = [i % 3 === 0 ? 'maps' : 'shop', i % 4 === 0 ? `C0000${i % 9}` : ''];
    return `${day},${platform},${1 + (i % 5)},${who},Came ${i % 2 === 0 ? 'quickly and in one piece' : 'late and broken'}`;
  });
  return ['written,platform,stars,who,words', ...rows, ''].join('\n');
}

/** One campaign that is over by the second night and two on both, for eligible customers and within a budget, beside a group that none contacts. */
const withCampaigns = (text: string): string =>
  `${withAddresses(withAliases(text))}cx: { alerts: [{ metric: csat_5 }] }\n`.replace(
    'targeting: { listSize: 60 }',
    `targeting: { listSize: 60, globalControl: { share: 0.05, horizonDays: 200 }, exploration: { share: 0.1, most: 20 }, promoters: {}, newcomers: {}, escalations: { highValueShare: 1 }, quiet: { days: [sunday] }, exclude: { segment: { is: nobody } } }
campaigns:
  - { name: summer, starts: 2025-07-20, ends: 2025-07-20, listSize: 240, horizonDays: 60, holdout: { share: 0.5 } }
  - { name: worth, starts: 2025-07-15, ends: 2025-10-31, eligible: { clv: { atLeast: 30 } }, listSize: 20, horizonDays: 90, budget: { contacts: 30, money: 200 } }
  - { name: quiet, starts: 2025-07-15, ends: 2025-10-31, eligible: { last_order_days: { atLeast: 10 } }, listSize: 20, horizonDays: 90 }`,
  );

/** Contact keeps those who had spent much, so that the campaign that is over teaches whom to contact. */
function contactKeeps(config: string, ledger: readonly Drawn[]): void {
  const arms = new Map(
    ledger.flatMap(({ campaign, customer_id: id, arm }) => (campaign === 'summer' ? [[id, arm]] : [])),
  );
  const path = join(dirname(config), 'orders.csv');
  const spent = new Map<string, number>();
  const lines = readFileSync(path, 'utf8').split('\n');
  for (const [, id = '', at = '', , amount] of lines.map((line) => line.split(',')))
    if (at < '2025-07-20') spent.set(id, Math.max(spent.get(id) ?? 0, Number(amount)));
  const isMuch = (id: string) => arms.has(id) && (spent.get(id) ?? 0) > 30;
  const kept = lines.filter((line) => {
    const [, id = '', at = ''] = line.split(',');
    return !(isMuch(id) && at >= '2025-07-20');
  });
  const came = [...arms].filter(([id, arm]) => arm === 'contact' && isMuch(id));
  const orders = came.map(([id]) => `${id}-back,${id},2025-09-10,sale,40.00,16.00\n`);
  writeFileSync(path, `${kept.join('\n')}${orders.join('')}`);
}

async function ledgerOf(store: ObjectStore): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const { key } of await store.list(keys.ledger))
    for (const row of await readParquet((await store.get(key))!)) drawn.push(row as unknown as Drawn);
  return drawn;
}
/** Addresses and numbers, one of them of two customers, and consent to each. */
const withAddresses = (text: string): string =>
  text.replace(
    'contact_consent: contact_consent',
    `contact_consent: contact_consent, email_consent: contact_consent, referred_by: { sql: "case when customer_id like '%7' then 'C00011' end" },
      email: { sql: "case when customer_id = 'C00011' then 'C00010' else customer_id end || '@x.example'" }, phone: { sql: "'+48 600 1' || substr(customer_id, 2)" }`,
  );

/** Ids that lead to other ids before they lead to a customer. */
const withAliases = (text: string): string =>
  text.replace(
    'sources:',
    `  aliases: { file: aliases.csv }
  opinions: { file: reviews.csv }
  asked: { file: surveys.csv }
sources:
  surveys: { from: asked, columns: { survey_id: survey_id, customer_id: customer_id, invited_at: at, answered_at: at, kind: kind, score: score, comment: comment } }
  reviews: { from: opinions, columns: { written_at: written, platform: platform, rating: stars, customer_id: who, text: words } }
  identities: { from: aliases, columns: { alias_id: alias_id, customer_id: customer_id } }`,
  );

function simulated(
  options: Pick<SimulateOptions, 'preset' | 'seed'>,
  format: TableFormat,
): Business['prepare'] {
  return async (folder) => {
    const size = { customers: 1500, days: 730, dirt: 0.01, format };
    const { config } = await simulateBusiness({ ...size, ...options, out: folder }, silence);
    return writeText(folder, 'holdfast.yaml', fewerDates(readFileSync(config, 'utf8')));
  };
}

/** The same business: nobody is listed outside borders of risk and worth, complaints are escalated, a problem is fixed, promoters invite, and metrics are watched. */
function withBorders(prepare: Business['prepare']): Business['prepare'] {
  const borders =
    'targeting: { highValueShare: 0.8, atRiskAbove: 0.1, escalations: { highValueShare: 0.5, npsAtMost: 6, unresolvedDays: 1 }, problems: [{ name: late, reasons: [delivery], themes: [quality], fixed: 2025-06-01 }], promoters: {}, newcomers: { withinDays: 90 } }';
  const watched =
    '  alerts: [{ metric: csat_5, below: 0.99 }, { metric: feedback_cases, dimension: reason, when: rises }, { metric: first_response_hours, above: 0.1 }, { metric: refund_share, when: worse }]';
  return async (folder) => {
    const config = await prepare(folder);
    const text = readFileSync(config, 'utf8').replace(/^cx:\n/m, `cx:\n${watched}\n`);
    writeFileSync(config, `${text}\n${borders}\n`);
    return config;
  };
}

/** A config of `examples/`, its files where they are. */
function example(name: string): Business['prepare'] {
  const folder = join(import.meta.dirname, '../../examples', name);
  const text = readFileSync(join(folder, 'holdfast.yaml'), 'utf8');
  const files = (_: string, file: string) => `file: ${join(folder, file)}`;
  return async (scratch) =>
    writeText(scratch, 'holdfast.yaml', fewerDates(text.replace(/file: (\.\.\S+)/g, files)));
}

/** Training is what takes the time, and no query more is asked for more dates. */
const fewerDates = (config: string): string => config.replace(/origins: \d+/, 'origins: 2');

/** Lines of the product whose queries have run on Trino. */
const placesOnTrino = new Set<string>();
function sawPlaces({ asked }: Done): void {
  for (const { place } of asked) placesOnTrino.add(place);
}
let comparer: Comparer;
beforeAll(async () => {
  comparer = await openComparer();
});
afterAll(() => comparer.close());

describe.each(businesses)('$name', ({ prepare, before, between, lands }) => {
  let chain: Chain;
  let local: Done;
  let onTrino: Done;
  beforeAll(async () => {
    const config = await prepare(scratchFolder({ for: 'file' }));
    const out = scratchFolder({ for: 'file' });
    chain = await startChain();
    if (before !== undefined) {
      const earlier = await runOnLaptop(config, out, { asOf: before });
      expect(earlier.refused).toBeNull();
      sawPlaces(await runOnChain(chain, earlier.run));
      between?.(config, await ledgerOf(earlier.store));
    }
    const how = lands === undefined ? {} : { lands };
    local = await runOnLaptop(config, out, how);
    onTrino = await runOnChain(chain, local.run, how);
    sawPlaces(onTrino);
  });
  afterAll(() => chain.close());

  it('asks Trino every query that it asks DuckDB', () => {
    expect(local.refused).toBeNull();
    expect(textsOf(onTrino.asked)).toEqual(textsOf(local.asked));
    expect(new Set(textsOf(local.asked)).size).toBeGreaterThan(40);
  });

  it('gets the same rows and columns of every one', async () => {
    expect(await differencesOf(comparer, local.asked, onTrino.asked)).toEqual([]);
  });

  it.runIf(between !== undefined)('learns whom to contact from the campaign that is over', async () => {
    const key = keys.stageRecord(keyOf(local.run, 'uplift'), 'uplift');
    const { result } = JSON.parse(Buffer.from((await local.store.get(key))!).toString());
    expect(result).toMatchObject({ ranksBy: 'gain', campaigns: [{ name: 'summer', fault: null }] });
  });

  it.each(['lists/', 'models/', 'ledger/'])('writes the same bytes: %s', async (prefix) => {
    const [ours, theirs] = [await bytesUnder(onTrino.store, prefix), await bytesUnder(local.store, prefix)];
    expect([...ours.keys()]).toEqual([...theirs.keys()]);
    expect(theirs.size).toBeGreaterThan(0);
    for (const [key, bytes] of theirs) expect(ours.get(key)?.equals(bytes), key).toBe(true);
  });

  it('finds the same in every stage', async () => {
    const [ours, theirs] = [await recordsOf(onTrino), await recordsOf(local)];
    expect(ours).toEqual(theirs);
    expect(Object.keys(theirs)).toContain(keys.stageRecord(keyOf(local.run, 'list'), 'list'));
  });

  it('remarks the same, and leaves nothing else behind', async () => {
    expect(onTrino.notes).toEqual(local.notes);
    expect(chain.endpoint.catalogue.databases()).toEqual(['default']);
  });
});

describe('a shop whose orders write the ids of customers without their zeros', () => {
  let chain: Chain;
  let local: Done;
  let onTrino: Done;
  beforeAll(async () => {
    const config = await smallBusiness(scratchFolder({ for: 'file' }), { customers: 80 });
    rewrite(join(dirname(config), 'customers.csv'), /^C(?=\d)/gm, '');
    rewrite(join(dirname(config), 'orders.csv'), /,C0*(?=\d)/g, ',');
    chain = await startChain();
    local = await runOnLaptop(config, scratchFolder({ for: 'file' }), { last: 'check' });
    onTrino = await runOnChain(chain, local.run, { last: 'check' });
    sawPlaces(onTrino);
  });
  afterAll(() => chain.close());

  it('is refused for the same reason, with the same advice', async () => {
    const advice = "unknown ids match a customer's except for leading zeros";
    expect(local.refused).toContain(advice);
    expect(onTrino.refused).toContain(advice);
    expect(textsOf(onTrino.asked)).toEqual(textsOf(local.asked));
    expect(await differencesOf(comparer, local.asked, onTrino.asked)).toEqual([]);
  });
});

it('a mistake in the sql of a column is blamed on the column', async () => {
  const columns = 'kind: { sql: "lower(kind)" }, amount: { sql: "cast(kind as double)" }';
  const mistaken = (text: string) => text.replace('kind: kind, amount: amount', columns);
  const config = await smallBusiness(scratchFolder({ for: 'file' }), { customers: 80, config: mistaken });
  const chain = await startChain();
  const local = await runOnLaptop(config, scratchFolder({ for: 'file' }), { last: 'check' });
  const onTrino = await runOnChain(chain, local.run, { last: 'check' });
  chain.close();
  sawPlaces(onTrino);
  for (const { refused } of [local, onTrino]) expect(refused).toContain('sources.orders.columns.amount.sql');
  expect(textsOf(onTrino.asked)).toEqual(textsOf(local.asked));
});

function rewrite(path: string, pattern: RegExp, by: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(pattern, by));
}

describe('all businesses together', () => {
  it('bring every line that asks the warehouse for anything to Trino', () => {
    expect(askingPlaces().filter((place) => !placesOnTrino.has(place))).toEqual([]);
  });
});

/** Lines of the flow that call the warehouse. */
function askingPlaces(): string[] {
  const root = join(import.meta.dirname, '../..');
  const files = readdirSync(join(root, 'pipeline'), { recursive: true, encoding: 'utf8' });
  const modules = files.map((file) => `pipeline/${file}`).filter((file) => file.endsWith('.ts'));
  return modules.flatMap((file) =>
    linesOf(readFileSync(join(root, file), 'utf8'), asking).map((line) => `${file}:${line}`),
  );
}

const asking = /(?<=\bwarehouse\s*)\.(rows|create|unload|attach|attachInput)\(/g;

/** Numbers of the lines on which a pattern is found. */
const linesOf = (text: string, pattern: RegExp): number[] =>
  [...text.matchAll(pattern)].map(({ index }) => text.slice(0, index).split('\n').length);

/** What stands in the folder of a run. Parquet is written in other bytes by each engine, and inputs lie elsewhere, so sizes, tags and places stay out. */
async function recordsOf({ run, store }: Done): Promise<Record<string, unknown>> {
  const differing = ['size', 'tag', 'locations'];
  const inBytes = (name: string, value: unknown) => (differing.includes(name) ? undefined : value);
  const found = [
    ...(await bytesUnder(store, `runs/${run.id}/`)),
    ...(await bytesUnder(store, 'stages/')),
  ].filter(([key]) => key.endsWith('.json'));
  return Object.fromEntries(found.map(([key, bytes]) => [key, JSON.parse(bytes.toString(), inBytes)]));
}

async function bytesUnder(store: ObjectStore, prefix: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const { key } of await store.list(prefix)) {
    if (!key.endsWith('/timings.json')) found.set(key, Buffer.from((await store.get(key)) ?? []));
  }
  return found;
}
