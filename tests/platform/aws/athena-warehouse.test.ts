import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TransientError } from '../../../contracts/errors.ts';
import { openAthenaWarehouse } from '../../../platform/aws/athena-warehouse.ts';
import { s3Store } from '../../../platform/aws/s3-store.ts';
import type { FaultKind } from '../../../tools/aws/endpoint/faults.ts';
import { type Aws, clientsOf } from '../../../tools/aws/start-aws.ts';
import { openCloud, startLake } from '../warehouses.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startLake();
});
afterAll(() => aws.close());
beforeEach(() => aws.faults.clear());

const left = () => [
  ...aws.s3.shelf.keys('lake', 'scratch/'),
  ...aws.s3.shelf.keys('results', 'athena/tables/'),
];

describe('sessions', () => {
  it('do not meet, however many work at once on tables of the same names', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const { warehouse } = await openCloud(aws);
        await warehouse.create('t', `select ${i} as n`);
        await warehouse.unload('select n from t', 'out/', { orderBy: ['n'] });
        await warehouse.attach('again', 'out/');
        const [row] = await warehouse.rows('select n from again');
        await warehouse.close();
        return row?.n;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(left()).toEqual([]);
    expect(aws.athena.catalogue.databases()).toEqual(['default']);
    expect(aws.athena.catalogue.names()).toEqual([]);
  });

  it('leave nothing behind, and what they unloaded stays', async () => {
    const { warehouse, store, putRaw } = await openCloud(aws);
    const csv = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' } as const;
    await warehouse.attachInput({
      name: 'raw',
      locations: [await putRaw('a.csv', 'a,b\n1\n')],
      format: 'csv',
      csv,
    });
    await warehouse.create('t', 'select 1 as n');
    await warehouse.create('t', 'select 2 as n');
    await warehouse.unload('select n from t', 'kept/', { orderBy: ['n'] });
    expect(left().length).toBeGreaterThan(3);
    await warehouse.close();
    expect(left()).toEqual([]);
    expect((await store.list('kept/')).map(({ key }) => key)).toEqual(['kept/part-0.parquet']);
  });

  it('read a table of the catalogue as it stood', async () => {
    const { s3, athena } = clientsOf(aws);
    const options = { athena, s3, workgroup: 'holdfast', scratch: 's3://lake/scratch', database: 'other' };
    const owner = await openAthenaWarehouse({ ...options, store: s3Store({ client: s3, bucket: 'lake' }) });
    await owner.create('orders', "select 'x' as id");
    const table = aws.athena.catalogue.names().find((name) => name.endsWith('.orders')) ?? '';
    const { warehouse } = await openCloud(aws);
    await warehouse.attachInput({ name: 'sales', table, format: 'parquet' });
    await owner.close();
    expect(await warehouse.rows('select id from sales')).toEqual([{ id: 'x' }]);
    await warehouse.close();
  });

  it('end their queries when they are aborted, and still sweep', async () => {
    const stop = new AbortController();
    const { s3, athena } = clientsOf(aws);
    const warehouse = await openAthenaWarehouse({
      athena,
      s3,
      store: s3Store({ client: s3, bucket: 'lake' }),
      workgroup: 'holdfast',
      database: 'holdfast',
      scratch: 's3://lake/scratch/',
      signal: stop.signal,
      pause: async () => undefined,
    });
    await warehouse.create('t', 'select 1 as n');
    stop.abort();
    await expect(warehouse.rows('select n from t')).rejects.toThrow(
      'Stopped before Athena could answer a query',
    );
    await warehouse.close();
    expect(aws.athena.catalogue.databases()).toEqual(['default']);
    expect(left()).toEqual([]);
  });
});

describe('a session that may not take its database away', () => {
  const refuse = () =>
    aws.faults.inject({ kind: 'denied', matches: ({ action }) => action === 'athena:StartQueryExecution' });

  it('says so, since databases that stay come to a quota', async () => {
    const { warehouse } = await openCloud(aws);
    await warehouse.create('t', 'select 1 as n');
    refuse();
    await expect(warehouse.close()).rejects.toThrow(/^Could not close a session: AccessDenied/);
    await warehouse.close();
  });

  it('does not put that in the place of why its work failed', async () => {
    const { warehouse } = await openCloud(aws);
    await expect(warehouse.create('t', 'select missing from nowhere')).rejects.toThrow(/TABLE_NOT_FOUND/);
    refuse();
    const warned = once(process, 'warning');
    await warehouse.close();
    expect((await warned)[0]).toMatchObject({ name: 'SessionNotSwept' });
    await warehouse.close();
  });
});

describe('what goes wrong', () => {
  const actions = [
    'athena:StartQueryExecution',
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
  ] as const;
  const kinds: FaultKind[] = ['throttle', 'server-error', 'cut', 'cut-after', 'slow'];

  it.each(actions.flatMap((action) => kinds.map((kind) => [action, kind] as const)))(
    'is tried again: %s, %s',
    async (action, kind) => {
      const { warehouse } = await openCloud(aws, { maxAttempts: 3 });
      await warehouse.create('t', 'select 1 as n');
      aws.faults.inject({ kind, milliseconds: 20, matches: (call) => call.action === action });
      expect(await warehouse.rows('select n from t')).toEqual([{ n: 1 }]);
      await warehouse.close();
    },
  );

  it.each([
    ['query-failed', true],
    ['query-exhausted', false],
    ['query-cancelled', false],
  ] as const)('with the query itself is told from what may pass: %s', async (kind, passes) => {
    const { warehouse } = await openCloud(aws);
    aws.faults.inject({ kind, matches: (call) => call.action === 'athena:StartQueryExecution' });
    const created = warehouse.create('t', 'select 1 as n');
    await expect(created).rejects.toThrow(/Athena could not replace t/);
    expect(await created.catch((error) => error instanceof TransientError)).toBe(passes);
    await warehouse.close();
  });

  it.each([
    ['cut', true],
    ['corrupt', false],
  ] as const)('on the way of a raw file loses and doubles no row: %s', async (kind, passes) => {
    const { warehouse, putRaw } = await openCloud(aws, { maxAttempts: 3 });
    const lines = Array.from({ length: 40_000 }, (_, i) => `${i},${'x'.repeat(20)}`);
    const locations = [await putRaw(`${kind}.csv`, `id,t\n${lines.join('\n')}\n`)];
    const csv = {
      delimiter: ',',
      quote: '"',
      header: true,
      encoding: 'utf-8',
      columns: ['id', 't'],
    } as const;
    aws.faults.inject({ kind, matches: (call) => call.action === 's3:GetObject' });
    const attached = warehouse.attachInput({ name: 'big', locations, format: 'csv', csv });
    if (passes) {
      await attached;
      const [row] = await warehouse.rows('select count(distinct id) as ids, count(*) as n from big');
      expect(row).toEqual({ ids: 40_000, n: 40_000 });
    } else await expect(attached).rejects.toBeInstanceOf(TransientError);
    await warehouse.close();
  });

  it('for good names the table, the reason and the query', async () => {
    const { warehouse } = await openCloud(aws);
    await expect(warehouse.create('t', 'select missing from nowhere')).rejects.toThrow(
      /^Athena could not create table t: TABLE_NOT_FOUND: .*nowhere.* \(query [0-9a-f-]{36}\)$/,
    );
    await warehouse.close();
  });
});

describe('a session in which one call fails', () => {
  const csv = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' } as const;

  /** Everything that a stage does with a warehouse; answers what it read and how many requests it made. */
  async function work() {
    const { warehouse, store, putRaw } = await openCloud(aws, { maxAttempts: 3 });
    const location = await putRaw('a.csv', 'a,b\n1,x\n2\n3,y\n');
    await warehouse.attachInput({ name: 'raw', locations: [location], format: 'csv', csv });
    await warehouse.create('t', 'select cast(a as bigint) as a, b from raw');
    const files = await warehouse.unload('select a, b from t', 'out/', { orderBy: ['a'] });
    await warehouse.attach('again', 'out/');
    const rows = await warehouse.rows('select a, b from again order by a');
    await warehouse.close();
    const bytes = Buffer.from((await store.get(files[0]?.key ?? '')) ?? []).toString('hex');
    return { rows, files, bytes };
  }

  it('comes to the same, whichever call and however', async () => {
    let requests = 0;
    aws.faults.inject({
      kind: 'slow',
      milliseconds: 0,
      nth: Number.MAX_SAFE_INTEGER,
      matches: () => ++requests > 0,
    });
    const undisturbed = await work();
    const all = requests;
    expect(all).toBeGreaterThan(30);
    const kinds: FaultKind[] = ['server-error', 'cut', 'cut-after'];
    for (let nth = 1; nth <= all; nth++) {
      aws.faults.clear();
      aws.faults.inject({ kind: kinds[nth % kinds.length] ?? 'cut', nth });
      expect(await work(), `request ${nth} of ${all}`).toEqual(undisturbed);
    }
    aws.faults.clear();
    expect(aws.athena.catalogue.databases()).toEqual(['default']);
    expect(left()).toEqual([]);
  });
});
