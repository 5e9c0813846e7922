import { arnOf, type Call, type Grant } from '../endpoint/calls.ts';
import type { FaultRule } from '../endpoint/faults.ts';
import { type Json, JsonError, type JsonOperation, startJsonService } from '../endpoint/json-server.ts';
import type { Surroundings } from '../endpoint/surroundings.ts';
import { Catalogue } from './catalogue.ts';
import type { Lake } from './lake.ts';
import { toReadResult, toWriteResult } from './leave.ts';
import { overLimit, type Polls, Query, type QueryRequest } from './query.ts';
import { resultCsv, resultPage } from './results.ts';
import { type Outcome, runStatement } from './run-statement.ts';
import type { SqlEngine } from './sql-engine.ts';
import { parseStatement, type Statement } from './statement.ts';

export interface Workgroup {
  /** `s3://bucket/prefix/` */
  readonly outputLocation?: string;
  readonly enforced?: boolean;
  /** Athena's BytesScannedCutoffPerQuery. */
  readonly scanLimit?: number;
}

export interface AthenaOptions {
  readonly engine: SqlEngine;
  readonly lake: Lake;
  readonly workgroups: Readonly<Record<string, Workgroup>>;
  /** None where left out: whoever asks waits for the end and is told it. */
  readonly polls?: Polls;
  /** Databases that the deployment made; `default` is always there. */
  readonly databases?: readonly string[];
  /** Queries that may run at once; 20 where left out. */
  readonly mostAtOnce?: number;
}

export interface AthenaEndpoint {
  readonly url: string;
  readonly catalogue: Catalogue;
  /** Texts of all queries that were started, in order. */
  readonly statements: readonly string[];
  readonly close: () => Promise<void>;
}

const longestQuery = 262_144;

/** Starts Athena on loopback over an SQL engine. The data lie where the engine finds them, results go to the lake. */
export async function startAthena(around: Surroundings, options: AthenaOptions): Promise<AthenaEndpoint> {
  const athena = new Athena(around, options);
  const { url, close } = await startJsonService(
    {
      service: 'athena',
      version: '1.1',
      operations: athena.operations,
      throttled: (operation) =>
        operation === 'StartQueryExecution'
          ? tooManyRequests('You have exceeded the limit for the number of queries you can run concurrently.')
          : new JsonError('ThrottlingException', 'Rate exceeded'),
    },
    around,
  );
  return {
    url,
    catalogue: athena.catalogue,
    statements: athena.statements,
    close: async () => {
      await close();
      await options.engine.close();
    },
  };
}

class Athena {
  readonly catalogue: Catalogue;
  readonly statements: string[] = [];
  readonly operations: Readonly<Record<string, JsonOperation>>;
  readonly #around: Surroundings;
  readonly #options: AthenaOptions;
  readonly #queries = new Map<string, Query>();
  readonly #tokens = new Map<string, { readonly query: Query; readonly asked: string }>();

  constructor(around: Surroundings, options: AthenaOptions) {
    this.#around = around;
    this.#options = options;
    this.catalogue = new Catalogue(['default', ...(options.databases ?? [])]);
    this.operations = {
      StartQueryExecution: { grants: onWorkgroupOf('StartQueryExecution'), run: this.#start.bind(this) },
      GetQueryExecution: {
        grants: this.#onQuery('GetQueryExecution'),
        run: async (input) => ({ QueryExecution: await this.#find(input).enquire() }),
      },
      StopQueryExecution: { grants: this.#onQuery('StopQueryExecution'), run: (input) => this.#stop(input) },
      ListQueryExecutions: {
        grants: onWorkgroupOf('ListQueryExecutions'),
        run: (input) => this.#list(input),
      },
      BatchGetQueryExecution: {
        grants: (input) => idsOf(input).flatMap((id) => this.#onQuery('BatchGetQueryExecution')(asked(id))),
        run: (input) => ({
          QueryExecutions: idsOf(input).map((id) => this.#find(asked(id)).describe()),
          UnprocessedQueryExecutionIds: [],
        }),
      },
      GetQueryResults: { grants: this.#onResults.bind(this), run: (input) => this.#results(input) },
      GetDatabase: {
        grants: (input) => [
          { action: 'glue:GetDatabase', resource: arnOf('glue', `database/${input.DatabaseName}`) },
        ],
        run: (input) => this.#describeDatabase(String(input.DatabaseName)),
      },
      GetWorkGroup: { grants: onWorkgroupOf('GetWorkGroup'), run: (input) => this.#describeWorkgroup(input) },
    };
  }

  #start(input: Json, caller: string, fault: FaultRule | undefined): Json {
    const request = this.#readRequest(input);
    const statement = readStatement(request);
    const { sql, ...rest } = request;
    const asked = JSON.stringify([sql, rest.database, rest.workgroup, rest.resultFolder]);
    const token = tokenOf(input);
    const earlier = this.#tokens.get(token);
    if (earlier) {
      if (earlier.asked !== asked) throw invalid('Idempotent parameters do not match');
      return { QueryExecutionId: earlier.query.id };
    }
    const active = [...this.#queries.values()].filter((query) => query.active).length;
    if (active >= (this.#options.mostAtOnce ?? 20)) throw tooManyRequests('Too many queries run at once');
    const query = this.#begin(request, statement, caller);
    this.#tokens.set(token, { query, asked });
    strike(query, fault);
    return { QueryExecutionId: query.id };
  }

  #begin(request: QueryRequest, statement: Statement, caller: string): Query {
    const query = new Query(request, this.#options.polls ?? { queued: 0, running: 0 }, (self, signal) =>
      this.#run(self, statement, { caller, signal }),
    );
    this.#queries.set(query.id, query);
    this.statements.push(request.sql);
    return query;
  }

  async #run(
    query: Query,
    statement: Statement,
    { caller, signal }: { caller: string; signal: AbortSignal },
  ): Promise<Outcome> {
    await Promise.resolve(); // the query is known by its id before it does anything
    const { database, workgroup, resultFolder } = query.request;
    const { enforced = false, scanLimit } = this.#workgroup(workgroup);
    const record = (grants: readonly Grant[]) => this.#record(grants, caller);
    const tableLocation = `${resultFolder}tables/${query.id}/`;
    const { engine, lake } = this.#options;
    record(toWriteResult(query.outputLocation));
    const outcome = await runStatement(
      statement,
      { engine, lake, catalogue: this.catalogue },
      { database, signal, tableLocation, enforced, scanLimit, record },
    );
    await this.#keepResult(query, outcome, record);
    return outcome;
  }

  async #keepResult(
    query: Query,
    { result, files }: Outcome,
    record: (grants: readonly Grant[]) => void,
  ): Promise<void> {
    const { lake } = this.#options;
    await lake.put(query.outputLocation, Buffer.from(result ? resultCsv(result) : ''));
    if (!files) return;
    const manifest = `${query.request.resultFolder}${query.id}-manifest.csv`;
    record(toWriteResult(manifest));
    await lake.put(manifest, Buffer.from(files.map((file) => `${file}\n`).join('')));
  }

  #stop(input: Json): Json {
    const query = this.#find(input);
    if (query.state === 'QUEUED' || query.state === 'RUNNING') query.stop();
    return {};
  }

  /** The queries of a workgroup, the last first, by pages. */
  #list(input: Json): Json {
    const workgroup = workgroupOf(input);
    this.#workgroup(workgroup);
    const size = Number(input.MaxResults ?? 50);
    if (size < 1 || size > 50) throw invalid("Value at 'maxResults' must be between 1 and 50");
    const all = [...this.#queries.values()]
      .filter(({ request }) => request.workgroup === workgroup)
      .reverse();
    const from = Number(input.NextToken ?? 0);
    const more = from + size < all.length;
    return {
      QueryExecutionIds: all.slice(from, from + size).map(({ id }) => id),
      ...(more ? { NextToken: String(from + size) } : {}),
    };
  }

  #results(input: Json): Json {
    const query = this.#find(input);
    if (query.state === 'SUCCEEDED') return resultPage(query.result, input);
    throw invalid(
      query.active
        ? `Query has not yet finished. Current state: ${query.state}`
        : `Query did not finish successfully. Final query state: ${query.state}`,
    );
  }

  #describeDatabase(Name: string): Json {
    if (this.catalogue.databases().includes(Name)) return { Database: { Name } };
    throw new JsonError('MetadataException', `Database ${Name} not found. EntityNotFoundException`);
  }

  #describeWorkgroup(input: Json): Json {
    const name = String(input.WorkGroup);
    const { outputLocation, enforced = false, scanLimit } = this.#workgroup(name);
    return {
      WorkGroup: {
        Name: name,
        State: 'ENABLED',
        Configuration: {
          ResultConfiguration: { OutputLocation: outputLocation },
          EnforceWorkGroupConfiguration: enforced,
          BytesScannedCutoffPerQuery: scanLimit,
          EngineVersion: { EffectiveEngineVersion: 'Athena engine version 3' },
        },
      },
    };
  }

  #readRequest(input: Json): QueryRequest {
    const sql = String(input.QueryString ?? '');
    if (sql.trim() === '') throw invalid('QueryString is empty');
    if (Buffer.byteLength(sql) > longestQuery) {
      throw invalid(
        `1 validation error detected: Value at 'queryString' must have length less than or equal to ${longestQuery}`,
      );
    }
    const workgroup = workgroupOf(input);
    const { outputLocation, enforced } = this.#workgroup(workgroup);
    const wanted = (input.ResultConfiguration as Json | undefined)?.OutputLocation as string | undefined;
    const folder = enforced ? outputLocation : (wanted ?? outputLocation);
    if (folder === undefined) throw invalid('No output location provided.');
    const { Database } = (input.QueryExecutionContext ?? {}) as { Database?: string };
    return {
      sql,
      workgroup,
      database: (Database ?? 'default').toLowerCase(),
      resultFolder: folder.replace(/\/?$/, '/'),
      statementType: /^\s*(select|with|values|unload)\b/i.test(sql) ? 'DML' : 'DDL',
    };
  }

  #workgroup(name: string): Workgroup {
    const found = this.#options.workgroups[name];
    if (!found) throw invalid(`WorkGroup ${name} is not found.`);
    return found;
  }

  #find(input: Json): Query {
    const query = this.#queries.get(String(input.QueryExecutionId));
    if (!query) throw invalid(`QueryExecution ${input.QueryExecutionId} was not found`);
    return query;
  }

  #onQuery(operation: string): (input: Json) => Grant[] {
    return (input) => {
      const workgroup = this.#queries.get(String(input.QueryExecutionId))?.request.workgroup ?? '*';
      return [onWorkgroup(operation, workgroup)];
    };
  }

  #onResults(input: Json): Grant[] {
    const query = this.#queries.get(String(input.QueryExecutionId));
    const onFile = query ? [toReadResult(query.outputLocation)] : [];
    return [...this.#onQuery('GetQueryResults')(input), ...onFile];
  }

  #record(grants: readonly Grant[], caller: string): void {
    const made: Call[] = grants.map((grant) => ({ ...grant, caller, operation: 'StartQueryExecution' }));
    this.#around.calls.push(...made);
  }
}

function readStatement({ sql, database }: QueryRequest): Statement {
  try {
    return parseStatement(sql, database);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error));
  }
}

/** A fault may let the query begin and end it badly. */
function strike(query: Query, fault: FaultRule | undefined): void {
  if (fault?.kind === 'query-failed') {
    const reason = 'GENERIC_INTERNAL_ERROR: Encountered an error while the query ran';
    query.fail({ state: 'FAILED', reason, retryable: true });
  }
  if (fault?.kind === 'query-exhausted') {
    const reason = 'EXCEEDED_LOCAL_MEMORY_LIMIT: Query exhausted resources at this scale factor';
    query.fail({ state: 'FAILED', reason, retryable: false });
  }
  if (fault?.kind === 'query-cancelled') query.stop();
  if (fault?.kind === 'query-over-limit') query.fail(overLimit);
}

function idsOf({ QueryExecutionIds: ids }: Json): string[] {
  if (Array.isArray(ids) && ids.length > 0 && ids.length <= 50) return ids.map(String);
  throw invalid("Value at 'queryExecutionIds' must have between 1 and 50 ids");
}

const asked = (id: string): Json => ({ QueryExecutionId: id });
const workgroupOf = (input: Json): string => String(input.WorkGroup ?? 'primary');
const onWorkgroup = (operation: string, workgroup: string): Grant => ({
  action: `athena:${operation}`,
  resource: arnOf('athena', `workgroup/${workgroup}`),
});
const onWorkgroupOf = (operation: string) => (input: Json) => [onWorkgroup(operation, workgroupOf(input))];

function tokenOf({ ClientRequestToken }: Json): string {
  const token = String(ClientRequestToken ?? '');
  if (token.length >= 32 && token.length <= 128) return token;
  throw invalid("Value at 'clientRequestToken' must have length between 32 and 128");
}

const invalid = (message: string): JsonError =>
  new JsonError('InvalidRequestException', message, { fields: { AthenaErrorCode: 'INVALID_INPUT' } });

const tooManyRequests = (message: string): JsonError =>
  new JsonError('TooManyRequestsException', message, {
    fields: { Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED' },
  });
