import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  InvalidRequestException,
  type QueryExecutionStatus,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { TransientError } from '../../../contracts/errors.ts';
import { type QuerySession, runQuery, stopQueries } from '../../../platform/aws/query.ts';
import { queryColumns, queryRows } from '../../../platform/aws/query-results.ts';

const client = new AthenaClient({ region: 'eu-central-1', maxAttempts: 1 });
const athena = mockClient(client);

let pauses: number[];
let session: QuerySession;
beforeEach(() => {
  athena.reset();
  pauses = [];
  session = {
    athena: client,
    workgroup: 'holdfast',
    database: 'session',
    results: 's3://lake/scratch/results/',
    pause: async (enquiries) => void pauses.push(enquiries),
    running: new Set(),
  };
  athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'q-1' });
  athena.on(StopQueryExecutionCommand).resolves({});
});

const execution = (Status: QueryExecutionStatus) => ({
  QueryExecution: { QueryExecutionId: 'q-1', WorkGroup: 'holdfast', Status },
});

const denied = () => Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });

function ends(Status: QueryExecutionStatus): void {
  athena
    .on(GetQueryExecutionCommand)
    .resolvesOnce(execution({ State: 'QUEUED' }))
    .resolvesOnce(execution({ State: 'RUNNING' }))
    .resolvesOnce(execution({ State: 'RUNNING' }))
    .resolves(execution(Status));
}

const failure = (Status: QueryExecutionStatus): Promise<Error> => {
  ends(Status);
  return runQuery(session, 'select 1', 'create table t').then(
    () => Promise.reject(new Error('it succeeded')),
    (error: Error) => error,
  );
};

describe('a query', () => {
  it('is started in the session and asked after until it ends, with growing pauses', async () => {
    ends({ State: 'SUCCEEDED' });
    expect((await runQuery(session, 'select 1', 'answer')).id).toBe('q-1');
    expect(athena.commandCalls(StartQueryExecutionCommand)[0]?.args[0].input).toMatchObject({
      QueryString: 'select 1',
      WorkGroup: 'holdfast',
      QueryExecutionContext: { Database: 'session' },
      ResultConfiguration: { OutputLocation: 's3://lake/scratch/results/' },
    });
    expect(pauses).toEqual([1, 2, 3]);
    expect(session.running.size).toBe(0);
  });

  it('that is refused for now may be tried again', async () => {
    const refusal = Object.assign(new Error('Too many queries'), { name: 'TooManyRequestsException' });
    athena.on(StartQueryExecutionCommand).rejects(refusal);
    const started = runQuery(session, 'select 1', 'create table t');
    await expect(started).rejects.toBeInstanceOf(TransientError);
    await expect(started).rejects.toThrow(
      'Could not create table t: TooManyRequestsException: Too many queries',
    );
  });

  it('that cannot be asked after is named by its id', async () => {
    const refusal = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    athena.on(GetQueryExecutionCommand).rejects(refusal);
    await expect(runQuery(session, 'select 1', 'create table t')).rejects.toThrow(
      '(query q-1): ThrottlingException',
    );
  });

  it('that failed says why, and whether it may be tried again', async () => {
    const reason = "COLUMN_NOT_FOUND: line 1:8: Column 'nothing' cannot be resolved";
    const final = await failure({
      State: 'FAILED',
      StateChangeReason: reason,
      AthenaError: { Retryable: false },
    });
    expect(final).not.toBeInstanceOf(TransientError);
    expect(final.message).toBe(`Athena could not create table t: ${reason} (query q-1)`);
    expect(await failure({ State: 'FAILED', AthenaError: { Retryable: true } })).toBeInstanceOf(
      TransientError,
    );
    const slow = 'HIVE_CANNOT_OPEN_SPLIT: Please reduce your request rate. (Service: S3, Status Code: 503)';
    expect(await failure({ State: 'FAILED', StateChangeReason: slow })).toBeInstanceOf(TransientError);
  });

  it.each([
    "INVALID_CAST_ARGUMENT: Cannot cast 'anna@example.org' to INT",
    'INVALID_FUNCTION_ARGUMENT: Invalid format: anna@example.org',
    'HIVE_BAD_DATA: Error parsing anna@example.org',
    "HIVE_CURSOR_ERROR: Row is not a valid JSON Object - JsonParseException: Unrecognized token 'anna'",
    'GENERIC_INTERNAL_ERROR: java.lang.NumberFormatException: For input string: "anna@example.org"',
    'JSON_INPUT_CONVERSION_ERROR: conversion to JSON failed: anna',
  ])('that stumbled over a value does not repeat it: %s', async (StateChangeReason) => {
    const { message } = await failure({ State: 'FAILED', StateChangeReason });
    expect(message).not.toContain('anna');
    expect(message).toContain(StateChangeReason.split(':')[0]);
  });

  it.each([
    ['GENERIC_USER_ERROR: Cannot parse anna@example.org', 'GENERIC_USER_ERROR (query'],
    ['INVALID_LITERAL: anna@example.org', 'INVALID_LITERAL (query'],
    ['SUBQUERY_MULTIPLE_ROWS: anna', 'SUBQUERY_MULTIPLE_ROWS (query'],
    ['Value cannot be cast to timestamp: anna 1987', 'for a reason that its console shows (query'],
    ['anna@example.org: no such day', 'for a reason that its console shows (query'],
  ])('that failed for a reason that is not known repeats none of its words: %s', async (reason, said) => {
    const { message } = await failure({ State: 'FAILED', StateChangeReason: reason });
    expect(message).not.toContain('anna');
    expect(message).toContain(said);
  });

  it.each([
    'FAILED: SemanticException MetaException(message:User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: glue:GetTables on resource: arn:aws:glue:eu-central-1:1:database/x (Status Code: 400))',
    'Insufficient Lake Formation permission(s): Required Drop on holdfast_x',
    'HIVE_PATH_ALREADY_EXISTS: Target directory s3://lake/a/ already exists',
    "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.x.orders' does not exist",
    'HIVE_METASTORE_ERROR: The specified bucket is not valid',
  ])('that failed for want of a right, a table or room says which: %s', async (reason) => {
    const { message } = await failure({ State: 'FAILED', StateChangeReason: reason });
    expect(message).toContain(reason);
  });

  it('that stumbled over a value names the file where it is told', async () => {
    const StateChangeReason =
      'HIVE_CURSOR_ERROR: Failed to read s3://raw/orders/part-7.csv: bad escape in "anna"';
    const { message } = await failure({ State: 'FAILED', StateChangeReason });
    expect(message).toContain('HIVE_CURSOR_ERROR (s3://raw/orders/part-7.csv) (query');
  });

  it.each([
    ['EXCEEDED_LOCAL_MEMORY_LIMIT: Query exhausted resources at this scale factor', 'training.origins'],
    ['HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers', 'lower training.origins'],
  ])('that is too much says what to change: %s', async (StateChangeReason, advice) => {
    const error = await failure({ State: 'FAILED', StateChangeReason, AthenaError: { Retryable: false } });
    expect(error).not.toBeInstanceOf(TransientError);
    expect(error.message).toContain(advice);
  });

  it('that would read more than the workgroup allows names the setting to raise', async () => {
    const StateChangeReason = 'Query cancelled! : Bytes scanned limit was exceeded';
    const error = await failure({ State: 'CANCELLED', StateChangeReason });
    expect(error).not.toBeInstanceOf(TransientError);
    expect(error.message).toMatch(/workgroup holdfast allows.*q-1.*limits\.scanGigabytesPerQuery/);
  });

  it('that somebody cancelled is final', async () => {
    const error = await failure({ State: 'CANCELLED', StateChangeReason: 'Query cancelled by user' });
    expect(error).not.toBeInstanceOf(TransientError);
    expect(error.message).toContain('Query cancelled by user (query q-1). Somebody stopped it; run again.');
  });

  it('longer than Athena takes is not sent', async () => {
    const long = `select '${'é'.repeat(131_072)}' as a`;
    await expect(runQuery(session, long, 'unload to x/')).rejects.toThrow(
      /262144 bytes.*unload to x.*262158/,
    );
    expect(athena.calls()).toHaveLength(0);
  });

  it('is stopped when the session is told to end', async () => {
    const stop = new AbortController();
    session = { ...session, signal: stop.signal, pause: async () => stop.abort() };
    athena.on(GetQueryExecutionCommand).resolves(execution({ State: 'RUNNING' }));
    await expect(runQuery(session, 'select 1', 'create table t')).rejects.toThrow(
      'Stopped before Athena could',
    );
    expect(athena.commandCalls(StopQueryExecutionCommand)[0]?.args[0].input).toEqual({
      QueryExecutionId: 'q-1',
    });
    await expect(runQuery(session, 'select 1', 'create table t')).rejects.toThrow('Stopped before');
    expect(athena.commandCalls(StartQueryExecutionCommand)).toHaveLength(1);
  });

  it('ends with the reason that it was stopped for', async () => {
    const stop = new AbortController();
    const reason = new TransientError('The time of the function is nearly over');
    session = { ...session, signal: stop.signal, pause: async () => stop.abort(reason) };
    athena.on(GetQueryExecutionCommand).resolves(execution({ State: 'RUNNING' }));
    await expect(runQuery(session, 'select 1', 'create table t')).rejects.toBe(reason);
    expect(athena.commandCalls(StopQueryExecutionCommand)).toHaveLength(1);
  });

  it('ends with that reason too where it may not be stopped', async () => {
    const stop = new AbortController();
    const reason = new TransientError('The time of the function is nearly over');
    session = { ...session, signal: stop.signal, pause: async () => stop.abort(reason) };
    athena.on(GetQueryExecutionCommand).resolves(execution({ State: 'RUNNING' }));
    athena.on(StopQueryExecutionCommand).rejects(denied());
    await expect(runQuery(session, 'select 1', 'create table t')).rejects.toBe(reason);
  });

  it('is stopped when nobody waits for it, and one that Athena forgot needs no stopping', async () => {
    session.running.add('q-1').add('q-2');
    const forgotten = new InvalidRequestException({ message: 'was not found', $metadata: {} });
    athena.on(StopQueryExecutionCommand, { QueryExecutionId: 'q-1' }).rejects(forgotten);
    await stopQueries(session);
    expect(athena.commandCalls(StopQueryExecutionCommand)).toHaveLength(2);
  });

  it('stops the others and says so where it may not stop one', async () => {
    session.running.add('q-1').add('q-2');
    athena.on(StopQueryExecutionCommand, { QueryExecutionId: 'q-1' }).rejects(denied());
    await expect(stopQueries(session)).rejects.toThrow(
      /^Could not stop a query that nobody waits for: AccessDenied/,
    );
    expect(athena.commandCalls(StopQueryExecutionCommand)).toHaveLength(2);
  });
});

describe('an answer', () => {
  const column = (Name: string, Type: string, more = {}) => ({ Name, Type, ...more });
  const metadata = (...ColumnInfo: { Name: string; Type: string }[]) => ({
    ResultSetMetadata: { ColumnInfo },
  });
  const row = (...values: (string | undefined)[]) => ({
    Data: values.map((value) => (value === undefined ? {} : { VarCharValue: value })),
  });

  it('comes page by page, the names of the columns first', async () => {
    ends({ State: 'SUCCEEDED' });
    const shape = metadata(column('n', 'bigint'), column('t', 'varchar'));
    athena
      .on(GetQueryResultsCommand, { QueryExecutionId: 'q-1' })
      .resolves({ ResultSet: { Rows: [row('n', 't'), row('1', 'n')], ...shape }, NextToken: 'more' })
      .on(GetQueryResultsCommand, { QueryExecutionId: 'q-1', NextToken: 'more' })
      .resolves({ ResultSet: { Rows: [row('2', undefined), row(undefined, '')], ...shape } });
    expect(await queryRows(session, 'select n, t from x')).toEqual([
      { n: 1, t: 'n' },
      { n: 2, t: null },
      { n: null, t: '' },
    ]);
  });

  it.each([
    ['decimal', '1.5000', 1.5],
    ['double', '1.0E300', 1e300],
    ['double', 'NaN', Number.NaN],
    ['real', '-Infinity', Number.NEGATIVE_INFINITY],
    ['boolean', 'false', false],
    ['date', '2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['timestamp', '2026-01-31 10:20:30.123', '2026-01-31T10:20:30.123Z'],
    ['timestamp with time zone', '2026-01-31 10:20:30.123 UTC', '2026-01-31T10:20:30.123Z'],
    ['timestamp with time zone', '2026-01-31 10:20:30.123 +01:00', '2026-01-31T09:20:30.123Z'],
  ])('of %s %s is a plain value', async (type, text, value) => {
    ends({ State: 'SUCCEEDED' });
    athena
      .on(GetQueryResultsCommand)
      .resolves({ ResultSet: { Rows: [row('v'), row(text)], ...metadata(column('v', type)) } });
    expect(await queryRows(session, 'select v from x')).toEqual([{ v: value }]);
  });

  it('of a type that is no plain value is refused', async () => {
    ends({ State: 'SUCCEEDED' });
    athena
      .on(GetQueryResultsCommand)
      .resolves({ ResultSet: { Rows: [row('v'), row('[1]')], ...metadata(column('v', 'array')) } });
    await expect(queryRows(session, 'select v from x')).rejects.toThrow('a column of type array');
  });

  it('tells the columns of a query that has no rows', async () => {
    ends({ State: 'SUCCEEDED' });
    const shape = metadata(column('a', 'varchar'), column('b', 'decimal', { Precision: 18, Scale: 4 }));
    athena.on(GetQueryResultsCommand).resolves({ ResultSet: { Rows: [row('a', 'b')], ...shape } });
    expect(await queryColumns(session, '(select a, b from x)')).toEqual([
      { name: 'a', type: 'varchar' },
      { name: 'b', type: 'decimal(18,4)' },
    ]);
  });
});
