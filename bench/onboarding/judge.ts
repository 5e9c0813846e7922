import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../../cli/program.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import type { Business, Truth } from './businesses.ts';

/** `wrong` is a config that runs, asks nothing of what is wrong in it, and has other sums than the business. */
export type Verdict = 'right' | 'asks' | 'refuses' | 'wrong';

export interface Judged {
  readonly name: string;
  readonly verdict: Verdict;
  readonly why: string;
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Exit code of `init` where a question is open on which the sums depend. */
const questionsOpen = 4;

/** Writes a business, runs `init` and `check` on it as a person would, and holds what they make of it against the truth. */
export async function judge(business: Business): Promise<Judged> {
  const root = mkdtempSync(join(tmpdir(), 'onboarding-'));
  try {
    const data = join(root, 'data');
    mkdirSync(data);
    const { files, truth } = business.write(data);
    return { name: business.name, ...(await verdictOn(root, files, truth)) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

type Finding = Omit<Judged, 'name'>;

async function verdictOn(root: string, files: readonly string[], truth: Truth): Promise<Finding> {
  const config = join(root, 'holdfast.yaml');
  const init = await holdfast('init', ...files, '--out', config, '--json');
  const written = readdirSync(root).includes('holdfast.yaml');
  if (truth.noHistory) return noHistory(init);
  if (!written || init.out === '')
    return {
      verdict: 'refuses',
      why: `${written ? `code ${init.code}` : 'no config'}: ${firstLine(init.err)}`,
    };
  const open = ((JSON.parse(init.out) as { open?: Question[] }).open ?? []).filter(({ decides }) => decides);
  allowFew(config);
  const check = await holdfast('check', '--config', config, '--out', join(root, 'out'), '--json');
  const asked = open.map(({ key }) => key);
  if (check.code !== 0) return refusedByCheck(init, asked, check);
  const wrong = await differences(join(root, 'out'), truth, readFileSync(config, 'utf8'));
  if (wrong.length > 0) return wrongOrAsked(wrong, asked);
  return init.code === questionsOpen
    ? { verdict: 'asks', why: `right already, asks ${asked.join(', ')}` }
    : { verdict: 'right', why: '' };
}

/** The businesses are small so that the bench is quick: `check` would refuse to train on so few. */
function allowFew(config: string): void {
  const text = readFileSync(config, 'utf8');
  writeFileSync(config, text.replace(/^training:$/m, 'training:\n  minCustomers: 1'));
}

interface Question {
  readonly key: string;
  readonly decides: boolean;
}

function noHistory({ code, out, err }: Ran): Finding {
  return code !== 0 && /evaluate/.test(out + err)
    ? { verdict: 'right', why: 'no history, and it says what to do instead' }
    : { verdict: code === 0 ? 'wrong' : 'refuses', why: firstLine(err) };
}

function refusedByCheck(init: Ran, asked: readonly string[], check: Ran): Finding {
  const why = firstLine(check.err);
  return init.code === questionsOpen && asked.length > 0
    ? { verdict: 'asks', why: asked.join(', ') }
    : { verdict: 'refuses', why: `check: ${why}` };
}

/** A difference that a question speaks of is asked about. */
function wrongOrAsked(wrong: readonly Difference[], asked: readonly string[]): Finding {
  const silent = wrong.filter(({ about }) => !asked.some((key) => about.test(key)));
  const says = wrong.map(({ text }) => text).join('; ');
  return silent.length === 0
    ? { verdict: 'asks', why: `${says}; asks ${asked.join(', ')}` }
    : { verdict: 'wrong', why: `${says}${asked.length > 0 ? `; asks only ${asked.join(', ')}` : ''}` };
}

interface Difference {
  readonly text: string;
  /** Keys of the questions that would have told. */
  readonly about: RegExp;
}

async function differences(out: string, truth: Truth, config: string): Promise<Difference[]> {
  const warehouse = await openDuckdbWarehouse({ root: out, store: folderStore(out) });
  const read = async (source: string, select: string): Promise<Record<string, unknown>> => {
    const glob = `${out}/clean/${source}/**/*.parquet`;
    const [row] = await warehouse.rows(`select ${select} from read_parquet('${glob}')`).catch(() => []);
    return row ?? {};
  };
  try {
    return [
      ...(await soldOtherwise(read, truth)),
      ...(await endedOtherwise(read, truth)),
      ...(await usedOtherwise(read, truth)),
      ...(await heldOtherwise(read, truth)),
      ...(await consentOtherwise(read, truth, config)),
    ];
  } finally {
    await warehouse.close();
  }
}

type Read = (source: string, select: string) => Promise<Record<string, unknown>>;

const compare = (what: string, about: RegExp, found: unknown, true_: number): Difference[] =>
  Number(found ?? -1) === true_ ? [] : [{ text: `${what} ${found ?? 'none'} for ${true_}`, about }];

async function soldOtherwise(read: Read, { sums }: Truth): Promise<Difference[]> {
  if (!sums) return [];
  const found = await read(
    'orders',
    `count(distinct customer_id) filter (where kind = 'sale') as customers,
     count(distinct order_id) filter (where kind = 'sale') as orders,
     cast(round(sum(amount) * 100) as bigint) as cents`,
  );
  // without any orders, the question of what was paid is that of whether there are any
  const source = found.orders === undefined ? 'sources\\.orders|inputs' : 'sources\\.orders$|inputs';
  return [
    ...compare('customers', new RegExp(`customer|${source}`), found.customers, sums.customers),
    ...compare('orders', new RegExp(`customer|order_id|kind|${source}`), found.orders, sums.orders),
    ...compare('cents', new RegExp(`customer|amount|kind|currency|rates|${source}`), found.cents, sums.cents),
  ];
}

async function endedOtherwise(read: Read, { contracts }: Truth): Promise<Difference[]> {
  if (!contracts) return [];
  const found = await read(
    'subscriptions',
    `count(distinct customer_id) as customers, count(ended_at) as ends, count(distinct subscription_id) as contracts,
     cast(round(sum(monthly_amount) * 100) as bigint) as cents`,
  );
  const { fees } = contracts;
  const source = 'sources\\.subscriptions$|inputs';
  return [
    ...compare('customers', new RegExp(`customer|${source}`), found.customers, contracts.customers),
    ...compare('ends', new RegExp(`ended_at|${source}`), found.ends, contracts.ends),
    ...(fees
      ? [
          ...compare('contracts', new RegExp(`subscription_id|${source}`), found.contracts, fees.contracts),
          ...compare('fees', new RegExp(`monthly_amount|${source}`), found.cents, fees.cents),
        ]
      : []),
  ];
}

async function usedOtherwise(read: Read, { usage }: Truth): Promise<Difference[]> {
  if (!usage) return [];
  const found = await read('events', 'count(distinct customer_id) as customers, count(*) as n');
  return [
    ...compare('customers', /customer|sources\.events$|inputs/, found.customers, usage.customers),
    ...compare('events', /events|inputs/, found.n, usage.rows),
  ];
}

async function heldOtherwise(read: Read, { rows = {} }: Truth): Promise<Difference[]> {
  const found = await Promise.all(
    Object.keys(rows).map(async (source) => [source, (await read(source, 'count(*) as n')).n] as const),
  );
  return found.flatMap(([source, n]) =>
    compare(`${source} rows`, new RegExp(`${source}|inputs`), n ?? 0, rows[source] ?? 0),
  );
}

/** Nobody may count as willing who did not say so: the column is read right, or asked about. */
async function consentOtherwise(read: Read, { consenting }: Truth, config: string): Promise<Difference[]> {
  if (consenting == null) return [];
  const found = await read(
    'customers',
    'count(*) filter (where coalesce(contact_consent, email_consent)) as n',
  );
  const mapped = /^ +(contact|email)_consent:/m.test(config);
  return compare(mapped ? 'consenting' : 'consenting (not mapped)', /consent/, found.n, consenting);
}

async function holdfast(...args: string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await program(args, {
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

const firstLine = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('['))
    .slice(0, 2)
    .join(' ')
    .slice(0, 240);
