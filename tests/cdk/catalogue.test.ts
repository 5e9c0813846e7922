import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Catalogue } from '../../cdk/constructs/catalogue.ts';
import { catalogueTables } from '../../cdk/constructs/catalogue-tables.ts';
import { deployment } from '../../cdk/deployment.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import { checkSources } from '../../pipeline/sources/check-sources.ts';
import type { ListTable, Rows } from '../../pipeline/targeting/list-table.ts';
import { publishLists } from '../../pipeline/targeting/publish-lists.ts';
import { stageLists } from '../../pipeline/targeting/stage-lists.ts';
import { openAthenaWarehouse } from '../../platform/aws/athena-warehouse.ts';
import { s3Store } from '../../platform/aws/s3-store.ts';
import { type Aws, clientsOf } from '../../tools/aws/start-aws.ts';
import { candidate, draw, selection, targeting, unseen } from '../pipeline/targeting/fixtures.ts';
import { startLake } from '../platform/warehouses.ts';
import { fixtureConfig } from '../support/check-fixture.ts';
import { silence } from '../support/silence.ts';
import { declareTables } from './declare-tables.ts';
import { glueTypesOf } from './parquet-types.ts';

const run = 'abc123';
const asOf = '2026-01-01';
/** Texts that a file of comma-separated values, or a spreadsheet, could take for something else. */
const nasty = ['=1+1', 'Ann "A", of\r\nCork\t;', '', ' @O’Neil \\"', 'Zoë, 😀'];
const orders = `order_id,customer_id,ordered_at,Amount,Their comment
1,c1,2025-03-01,10.00,fine
2,c1,2025-13-01,ten,"a ""quoted"" word, a comma and
a line break 😀"
3,nobody,2025-03-02,1.00,=1+1
4,c1
`;
const config = fixtureConfig({
  customers: { csv: 'customer_id,joined_at\n' },
  orders: {
    csv: '',
    columns: { order_id: 'order_id', customer_id: 'customer_id', ordered_at: 'ordered_at', amount: 'Amount' },
    dimensions: ['Their comment'],
  },
});

let aws: Aws;
let store: ObjectStore;
let warehouse: Warehouse;
let tables: readonly ListTable<Rows>[];
beforeAll(async () => {
  aws = await startLake();
  const { s3, athena } = clientsOf(aws, 'TEST', { maxAttempts: 3 });
  store = s3Store({ client: s3, bucket: 'lake' });
  const shared = { athena, workgroup: 'holdfast', database: 'holdfast', pause: async () => undefined };
  warehouse = await openAthenaWarehouse({ ...shared, s3, store, scratch: 's3://lake/scratch/' });
  tables = await publish();
  await setAside();
  await declareTables(
    { ...shared, database: 'default', results: 's3://results/', running: new Set() },
    catalogueOf(),
    aws.s3.shelf.keys('lake', '').map((key) => `s3://lake/${key}`),
  );
});
afterAll(async () => {
  await warehouse.close();
  await aws.close();
});

function catalogueOf(): Template {
  const stack = new Stack(new App(), 'Data');
  const bucket = Bucket.fromBucketName(stack, 'Lake', 'lake');
  const chosen = deployment({ name: 'test', business: 'holdfast.yaml' });
  new Catalogue(stack, 'Catalogue', { deployment: chosen, business: config, bucket });
  return Template.fromStack(stack);
}

/** Publishes lists with somebody on each, and answers them. */
async function publish(): Promise<readonly ListTable<Rows>[]> {
  const people = nasty.map((name, i) => candidate({ customer_id: `=c${i}`, name, consent: i > 0 }));
  const gone = nasty.map((name, i) => {
    const standing = 'beyond_lookback' as const;
    return candidate({ customer_id: `g${i}`, name, standing, churn: null, consent: i > 0 });
  });
  const over = { holdout: { share: 0 } };
  const { lists, drawn } = await draw(selection(people, gone), over, { store, asOf, run });
  const { csv } = targeting();
  await stageLists(store, unseen(lists), drawn.selection, {
    asOf,
    run,
    csv,
    escalations: null,
    deliver: [],
    ranking: [],
    profitBySize: [],
    assumptions: {},
  });
  await publishLists(store, run, asOf);
  return [lists.atRisk, lists.winBack, lists.suppressed, lists.winBackSuppressed];
}

async function setAside(): Promise<void> {
  const csv = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' } as const;
  const attach = async (name: string, text: string) => {
    await store.put(`raw/${name}.csv`, text);
    return warehouse.attachInput({ name, locations: [`s3://lake/raw/${name}.csv`], format: 'csv', csv });
  };
  const attached = {
    customers_csv: await attach('customers_csv', 'customer_id,joined_at\nc1,2024-01-01\n'),
    orders_csv: await attach('orders_csv', orders),
  };
  const request = { config, run, dataUntil: '2026-01-01 00:00:00', attached };
  await checkSources(warehouse, store, request, silence);
}

describe('the table of lists', () => {
  it('shows every list of a date as it was made, whatever stands in its texts', async () => {
    for (const { name, columns, rows } of tables) {
      expect(rows.length, name).toBeGreaterThan(0);
      const found = await warehouse.rows(
        `select * from "default".lists where as_of = date '${asOf}' and list = '${name}' order by coalesce(rank, 0), customer_id`,
      );
      const own = columns.map((column) => column.name);
      expect(
        found.map((row) => only(row, own)),
        name,
      ).toEqual([...rows]);
      expect(found[0], name).toMatchObject({ run, as_of: `${asOf}T00:00:00.000Z` });
    }
    const all = await warehouse.rows('select count(*) as n from "default".lists');
    expect(all).toEqual([{ n: tables.reduce((sum, { rows }) => sum + rows.length, 0) }]);
  });

  it('has the columns of its file', async () => {
    const [file, ...others] = await store.list(keys.listTable(asOf));
    expect(others).toEqual([]);
    expect(Object.entries(glueTypesOf((await store.get(file!.key))!))).toEqual(declared('lists'));
  });
});

describe('the ledger as a table', () => {
  it('has a row for each customer and campaign, ids as they are', async () => {
    const found = await warehouse.rows(
      'select customer_id, campaign, term, arm, as_of, arm_until, run, draw from "default".assignments order by customer_id',
    );
    expect(found.map((row) => row.customer_id)).toEqual(nasty.slice(1).map((_, i) => `=c${i + 1}`));
    const one = { campaign: 'this-week', term: 1, arm: 'contact', as_of: asOf, run, draw: 1 };
    for (const row of found) expect(row).toMatchObject({ ...one, arm_until: '2026-04-01' });
  });

  it('has the columns of its files', async () => {
    const [file] = await store.list(keys.ledger);
    expect(Object.entries(glueTypesOf((await store.get(file!.key))!))).toEqual(declared('assignments'));
  });
});

describe('the table of what was set aside', () => {
  it('shows rows as they stood, by column, and lines that are no rows, each with its reasons', async () => {
    const found = await warehouse.rows(
      `select * from "default".quarantine where key = '${run}' order by kind desc, quarantine_reasons`,
    );
    expect(found.map(({ quarantine_row, ...rest }) => rest)).toMatchObject([
      { source: 'orders', kind: 'rows', quarantine_reason: 'unknown_customer', quarantine_line: null },
      {
        quarantine_reason: 'unreadable_ordered_at',
        quarantine_reasons: 'unreadable_ordered_at,unreadable_amount',
      },
      { kind: 'lines', quarantine_reason: 'malformed_line', quarantine_line: 5, quarantine_text: '4,c1' },
    ]);
    expect(found.map(({ quarantine_row: row }) => row && JSON.parse(String(row)))).toEqual([
      {
        order_id: '3',
        customer_id: 'nobody',
        ordered_at: '2025-03-02',
        amount: '1.00',
        'their comment': '=1+1',
      },
      {
        order_id: '2',
        customer_id: 'c1',
        ordered_at: '2025-13-01',
        amount: 'ten',
        'their comment': 'a "quoted" word, a comma and\na line break 😀',
      },
      null,
    ]);
  });

  it('has the columns of its files', async () => {
    const files = await store.list(keys.quarantine(run, 'orders'));
    expect(files).toHaveLength(2);
    for (const { key } of files)
      expect(glueTypesOf((await store.get(key))!), key).toMatchObject(
        Object.fromEntries(declared('quarantine')),
      );
  });
});

const only = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]));

const declared = (table: string): [string, string][] =>
  catalogueTables(config)
    .find(({ name }) => name === table)!
    .columns.map(({ name, type }) => [name, type]);
