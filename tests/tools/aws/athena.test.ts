import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  type ColumnInfo,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  GetWorkGroupCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  type StartQueryExecutionCommandInput,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Aws, type Clients, clientsOf, startAws } from '../../../tools/aws/start-aws.ts';

let aws: Aws;
let clients: Clients;

beforeAll(async () => {
  aws = await startAws({
    buckets: ['lake', 'results'],
    mostAtOnce: 3,
    databases: ['shop'],
    polls: { queued: 1, running: 1 },
    workgroups: {
      holdfast: { outputLocation: 's3://results/athena/', enforced: true, scanLimit: 1_000_000 },
      loose: {},
      narrow: { outputLocation: 's3://results/narrow/', scanLimit: 10 },
    },
  });
  clients = clientsOf(aws);
});
afterAll(() => aws.close());
beforeEach(() => aws.faults.clear());

const start = async (sql: string, more: Partial<StartQueryExecutionCommandInput> = {}) => {
  const QueryExecutionContext = { Database: 'shop' };
  const command = { QueryString: sql, WorkGroup: 'holdfast', QueryExecutionContext, ...more };
  return (await clients.athena.send(new StartQueryExecutionCommand(command))).QueryExecutionId ?? '';
};
const look = async (QueryExecutionId: string): Promise<QueryExecution> => {
  const found = await clients.athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
  return found.QueryExecution ?? {};
};
const finish = async (id: string): Promise<QueryExecution> => {
  for (;;) {
    const execution = await look(id);
    if (!['QUEUED', 'RUNNING'].includes(execution.Status?.State ?? '')) return execution;
  }
};
const run = async (sql: string, more: Partial<StartQueryExecutionCommandInput> = {}) =>
  finish(await start(sql, more));
const results = async (id: string, MaxResults?: number, NextToken?: string) => {
  const page = await clients.athena.send(
    new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults, NextToken }),
  );
  const rows = page.ResultSet?.Rows?.map(({ Data }) =>
    (Data ?? []).map(({ VarCharValue }) => VarCharValue ?? null),
  );
  return {
    rows: rows ?? [],
    columns: page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? [],
    next: page.NextToken,
  };
};
const rowsOf = async (sql: string) => {
  const execution = await run(sql);
  expect(execution.Status).toMatchObject({ State: 'SUCCEEDED' });
  return (await results(execution.QueryExecutionId ?? '')).rows.slice(1);
};
const failure = async (sql: string, more: Partial<StartQueryExecutionCommandInput> = {}) => {
  const { Status } = await run(sql, more);
  return `${Status?.State} ${Status?.StateChangeReason}`;
};
const objects = (prefix: string, bucket = 'lake') => aws.s3.shelf.keys(bucket, prefix);
const objectText = async (key: string, bucket = 'results') => {
  const { file } = aws.s3.shelf.get(bucket, key);
  return (await import('node:fs')).readFileSync(file, 'utf8');
};

describe('a query', () => {
  it('is queued, runs and succeeds, one step an enquiry', async () => {
    const id = await start('select 1 as a');
    const states = [];
    for (let i = 0; i < 3; i++) states.push((await look(id)).Status?.State);
    expect(states).toEqual(['QUEUED', 'RUNNING', 'SUCCEEDED']);
    expect(await look(id)).toMatchObject({
      StatementType: 'DML',
      WorkGroup: 'holdfast',
      ResultConfiguration: { OutputLocation: `s3://results/athena/${id}.csv` },
    });
  });

  it('answers values as text with their types, NULL apart from the empty text', async () => {
    const { QueryExecutionId: id = '' } =
      await run(`select 'a' as text, '' as nothing, cast(null as varchar) as missing,
      cast(9007199254740993 as bigint) as whole, cast(2.5 as double) as part, cast(1.5 as decimal(18,4)) as money,
      true as flag, date '2026-01-31' as day, timestamp '2026-01-31 10:20:30.123456' as moment`);
    const { rows, columns } = await results(id);
    expect(rows[1]).toEqual([
      'a',
      '',
      null,
      '9007199254740993',
      '2.5',
      '1.5000',
      'true',
      '2026-01-31',
      '2026-01-31 10:20:30.123',
    ]);
    expect(columns.map(({ Type }: ColumnInfo) => Type)).toEqual([
      'varchar',
      'varchar',
      'varchar',
      'bigint',
      'double',
      'decimal',
      'boolean',
      'date',
      'timestamp',
    ]);
    expect(columns[5]).toMatchObject({ Name: 'money', Precision: 18, Scale: 4 });
    expect(await objectText(`athena/${id}.csv`)).toMatch(
      /^"text","nothing","missing".*\n"a","",,"9007199254740993"/,
    );
  });

  it('gives its rows page by page, the names of the columns first', async () => {
    const values = Array.from({ length: 25 }, (_, i) => `(${i})`).join(', ');
    const { QueryExecutionId: id = '' } = await run(`select n from (values ${values}) t(n) order by n`);
    const found: (string | null)[] = [];
    let next: string | undefined;
    do {
      const page = await results(id, 10, next);
      found.push(...page.rows.map(([value]) => value ?? null));
      next = page.next;
    } while (next);
    expect(found).toEqual(['n', ...Array.from({ length: 25 }, (_, i) => String(i))]);
  });

  it('speaks Trino', async () => {
    expect(
      await rowsOf(`select date_diff('day', timestamp '2026-01-01 23:00:00', timestamp '2026-01-02 01:00:00') as d,
        5 / 2 as q, regexp_replace('a1b2', '[0-9]', 'x') as r, sum(n) as s from (values (1), (2)) t(n) group by 1, 2, 3`),
    ).toEqual([['0', '2', 'axbx', '3']]);
  });

  it('is started once for one token, and refused where the token stands for another', async () => {
    const ClientRequestToken = randomUUID();
    const id = await start('select 2 as a', { ClientRequestToken });
    expect(await start('select 2 as a', { ClientRequestToken })).toBe(id);
    await expect(start('select 3 as a', { ClientRequestToken })).rejects.toThrow(
      'Idempotent parameters do not match',
    );
  });

  it.each([
    [
      'select nothing from (values (1)) t(a)',
      "FAILED COLUMN_NOT_FOUND: line 1:1: Column 'nothing' cannot be resolved",
    ],
    [
      'select * from no_table',
      "FAILED TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.shop.no_table' does not exist",
    ],
    ["select cast('x' as integer) as a", 'FAILED INVALID_CAST_ARGUMENT'],
    ['select from where', 'FAILED SYNTAX_ERROR'],
  ])('that cannot be answered says why: %s', async (sql, said) => {
    expect(await failure(sql)).toContain(said);
  });

  it('of no known kind is refused at once', async () => {
    await expect(start('SELEKT 1')).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await expect(start('delete from t')).rejects.toThrow('Queries of this type are not supported');
    await expect(start(`select '${'x'.repeat(262_144)}' as a`)).rejects.toThrow(
      'less than or equal to 262144',
    );
  });

  it('has no results before it is over, nor after it failed', async () => {
    const id = await start('select 1 as a');
    await expect(results(id)).rejects.toThrow(/not yet finished|QUEUED/);
    const failed = await run('select * from no_table');
    await expect(results(failed.QueryExecutionId ?? '')).rejects.toThrow('Final query state: FAILED');
  });

  it('is stopped', async () => {
    const id = await start(
      'select count(*) as n from range(100000) a(x), range(1000000) b(y) where x * y % 7 = 1',
    );
    await look(id);
    await clients.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    expect((await look(id)).Status).toMatchObject({
      State: 'CANCELLED',
      StateChangeReason: 'Query cancelled by user',
    });
    expect(await rowsOf('select 1 as a')).toEqual([['1']]);
  });

  it('is refused where too many run already', async () => {
    const slow = 'select count(*) as n from range(100000) a(x), range(1000000) b(y) where x * y % 7 = 1';
    const running = await Promise.all([start(slow), start(slow), start(slow)]);
    await expect(start('select 1 as a')).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    for (const QueryExecutionId of running) {
      await clients.athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));
    }
    expect(await rowsOf('select 1 as a')).toEqual([['1']]);
  });
});

describe('workgroups', () => {
  it('say what they enforce', async () => {
    const { WorkGroup } = await clients.athena.send(new GetWorkGroupCommand({ WorkGroup: 'holdfast' }));
    expect(WorkGroup?.Configuration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 1_000_000,
      ResultConfiguration: { OutputLocation: 's3://results/athena/' },
    });
    await expect(start('select 1 as a', { WorkGroup: 'unknown' })).rejects.toThrow(
      'WorkGroup unknown is not found',
    );
  });

  it('decide where results go, or leave it to the query', async () => {
    const ResultConfiguration = { OutputLocation: 's3://lake/mine/' };
    const enforced = await run('select 1 as a', { ResultConfiguration });
    expect(enforced.ResultConfiguration?.OutputLocation).toMatch(/^s3:\/\/results\/athena\//);
    const loose = await run('select 1 as a', { ResultConfiguration, WorkGroup: 'loose' });
    expect(loose.ResultConfiguration?.OutputLocation).toMatch(/^s3:\/\/lake\/mine\//);
    await expect(start('select 1 as a', { WorkGroup: 'loose' })).rejects.toThrow(
      'No output location provided',
    );
  });

  it('cancel a query that would scan more than their limit, and say how much one scanned', async () => {
    await run("create table limited with (format = 'PARQUET') as select x from range(1000) r(x)");
    expect(await failure('select count(*) as n from limited', { WorkGroup: 'narrow' })).toBe(
      'CANCELLED Query cancelled! : Bytes scanned limit was exceeded',
    );
    const { Statistics } = await run('select count(*) as n from limited');
    expect(Statistics?.DataScannedInBytes).toBeGreaterThan(500);
  });
});

describe('UNLOAD', () => {
  it('writes Parquet to an empty place and names the files in a manifest', async () => {
    const execution = await run(`unload (select x, cast(x as varchar) as t from range(100) r(x))
      to 's3://lake/out/plain/' with (format = 'PARQUET', compression = 'ZSTD')`);
    expect(execution.Status?.State).toBe('SUCCEEDED');
    const manifest = execution.Statistics?.DataManifestLocation ?? '';
    expect(manifest).toBe(`s3://results/athena/${execution.QueryExecutionId}-manifest.csv`);
    const listed = (await objectText(`athena/${execution.QueryExecutionId}-manifest.csv`)).trim().split('\n');
    expect(listed.sort()).toEqual(objects('out/plain/').map((key) => `s3://lake/${key}`));
    expect(listed.length).toBeGreaterThan(1);
    await run(
      `create external table plain (x bigint, t string) stored as parquet location 's3://lake/out/plain/'`,
    );
    expect(await rowsOf('select count(*) as n, sum(x) as s, count(distinct t) as d from plain')).toEqual([
      ['100', '4950', '100'],
    ]);
  });

  it('refuses a place where something is', async () => {
    const sql = `unload (select 1 as a) to 's3://lake/out/twice/' with (format = 'PARQUET')`;
    expect((await run(sql)).Status?.State).toBe('SUCCEEDED');
    expect(await failure(sql)).toContain('FAILED HIVE_PATH_ALREADY_EXISTS');
  });

  it('writes nothing for no row', async () => {
    await run(`unload (select 1 as a where false) to 's3://lake/out/none/' with (format = 'PARQUET')`);
    expect(objects('out/none/')).toEqual([]);
  });

  it('makes a folder for each value of a partition column, which must come last', async () => {
    const sql = (
      columns: string,
    ) => `unload (select ${columns} from (values (1, 'a'), (2, 'b'), (3, 'b')) t(x, p))
      to 's3://lake/out/parts/' with (format = 'PARQUET', partitioned_by = array['p'])`;
    expect(await failure(sql('p, x'))).toContain('HIVE_COLUMN_ORDER_MISMATCH');
    expect((await run(sql('x, p'))).Status?.State).toBe('SUCCEEDED');
    const folders = objects('out/parts/').map((key) => key.split('/')[2]);
    expect(new Set(folders)).toEqual(new Set(['p=a', 'p=b']));
    await run(`create external table parts (x int) partitioned by (p string) stored as parquet
      location 's3://lake/out/parts/'`);
    expect(await rowsOf('select count(*) as n from parts')).toEqual([['0']]);
    await run(`alter table parts add if not exists partition (p = 'a') location 's3://lake/out/parts/p=a/'
      partition (p = 'b') location 's3://lake/out/parts/p=b/'`);
    expect(await rowsOf('select x, p from parts order by x')).toEqual([
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'b'],
    ]);
  });

  it('opens no more than a hundred partitions at once', async () => {
    const sql = `unload (select x, x as p from range(101) r(x)) to 's3://lake/out/many/'
      with (format = 'PARQUET', partitioned_by = array['p'])`;
    expect(await failure(sql)).toContain('HIVE_TOO_MANY_OPEN_PARTITIONS');
  });
});

describe('tables', () => {
  it('are made from a query, where the workgroup says', async () => {
    const execution = await run(`create table sums with (format = 'PARQUET', write_compression = 'SNAPPY') as
      with r as (select x from range(10) r(x)) select x % 2 as odd, sum(x) as total from r group by 1`);
    expect(execution.Status?.State).toBe('SUCCEEDED');
    expect(objects(`athena/tables/${execution.QueryExecutionId}/`, 'results').length).toBeGreaterThan(0);
    expect(await rowsOf('select odd, total from "awsdatacatalog"."shop"."sums" order by odd')).toEqual([
      ['0', '20'],
      ['1', '25'],
    ]);
    expect(await failure("create table sums with (format = 'PARQUET') as select 1 as a")).toContain(
      'TABLE_ALREADY_EXISTS',
    );
  });

  it('are not made where the workgroup is not asked, nor with columns that have no plain name', async () => {
    const elsewhere =
      "create table t1 with (format = 'PARQUET', external_location = 's3://lake/t1/') as select 1 as a";
    expect(await failure(elsewhere)).toContain('enforces a centralized output location');
    expect(await failure(`create table t2 with (format = 'PARQUET') as select 1 as "a b"`)).toContain(
      'not allowed',
    );
    expect(
      await failure(
        "create table t3 with (format = 'PARQUET') as select cast('2026-01-01 00:00:00+00' as timestamp with time zone) as t",
      ),
    ).toContain('FAILED');
  });

  it('lie over lines of text, packed or not, without the head of each file', async () => {
    aws.s3.shelf.put('lake', 'text/one.csv', Buffer.from('head\nfirst,1\n\n"q",2\r\nno end'));
    aws.s3.shelf.put('lake', 'text/two.csv.gz', gzipSync('head\npacked,3\n'));
    aws.s3.shelf.put('lake', 'text/_hidden', Buffer.from('hidden\nhidden'));
    await run(`create external table lines (line string) row format delimited fields terminated by '\\001'
      stored as textfile location 's3://lake/text/' tblproperties ('skip.header.line.count' = '1')`);
    expect(await rowsOf('select line from lines order by line')).toEqual([
      [''],
      ['"q",2\r'],
      ['first,1'],
      ['no end'],
      ['packed,3'],
    ]);
  });

  it('keep bytes that are no UTF-8 until they are decoded', async () => {
    aws.s3.shelf.put('lake', 'latin/a.csv', Buffer.from('caf\xe9,1\nth\u00e9,2\n', 'latin1'));
    aws.s3.shelf.put('lake', 'latin/b.csv', Buffer.from('th\u00e9,3\n'));
    await run(`create external table latin (line string) row format delimited fields terminated by '\\001'
      stored as textfile location 's3://lake/latin/'`);
    const sql = 'select count_if(line <> from_utf8(to_utf8(line))) as bad, count(*) as n from latin';
    expect(await rowsOf(sql)).toEqual([['2', '3']]);
  });

  it('must lie over a folder', async () => {
    const sql =
      "create external table one (line string) row format delimited stored as textfile location 's3://lake/a.csv'";
    await expect(start(sql)).rejects.toThrow('must be a folder');
  });

  it('are dropped without their data', async () => {
    await run("create table gone with (format = 'PARQUET') as select 1 as a");
    expect((await run('drop table gone')).Status?.State).toBe('SUCCEEDED');
    expect(await failure('select * from gone')).toContain('TABLE_NOT_FOUND');
    expect(await failure('drop table gone')).toContain('Table not found shop.gone');
    expect((await run('drop table if exists gone')).Status?.State).toBe('SUCCEEDED');
    expect(objects('athena/tables/', 'results').length).toBeGreaterThan(0);
  });
});

describe('databases', () => {
  it('are made, hold tables of their own, and go with them', async () => {
    expect((await run('create database `own_1` ')).Status?.State).toBe('SUCCEEDED');
    expect(await failure('create database own_1')).toContain('Database own_1 already exists');
    expect((await run('create database if not exists own_1')).Status?.State).toBe('SUCCEEDED');
    const inOwn = { QueryExecutionContext: { Database: 'own_1' } };
    await run(`create table "t" with (format = 'PARQUET') as select 1 as a`, inOwn);
    expect((await run('select a from t', inOwn)).Status?.State).toBe('SUCCEEDED');
    expect(await failure('select a from t')).toContain('TABLE_NOT_FOUND');
    expect(await failure('drop database own_1')).toContain('Database own_1 is not empty');
    expect((await run('drop database if exists `own_1` cascade')).Status?.State).toBe('SUCCEEDED');
    expect(await failure('select a from own_1.t')).toContain('TABLE_NOT_FOUND');
    expect(await failure('drop database own_1')).toContain('Database does not exist: own_1');
    expect((await run('drop database if exists own_1')).Status?.State).toBe('SUCCEEDED');
  });

  it('must be there before a table is', async () => {
    const sql = "create table nowhere.t with (format = 'PARQUET') as select 1 as a";
    expect(await failure(sql)).toContain('Database does not exist: nowhere');
  });

  it('cost their makers the rights to make and drop them', async () => {
    aws.calls.length = 0;
    await run('create database noted_1');
    await run(`create table noted_1.t with (format = 'PARQUET') as select 1 as a`);
    await run('drop database noted_1 cascade');
    const made = aws.calls.map(({ action, resource }) => `${action} ${resource}`);
    const glue = 'arn:aws:glue:eu-central-1:000000000000';
    expect(made).toEqual(
      expect.arrayContaining([
        `glue:CreateDatabase ${glue}:database/noted_1`,
        `glue:DeleteDatabase ${glue}:database/noted_1`,
        `glue:GetTables ${glue}:table/noted_1/*`,
        `glue:DeleteDatabase ${glue}:table/noted_1/*`,
        `glue:DeleteDatabase ${glue}:userDefinedFunction/noted_1/*`,
        `glue:DeleteTable ${glue}:table/noted_1/t`,
      ]),
    );
  });
});

describe('names in backticks', () => {
  it('may hold what else a name may not', async () => {
    aws.s3.shelf.put('lake', 'odd/file', await parquetOf(`select 1 as "Order No", 2 as "größe"`));
    await run(
      "create external table `odd` (`order no` int, `größe` int) stored as parquet location 's3://lake/odd/'",
    );
    expect(await rowsOf('select "Order No", "größe" from odd')).toEqual([['1', '2']]);
  });
});

/** A Parquet file with the rows of a query. */
async function parquetOf(select: string): Promise<Buffer> {
  const prefix = `made/${randomUUID()}/`;
  await run(`unload (${select}) to 's3://lake/${prefix}' with (format = 'PARQUET')`);
  const [key = ''] = objects(prefix);
  return (await import('node:fs')).readFileSync(aws.s3.shelf.get('lake', key).file);
}

describe('what is written down', () => {
  it('is the call, and what Athena does with the rights of its caller', async () => {
    await run("create table noted with (format = 'PARQUET') as select 1 as a");
    aws.calls.length = 0;
    const other = clientsOf(aws, 'features-function');
    const command = {
      QueryString: 'select a from noted',
      WorkGroup: 'holdfast',
      QueryExecutionContext: { Database: 'shop' },
    };
    const { QueryExecutionId: id = '' } = await other.athena.send(new StartQueryExecutionCommand(command));
    await finish(id);
    const made = aws.calls.filter(({ caller }) => caller === 'features-function');
    const workgroup = 'arn:aws:athena:eu-central-1:000000000000:workgroup/holdfast';
    expect(made[0]).toEqual({
      caller: 'features-function',
      action: 'athena:StartQueryExecution',
      resource: workgroup,
      operation: 'StartQueryExecution',
    });
    const throughAthena = made.filter(({ through }) => through === 'athena');
    expect(throughAthena.map(({ action, resource }) => `${action} ${resource}`)).toEqual(
      expect.arrayContaining([
        'glue:GetTable arn:aws:glue:eu-central-1:000000000000:table/shop/noted',
        expect.stringMatching(/^s3:GetObject arn:aws:s3:::results\/athena\/tables\/.*\/\*$/),
        `s3:PutObject arn:aws:s3:::results/athena/${id}.csv`,
      ]),
    );
  });
});

describe('faults', () => {
  it.each([
    ['throttle', { name: 'TooManyRequestsException' }],
    ['server-error', { name: 'InternalServerException' }],
    ['denied', { name: 'AccessDeniedException' }],
    ['expired-token', { name: 'ExpiredTokenException' }],
    ['cut', { code: 'ECONNRESET' }],
  ] as const)('strike the call they are meant for: %s', async (kind, error) => {
    aws.faults.inject({ kind, matches: ({ action }) => action === 'athena:StartQueryExecution' });
    await expect(start('select 1 as a')).rejects.toMatchObject(error);
    expect(await rowsOf('select 1 as a')).toEqual([['1']]);
  });

  it.each([
    ['query-failed', 'FAILED', true],
    ['query-exhausted', 'FAILED', false],
    ['query-cancelled', 'CANCELLED', undefined],
  ] as const)('end a query: %s', async (kind, State, retryable) => {
    aws.faults.inject({ kind });
    const { Status } = await run('select 1 as a');
    expect(Status?.State).toBe(State);
    expect(Status?.AthenaError?.Retryable).toBe(retryable);
  });
});
