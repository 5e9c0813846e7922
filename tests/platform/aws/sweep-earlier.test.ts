import {
  BatchGetQueryExecutionCommand,
  GetQueryExecutionCommand,
  ListQueryExecutionsCommand,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TransientError } from '../../../contracts/errors.ts';
import type { QuerySession } from '../../../platform/aws/query.ts';
import { queryRows } from '../../../platform/aws/query-results.ts';
import { sweepForgotten } from '../../../platform/aws/sessions.ts';
import { sweepEarlier } from '../../../platform/aws/sweep-earlier.ts';
import { type Aws, clientsOf } from '../../../tools/aws/start-aws.ts';
import { openCloud, startLake } from '../warehouses.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startLake();
});
afterAll(() => aws.close());
beforeEach(() => aws.faults.clear());

const mark = '0123456789abcdef';
const session = (over: Partial<QuerySession> = {}): QuerySession => ({
  athena: clientsOf(aws).athena,
  workgroup: 'holdfast',
  results: 's3://lake/scratch/results/',
  running: new Set(),
  ...over,
});
const sweep = () => sweepEarlier(session(), { mark, database: 'holdfast' });

/** Runs for longer than any test waits. */
const endless = 'select count(*) as n from range(100000) a(x), range(1000000) b(y) where x * y % 7 = 1';

/** Starts the endless query in a process that is killed before it ends: nobody asks after it, nothing is swept. */
async function killedAt(work: Promise<unknown>): Promise<string> {
  work.catch(() => undefined);
  for (;;) {
    const found = (await executions()).find(({ Query = '', Status }) => /y % 7/.test(Query) && isOn(Status));
    if (found?.QueryExecutionId !== undefined) return found.QueryExecutionId;
  }
}

const isOn = (status: QueryExecution['Status']) => /QUEUED|RUNNING/.test(status?.State ?? '');

async function executions(): Promise<QueryExecution[]> {
  const { athena } = clientsOf(aws);
  const { QueryExecutionIds = [] } = await athena.send(
    new ListQueryExecutionsCommand({ WorkGroup: 'holdfast' }),
  );
  if (QueryExecutionIds.length === 0) return [];
  return (await athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds }))).QueryExecutions ?? [];
}

async function stateOf(QueryExecutionId: string): Promise<string | undefined> {
  const { QueryExecution } = await clientsOf(aws).athena.send(
    new GetQueryExecutionCommand({ QueryExecutionId }),
  );
  return QueryExecution?.Status?.State;
}

/** Sessions that are noted as not closed. */
const notes = () => [...aws.s3.shelf.bucket('lake').objects.keys()].filter((key) => /\/sessions\//.test(key));

const databases = () => aws.athena.catalogue.databases().filter((name) => name !== 'default');

describe('the next run', () => {
  const sweepBefore = (before: Date) =>
    sweepForgotten(session(), {
      s3: clientsOf(aws).s3,
      scratch: 's3://lake/scratch/',
      database: 'holdfast',
      before,
    });
  const hour = 3_600_000;

  it('takes away what no attempt came after, and nothing of those who may still be at work', async () => {
    const { warehouse } = await openCloud(aws, { mark });
    await warehouse.create('half', 'select 1 as n');
    await sweepBefore(new Date(Date.now() - hour));
    expect(await warehouse.rows('select n from half')).toEqual([{ n: 1 }]);
    await sweepBefore(new Date(Date.now() + hour));
    expect(databases()).toEqual([]);
    expect(notes()).toEqual([]);
  });

  it('finds what an earlier one might not drop, and says so where it may not either', async () => {
    const { warehouse } = await openCloud(aws);
    const refuse = () =>
      aws.faults.inject({
        kind: 'denied',
        matches: ({ action }: { action: string }) => action === 'athena:StartQueryExecution',
      });
    refuse();
    await expect(warehouse.close()).rejects.toThrow(/^Could not close a session: AccessDenied/);
    refuse();
    const tomorrow = new Date(Date.now() + hour);
    await expect(sweepBefore(tomorrow)).rejects.toThrow(
      /^Could not take away what an earlier run left: AccessDenied/,
    );
    expect(databases()).toHaveLength(1);
    await sweepBefore(tomorrow);
    expect(databases()).toEqual([]);
    expect(notes()).toEqual([]);
  });

  it('finds a database whose making nobody waited for', async () => {
    aws.faults.inject({
      kind: 'cut-after',
      matches: ({ action }: { action: string }) => action === 'athena:StartQueryExecution',
    });
    await expect(openCloud(aws)).rejects.toThrow(/^Could not open a session/);
    for (let tries = 0; databases().length === 0 && tries < 100; tries++) await executions();
    expect(databases()).toHaveLength(1);
    await sweepBefore(new Date(Date.now() + hour));
    expect(databases()).toEqual([]);
  });
});

describe('the next attempt at what was killed', () => {
  it('ends its query and takes its database away', async () => {
    const { warehouse } = await openCloud(aws, { mark });
    await warehouse.create('half', 'select 1 as n');
    const left = await killedAt(warehouse.create('done', endless));
    expect(databases()).toHaveLength(1);
    await sweep();
    expect(await stateOf(left)).toBe('CANCELLED');
    expect(databases()).toEqual([]);
    expect(aws.athena.catalogue.names()).toEqual([]);
  });

  it('ends a query that had no session, by its text', async () => {
    const left = await killedAt(queryRows(session({ mark }), endless));
    await sweep();
    expect(await stateOf(left)).toBe('CANCELLED');
  });

  it('leaves alone what others do, of the same deployment and the same minute', async () => {
    const other = await openCloud(aws, { mark: 'fedcba9876543210' });
    const unmarked = await openCloud(aws);
    await other.warehouse.create('kept', 'select 2 as n');
    await unmarked.warehouse.create('kept', 'select 3 as n');
    const before = databases();
    await sweep();
    expect(databases()).toEqual(before);
    expect(await other.warehouse.rows('select n from kept')).toEqual([{ n: 2 }]);
    expect(await unmarked.warehouse.rows('select n from kept')).toEqual([{ n: 3 }]);
    await other.warehouse.close();
    await unmarked.warehouse.close();
  });

  it('leaves alone one of the same mark that may still be at work, and takes it once it cannot be', async () => {
    const { warehouse } = await openCloud(aws, { mark });
    await warehouse.create('half', 'select 1 as n');
    const begunBefore = (before: Date) => sweepEarlier(session(), { mark, database: 'holdfast', before });
    await begunBefore(new Date(Date.now() - 3_600_000));
    expect(await warehouse.rows('select n from half')).toEqual([{ n: 1 }]);
    await begunBefore(new Date(Date.now() + 3_600_000));
    expect(databases()).toEqual([]);
  });

  it('finds it behind more queries than a page of the history holds', async () => {
    const { warehouse } = await openCloud(aws, { mark });
    await warehouse.create('half', 'select 1 as n');
    const others = await openCloud(aws);
    for (let i = 0; i < 60; i++) await others.warehouse.rows(`select ${i} as n`);
    await sweep();
    expect(databases()).toHaveLength(1);
    await others.warehouse.close();
    expect(databases()).toEqual([]);
  });

  it('looks on behind queries that Athena says nothing of for now', async () => {
    const { warehouse } = await openCloud(aws, { mark });
    await warehouse.create('half', 'select 1 as n');
    const own = clientsOf(aws).athena;
    const send = own.send.bind(own) as (command: unknown) => Promise<object>;
    const unknown = [{ QueryExecutionId: 'of nobody' }];
    const athena: typeof own = Object.assign(Object.create(own), {
      send: async (command: unknown) => {
        if (command instanceof ListQueryExecutionsCommand && command.input.NextToken === undefined)
          return { QueryExecutionIds: ['of nobody'], NextToken: 'first' };
        if (command instanceof ListQueryExecutionsCommand && command.input.NextToken === 'first')
          return send(new ListQueryExecutionsCommand({ WorkGroup: 'holdfast' }));
        if (
          command instanceof BatchGetQueryExecutionCommand &&
          command.input.QueryExecutionIds?.[0] === 'of nobody'
        )
          return { QueryExecutions: [], UnprocessedQueryExecutionIds: unknown };
        return send(command);
      },
    });
    await sweepEarlier(session({ athena }), { mark, database: 'holdfast' });
    expect(databases()).toEqual([]);
  });

  it('says so where it may not look, or cannot now', async () => {
    const looking = { matches: ({ action }: { action: string }) => action === 'athena:ListQueryExecutions' };
    aws.faults.inject({ kind: 'denied', ...looking });
    await expect(sweep()).rejects.toThrow(/^Could not look for queries of earlier attempts: AccessDenied/);
    aws.faults.inject({ kind: 'throttle', ...looking });
    await expect(sweep()).rejects.toBeInstanceOf(TransientError);
  });

  it('says so where it may not stop what it found', async () => {
    const left = await killedAt(queryRows(session({ mark }), endless));
    aws.faults.inject({
      kind: 'denied',
      matches: ({ action }: { action: string }) => action === 'athena:StopQueryExecution',
    });
    await expect(sweep()).rejects.toThrow(/^Could not stop a query that nobody waits for: AccessDenied/);
    await sweep();
    expect(await stateOf(left)).toBe('CANCELLED');
  });
});
