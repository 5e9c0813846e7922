import { randomUUID } from 'node:crypto';
import type { Json } from '../endpoint/json-server.ts';
import { type Outcome, ScanLimitError } from './run-statement.ts';
import { EngineError, type QueryResult } from './sql-engine.ts';

export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** How often a query that is asked after says that it is queued, then that it runs, before it says how it ended. */
export interface Polls {
  readonly queued: number;
  readonly running: number;
}

export interface QueryRequest {
  readonly sql: string;
  readonly database: string;
  readonly workgroup: string;
  /** Folder of results: `s3://bucket/prefix/`. */
  readonly resultFolder: string;
  readonly statementType: 'DML' | 'DDL' | 'UTILITY';
}

interface Ending {
  readonly state: 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly reason?: string;
  readonly retryable?: boolean;
}

/** A query on its way from queued to an end. What it says is one step an enquiry, however fast the engine is. */
export class Query {
  readonly id = randomUUID();
  readonly request: QueryRequest;
  readonly #polls: Polls;
  readonly #stop = new AbortController();
  readonly #submitted = Date.now();
  readonly #settled: Promise<void>;
  #enquiries = 0;
  #ending: Ending | undefined;
  #outcome: Outcome = { scanned: 0 };

  constructor(
    request: QueryRequest,
    polls: Polls,
    run: (query: Query, signal: AbortSignal) => Promise<Outcome>,
  ) {
    this.request = request;
    this.#polls = polls;
    this.#settled = run(this, this.#stop.signal).then(
      (outcome) => {
        this.#outcome = outcome;
        this.#end({ state: 'SUCCEEDED' });
      },
      (error) => this.#end(endingOf(error)),
    );
  }

  get outputLocation(): string {
    return `${this.request.resultFolder}${this.id}${this.request.statementType === 'DML' ? '.csv' : '.txt'}`;
  }

  get result(): QueryResult {
    return this.#outcome.result ?? { columns: [], rows: [] };
  }

  /** Still counts against the number of queries that may run at once. */
  get active(): boolean {
    return this.#ending === undefined;
  }

  get state(): QueryState {
    if (this.#ending?.state === 'CANCELLED') return 'CANCELLED';
    if (this.#enquiries <= this.#polls.queued) return 'QUEUED';
    if (this.#enquiries <= this.#polls.queued + this.#polls.running) return 'RUNNING';
    return this.#ending?.state ?? 'RUNNING';
  }

  stop(): void {
    this.#end({ state: 'CANCELLED', reason: 'Query cancelled by user' });
    this.#stop.abort();
  }

  /** Ends the query as a fault would have it, whatever its statement does. */
  fail(ending: Ending): void {
    this.#end(ending);
    this.#stop.abort();
  }

  /** One enquiry after the query. Waits for the engine where all that is left to say is how it ended. */
  async enquire(): Promise<Json> {
    this.#enquiries++;
    if (this.#enquiries > this.#polls.queued + this.#polls.running) await this.#settled;
    return this.describe();
  }

  #end(ending: Ending): void {
    this.#ending ??= ending;
  }

  /** What it is and how it stands, which is no enquiry. */
  describe(): Json {
    const { state } = this;
    const { sql, database, workgroup, resultFolder, statementType } = this.request;
    const over = state !== 'QUEUED' && state !== 'RUNNING';
    const elapsed = Date.now() - this.#submitted;
    return {
      QueryExecutionId: this.id,
      Query: sql,
      StatementType: statementType,
      WorkGroup: workgroup,
      QueryExecutionContext: { Database: database, Catalog: 'awsdatacatalog' },
      ResultConfiguration: { OutputLocation: this.outputLocation },
      EngineVersion: { EffectiveEngineVersion: 'Athena engine version 3' },
      Status: {
        State: state,
        SubmissionDateTime: this.#submitted / 1000,
        ...(over ? { CompletionDateTime: Date.now() / 1000, StateChangeReason: this.#ending?.reason } : {}),
        ...(state === 'FAILED' ? { AthenaError: errorOf(this.#ending) } : {}),
      },
      Statistics: {
        EngineExecutionTimeInMillis: elapsed,
        TotalExecutionTimeInMillis: elapsed,
        DataScannedInBytes: over ? this.#outcome.scanned : 0,
        ...(this.#outcome.files ? { DataManifestLocation: `${resultFolder}${this.id}-manifest.csv` } : {}),
      },
    };
  }
}

/** How a query ends that would read more than its workgroup allows. */
export const overLimit: Ending = {
  state: 'CANCELLED',
  reason: 'Query cancelled! : Bytes scanned limit was exceeded',
};

function endingOf(error: unknown): Ending {
  if (error instanceof ScanLimitError) return overLimit;
  const reason = error instanceof Error ? error.message : String(error);
  return { state: 'FAILED', reason, retryable: error instanceof EngineError && error.retryable };
}

/** Category 1 is the system's fault, 2 the user's; the type stands for all that this endpoint does not tell apart. */
const errorOf = (ending: Ending | undefined): Json => ({
  ErrorCategory: ending?.retryable ? 1 : 2,
  ErrorType: ending?.retryable ? 200 : 1000,
  Retryable: ending?.retryable ?? false,
  ErrorMessage: ending?.reason,
});
