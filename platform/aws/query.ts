import { setTimeout as wait } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  InvalidRequestException,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { HoldfastError } from '../../contracts/errors.ts';
import { awsError } from './errors.ts';
import { queryFailure } from './query-failure.ts';

/** Where queries run, and those that run now. */
export interface QuerySession {
  readonly athena: AthenaClient;
  readonly workgroup: string;
  /** Database that completes the names of tables; none before the session has its own. */
  readonly database?: string;
  /** `s3://bucket/prefix/` of results, where the workgroup does not decide. */
  readonly results: string;
  /** Ends the session's queries when it is aborted; a reason that is an error for a person is what they end with. */
  readonly signal?: AbortSignal | undefined;
  /** Stands at the end of each query, so that one whose process was killed can be found. */
  readonly mark?: string | undefined;
  /** Waits before the next enquiry, given how many were made. Default: 0.1 s, growing by half to 5 s. */
  readonly pause?: ((enquiries: number) => Promise<unknown>) | undefined;
  /** Ids of the queries under way. */
  readonly running: Set<string>;
  /** Why statements of the session failed. */
  readonly failures?: unknown[];
}

/** A query that succeeded. */
export interface FinishedQuery {
  readonly id: string;
  readonly execution: QueryExecution;
}

/**
 * Runs a statement to its end. `doing` says in an error what for, without values: `create table orders_flagged`.
 * @throws TransientError where the same statement may succeed later, HoldfastError with Athena's reason where not
 */
export async function runQuery(session: QuerySession, sql: string, doing: string): Promise<FinishedQuery> {
  const text = session.mark === undefined ? sql : `${sql}\n-- ${session.mark}`;
  requireLength(text, doing);
  refuseAborted(session, doing);
  try {
    return await startedToEnd(session, await startQuery(session, text, doing), doing);
  } catch (error) {
    session.failures?.push(error);
    throw error;
  }
}

async function startedToEnd(session: QuerySession, id: string, doing: string): Promise<FinishedQuery> {
  session.running.add(id);
  try {
    const execution = await waitForEnd(session, id, doing);
    if (execution.Status?.State !== 'SUCCEEDED') throw queryFailure(execution, doing);
    return { id, execution };
  } finally {
    session.running.delete(id);
  }
}

/**
 * Stops the queries that nobody waits for any more, each of them, before it says what could not be stopped. One that has ended
 * meanwhile, or that Athena no longer knows, needs no stopping.
 * @throws HoldfastError or TransientError with the first refusal
 */
export async function stopQueries({ athena, running }: QuerySession): Promise<void> {
  const refused: unknown[] = [];
  for (const QueryExecutionId of running) {
    await athena
      .send(new StopQueryExecutionCommand({ QueryExecutionId }))
      .catch((cause) => refused.push(cause));
  }
  const fault = refused.find((cause) => !(cause instanceof InvalidRequestException));
  if (fault !== undefined) throw awsError(fault, 'stop a query that nobody waits for');
}

/** Athena's limit of a statement's length in bytes; https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
const longestStatement = 262_144;

function requireLength(sql: string, doing: string): void {
  const bytes = Buffer.byteLength(sql);
  if (bytes <= longestStatement) return;
  throw new HoldfastError(
    `Athena takes no statement of more than ${longestStatement} bytes, and to ${doing} takes ${bytes}. Map fewer columns or dimensions, or take a smaller targeting.listSize.`,
  );
}

function refuseAborted({ signal }: QuerySession, doing: string): void {
  if (!signal?.aborted) return;
  if (signal.reason instanceof HoldfastError) throw signal.reason;
  throw new HoldfastError(`Stopped before Athena could ${doing}`);
}

/** The SDK gives each call a token of its own and repeats it with the call, so that no query is started twice. */
async function startQuery(
  { athena, workgroup, database, results }: QuerySession,
  sql: string,
  doing: string,
): Promise<string> {
  const command = new StartQueryExecutionCommand({
    QueryString: sql,
    WorkGroup: workgroup,
    ResultConfiguration: { OutputLocation: results },
    ...(database === undefined ? {} : { QueryExecutionContext: { Database: database } }),
  });
  const { QueryExecutionId } = await athena.send(command).catch((cause) => {
    throw awsError(cause, doing);
  });
  if (QueryExecutionId === undefined) throw new HoldfastError(`Athena gave no id of the query to ${doing}`);
  return QueryExecutionId;
}

/** Says in the log what could not be taken away where another error is the one to tell. */
export function warnNotSwept(fault: unknown): void {
  process.emitWarning(fault instanceof Error ? fault.message : String(fault), 'SessionNotSwept');
}

/** States that a query does not leave. */
export const ended: ReadonlySet<string> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED']);

/** Asks after a query until it has ended, well or not. */
export async function waitForEnd(session: QuerySession, id: string, doing: string): Promise<QueryExecution> {
  const { athena, signal, pause = usualPause } = session;
  for (let enquiries = 1; ; enquiries++) {
    if (signal?.aborted) {
      // what it was stopped for is the error to tell
      await stopQueries(session).catch(warnNotSwept);
      refuseAborted(session, doing);
    }
    const command = new GetQueryExecutionCommand({ QueryExecutionId: id });
    const { QueryExecution: execution = {} } = await athena.send(command).catch((cause) => {
      throw awsError(cause, `${doing} (query ${id})`);
    });
    if (ended.has(execution.Status?.State ?? '')) return execution;
    await pausedOrAborted(pause(enquiries), signal);
  }
}

/** Leaves nothing behind at the signal, which lives as long as the session. */
async function pausedOrAborted(pause: Promise<unknown>, signal?: AbortSignal): Promise<void> {
  const over = new AbortController();
  const aborted = new Promise((resolve) =>
    signal?.addEventListener('abort', resolve, { once: true, signal: over.signal }),
  );
  await Promise.race([pause, aborted]).finally(() => over.abort());
}

/** Spread by a fifth, so that sessions that began together do not ask together. */
const usualPause = (enquiries: number): Promise<void> =>
  wait(Math.min(100 * 1.5 ** (enquiries - 1), 5000) * (0.9 + 0.2 * Math.random()));
