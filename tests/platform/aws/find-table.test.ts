import { GetQueryExecutionCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Config, configSchema } from '../../../contracts/config/config.ts';
import { ConfigError, DataRefusedError, TransientError } from '../../../contracts/errors.ts';
import { findCloudInputs } from '../../../platform/aws/inputs.ts';
import type { FaultKind } from '../../../tools/aws/endpoint/faults.ts';
import { type Aws, clientsOf } from '../../../tools/aws/start-aws.ts';
import { openCloud, startLake } from '../warehouses.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startLake();
  await run('create database shop');
});
afterAll(() => aws.close());
beforeEach(() => aws.faults.clear());

async function run(sql: string): Promise<void> {
  const { athena } = clientsOf(aws);
  const command = new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: 'holdfast' });
  const { QueryExecutionId } = await athena.send(command);
  const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
  expect(QueryExecution?.Status).toMatchObject({ State: 'SUCCEEDED' });
}

/** Makes a table anew over the rows of a query. */
async function table(name: string, select: string): Promise<void> {
  await run(`drop table if exists shop.${name}`);
  await run(`create table shop.${name} with (format = 'PARQUET') as ${select}`);
}

const rows = (...values: string[]) =>
  `select * from (values ${values.join(', ')}) t(order_id, customer_id, amount)`;

const mapped = { order_id: 'Order_ID', customer_id: 'customer_id', amount: 'amount' };

async function find(
  table: string,
  source: object = { from: 'sales', columns: mapped, duplicates: 'keep' },
  maxAttempts = 1,
) {
  const { s3, athena } = clientsOf(aws, 'TEST', { maxAttempts });
  const queries = { athena, workgroup: 'holdfast', results: 's3://lake/athena/', running: new Set<string>() };
  const config = {
    inputs: configSchema.shape.inputs.parse({ sales: { table } }),
    sources: configSchema.shape.sources.parse({ orders: source }),
  } as Config;
  const [found] = await findCloudInputs({ s3, queries, configUri: 's3://lake/raw/' }, config);
  return found!;
}

const printOf = async (select: string): Promise<string> => {
  await table('sales', select);
  return (await find('shop.sales')).fingerprint;
};

const base = ["('a', 'x', 1.50)", "('b', 'y', 2.50)", "('c', null, 2.50)"] as const;

describe('a table of the catalogue', () => {
  it('has one fingerprint in whatever order and files its rows lie', async () => {
    const [a, b, c] = base;
    const print = await printOf(rows(a, b, c));
    expect(print).toMatch(/^[0-9a-f]{64}$/);
    expect(await printOf(rows(c, a, b))).toBe(print);
  });

  it.each([
    ['a value', ["('a', 'x', 1.51)", base[1], base[2]]],
    ['a value that is missing', ["('a', 'x', null)", base[1], base[2]]],
    ['an empty text in place of none', [base[0], base[1], "('c', '', 2.50)"]],
    ['a row more', [...base, "('d', 'x', 1.50)"]],
    ['a row twice', [...base, base[0]]],
    ['a row less', [base[0], base[1]]],
    ['values that changed places between two rows', ["('a', 'y', 1.50)", "('b', 'x', 2.50)", base[2]]],
    ['values that changed places within a row', ["('x', 'a', 1.50)", base[1], base[2]]],
    ['a text moved to the next column', ["('ax', '', 1.50)", base[1], base[2]]],
  ])('has another with %s', async (_, values) => {
    expect(await printOf(rows(...values))).not.toBe(await printOf(rows(...base)));
  });

  it('has another when a column is of another type', async () => {
    const typed = (type: string) =>
      printOf(`select order_id, customer_id, cast(amount as ${type}) as amount from (${rows(...base)}) t`);
    expect(await typed('decimal(18,2)')).not.toBe(await typed('decimal(18,3)'));
  });

  it('is read in the columns that the config names, whose fingerprint it has', async () => {
    await table('sales', `select *, 'secret' as note from (${rows(...base)}) t`);
    const found = await find('shop.sales');
    expect(found).toMatchObject({ name: 'sales', table: 'shop.sales', columns: Object.keys(mapped) });
    expect(found.fingerprint).toBe(await printOf(rows(...base)));
    const { warehouse } = await openCloud(aws);
    await warehouse.attachInput(found);
    expect((await warehouse.columns('sales')).map(({ name }) => name)).toEqual(Object.keys(mapped));
    await warehouse.close();
  });

  it('without rows is a table like any other', async () => {
    expect(await printOf(`${rows(...base)} where false`)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a time of a table', () => {
  it('is read to the millisecond, and one with a zone as the moment that it is', async () => {
    await table(
      'sales',
      `select 'a' as order_id, cast('2026-01-31 10:20:30.1239' as timestamp) as ordered_at`,
    );
    const { warehouse } = await openCloud(aws);
    await warehouse.attachInput({ name: 'sales', table: 'shop.sales', format: 'parquet' });
    const [row] = await warehouse.rows('select ordered_at from sales');
    expect(row).toEqual({ ordered_at: '2026-01-31T10:20:30.123Z' });
    await warehouse.close();
  });
});

describe('a table that changes between plan and check', () => {
  it('is refused, and is not where only its files or what nobody reads changed', async () => {
    await table('sales', rows(...base));
    const found = await find('shop.sales');
    await table('sales', `select *, 1 as note from (${rows(base[2], base[0], base[1])}) t`);
    const { warehouse } = await openCloud(aws);
    await warehouse.attachInput(found);
    await table('sales', rows(...base, base[0]));
    const attached = warehouse.attachInput(found);
    await expect(attached).rejects.toBeInstanceOf(DataRefusedError);
    await expect(attached).rejects.toThrow(
      /inputs\.sales: shop\.sales has changed since the run was planned/,
    );
    await table('sales', "select 'a' as order_id");
    await expect(warehouse.attachInput(found)).rejects.toThrow(/has lost its column "customer_id"/);
    await warehouse.close();
  });
});

it('a call that fails, whichever and however, changes neither the name nor what is read', async () => {
  await table('sales', rows(...base));
  const work = async () => {
    const found = await find('shop.sales', undefined, 3);
    const { warehouse } = await openCloud(aws, { maxAttempts: 3 });
    await warehouse.attachInput(found);
    const read = await warehouse.rows('select * from sales order by order_id');
    await warehouse.close();
    return { found, read };
  };
  let calls = 0;
  aws.faults.inject({ kind: 'slow', milliseconds: 0, nth: 1e9, matches: () => ++calls > 0 });
  const undisturbed = await work();
  const all = calls;
  expect(all).toBeGreaterThan(20);
  const kinds: FaultKind[] = ['server-error', 'cut', 'cut-after'];
  for (let nth = 1; nth <= all; nth++) {
    aws.faults.clear();
    aws.faults.inject({ kind: kinds[nth % kinds.length]!, nth });
    expect(await work(), `request ${nth} of ${all}`).toEqual(undisturbed);
  }
});

describe('what a person can put right', () => {
  it.each([
    ['shop.nothing', /^inputs\.sales\.table: there is no shop\.nothing in the Glue catalogue/],
    ['nowhere.sales', /^inputs\.sales\.table: there is no nowhere\.sales in the Glue catalogue/],
  ])('is told by the key of the config: %s', async (name, message) => {
    const finding = find(name);
    await expect(finding).rejects.toBeInstanceOf(ConfigError);
    await expect(finding).rejects.toThrow(message);
  });

  it('is a column that the table has not', async () => {
    await table('sales', rows(...base));
    await expect(
      find('shop.sales', { from: 'sales', columns: { ...mapped, amount: 'amout' } }),
    ).rejects.toThrow(
      /^sources\.orders\.columns\.amount: inputs\.sales\.table has no column "amout" \(did you mean "amount"\?\)\. It has: order_id, /,
    );
  });

  it('passes what may go well the next time', async () => {
    await table('sales', rows(...base));
    aws.faults.inject({
      kind: 'query-failed',
      matches: ({ action }) => action === 'athena:StartQueryExecution',
    });
    await expect(find('shop.sales')).rejects.toBeInstanceOf(TransientError);
  });
});
