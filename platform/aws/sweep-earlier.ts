import {
  BatchGetQueryExecutionCommand,
  paginateListQueryExecutions,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import { awsError } from './errors.ts';
import { ended, type QuerySession, runQuery, stopQueries, waitForEnd } from './query.ts';

export interface EarlierAttempts {
  /** What the attempts at one piece of work have in common, and nothing else has; in lower-case letters and digits. */
  readonly mark: string;
  /** Their sessions made databases that are named after this one. */
  readonly database: string;
  /** Whoever began before this instant cannot be at work any more; left out where no two are at work at once. */
  readonly before?: Date | undefined;
}

/** A query runs for four hours at most, which is Athena's highest quota. */
const longestQuery = 4 * 3_600_000;

/**
 * Ends what earlier attempts at the same work have left that were killed: their queries, which run and cost on though nobody
 * waits for them, and the databases of their sessions.
 * @throws TransientError or HoldfastError where it cannot be seen, or not be taken away
 */
export async function sweepEarlier(
  session: QuerySession,
  { mark, database, before }: EarlierAttempts,
): Promise<void> {
  const marked = await executionsOf(session, mark);
  const earlier = before === undefined ? marked : begunBefore(marked, before);
  const running = new Set(earlier.filter(isRunning).map(({ QueryExecutionId: id = '' }) => id));
  await stopQueries({ ...session, running });
  for (const id of running) await waitForEnd(session, id, 'stop a query of an earlier attempt');
  const databases = earlier.map(({ QueryExecutionContext: context }) => context?.Database ?? '');
  const left = new Set(databases.filter((name) => name.startsWith(`${database}_`) && name.includes(mark)));
  for (const name of [...left].sort())
    await runQuery(
      { ...session, mark: undefined },
      `drop database if exists \`${name}\` cascade`,
      'take away what an earlier attempt left',
    );
}

/** The marked queries that may still run, and what else the pages of the history with them hold; it comes newest first. */
async function executionsOf({ athena, workgroup }: QuerySession, mark: string): Promise<QueryExecution[]> {
  const found: QueryExecution[] = [];
  const since = Date.now() - longestQuery;
  try {
    for await (const { QueryExecutionIds = [] } of paginateListQueryExecutions(
      { client: athena, pageSize: 50 },
      { WorkGroup: workgroup },
    )) {
      if (QueryExecutionIds.length === 0) continue;
      const page = await athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds }));
      const { QueryExecutions: executions = [], UnprocessedQueryExecutionIds: unknown = [] } = page;
      found.push(...executions.filter((execution) => isMarked(execution, mark)));
      // of those that Athena says nothing of, nobody knows how old they are
      if (
        unknown.length === 0 &&
        executions.every(({ Status }) => Number(Status?.SubmissionDateTime ?? 0) < since)
      )
        break;
    }
    return found;
  } catch (cause) {
    throw awsError(cause, 'look for queries of earlier attempts');
  }
}

/** By the database of its session, or where it had none by its text. */
const isMarked = ({ Query = '', QueryExecutionContext: context }: QueryExecution, mark: string): boolean =>
  Query.endsWith(`-- ${mark}`) || (context?.Database ?? '').includes(mark);

/** Executions of sessions of which one was submitted before an instant; where there is no session, those submitted before it. */
function begunBefore(executions: readonly QueryExecution[], before: Date): QueryExecution[] {
  const isOld = ({ Status }: QueryExecution) => Number(Status?.SubmissionDateTime ?? 0) < before.getTime();
  const sessionOf = ({ QueryExecutionContext: context }: QueryExecution) => context?.Database;
  const old = new Set(executions.filter(isOld).map(sessionOf));
  return executions.filter((one) => isOld(one) || (sessionOf(one) !== undefined && old.has(sessionOf(one))));
}

const isRunning = ({ Status }: QueryExecution): boolean => !ended.has(Status?.State ?? '');
