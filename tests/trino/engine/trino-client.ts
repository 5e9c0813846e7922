import { EngineError } from '../../../tools/aws/athena/sql-engine.ts';
import { exactJson } from './exact-json.ts';

/** A column as Trino describes it: `decimal` with the arguments 18 and 4. */
export interface TrinoColumn {
  readonly name: string;
  readonly rawType: string;
  readonly lengths: readonly number[];
}

export interface TrinoResult {
  readonly columns: readonly TrinoColumn[];
  /** Scalars as texts, numbers as Trino writes them. */
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface TrinoRequest {
  readonly sql: string;
  readonly schema?: string;
  readonly session?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

interface Page {
  readonly columns?: readonly { name: string; typeSignature: { rawType: string; arguments: Argument[] } }[];
  readonly data?: readonly (readonly unknown[])[];
  readonly nextUri?: string;
  readonly error?: { readonly message: string; readonly errorName: string; readonly errorType: string };
}

interface Argument {
  readonly kind: string;
  readonly value: unknown;
}

const catalog = 'awsdatacatalog';

/**
 * Runs a statement to its end by Trino's client protocol; https://trino.io/docs/476/develop/client-protocol.html.
 * The client claims no capability, so times come with milliseconds, as Athena answers them.
 * @throws EngineError in Trino's words; what the signal says where it is aborted
 */
export async function runOnTrino(url: string, request: TrinoRequest): Promise<TrinoResult> {
  const { sql, schema, session = {}, signal } = request;
  const properties = Object.entries(session).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const headers = {
    'X-Trino-User': 'athena',
    'X-Trino-Time-Zone': 'UTC',
    'X-Trino-Catalog': catalog,
    ...(schema === undefined ? {} : { 'X-Trino-Schema': schema }),
    ...(properties.length === 0 ? {} : { 'X-Trino-Session': properties.join(',') }),
  };
  let page = await ask(`${url}/v1/statement`, { method: 'POST', headers, body: sql });
  let columns: TrinoColumn[] = [];
  const rows: (string | null)[][] = [];
  for (;;) {
    if (page.error) throw engineError(page.error);
    columns = page.columns?.map(columnOf) ?? columns;
    for (const row of page.data ?? []) rows.push(row.map(textOf));
    if (page.nextUri === undefined) return { columns, rows };
    if (signal?.aborted) await fetch(page.nextUri, { method: 'DELETE', headers });
    signal?.throwIfAborted();
    page = await ask(page.nextUri, { headers });
  }
}

const busy = new Set([429, 502, 503, 504]);

async function ask(url: string, init: RequestInit): Promise<Page> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(url, init);
    const text = await answer.text();
    if (answer.ok) return exactJson(text) as Page;
    if (!busy.has(answer.status) || attempt === 20) {
      throw new Error(`Trino answers ${answer.status} to ${init.method ?? 'GET'} ${url}: ${text}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
  }
}

const columnOf = ({ name, typeSignature }: NonNullable<Page['columns']>[number]): TrinoColumn => ({
  name,
  rawType: typeSignature.rawType,
  lengths: typeSignature.arguments.filter(({ kind }) => kind === 'LONG').map(({ value }) => Number(value)),
});

function textOf(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  throw new EngineError('NOT_SUPPORTED: This endpoint answers no arrays, maps and rows');
}

/** Athena passes Trino's words on. What went wrong inside the server may go right the next time. */
const engineError = ({ errorName, errorType, message }: NonNullable<Page['error']>): EngineError =>
  new EngineError(`${errorName}: ${message}`, { retryable: errorType === 'INTERNAL_ERROR' });
