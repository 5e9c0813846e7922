import type { DuckDBConnection } from '@duckdb/node-api';
import { HoldfastError } from '../../contracts/errors.ts';
import { quoteText } from './raw-reader.ts';

/** Functions that make rows of what they are given. Others read files, or change the engine: some end its process. */
const ofRows = new Set(['unnest', 'range', 'generate_series']);

/**
 * A select may read tables by their names; not files, nor what functions of the engine read. What is no select is left to the engine.
 * @throws HoldfastError that names what else it reads
 */
export async function requireInputsOnly(connection: DuckDBConnection, select: string): Promise<void> {
  const reader = await connection.runAndReadAll(`select json_serialize_sql(${quoteText(select)}) as tree`);
  const [row] = reader.getRowObjectsJS();
  const read = foreignIn(JSON.parse(String(row?.tree)));
  if (read === null) return;
  throw new HoldfastError(
    `An \`sql\` or \`query\` of the config reads ${read}: it can read its inputs by their names, and nothing else`,
  );
}

/** The first thing that a parsed statement reads which is no table by its name. */
function foreignIn(node: unknown): string | null {
  if (typeof node !== 'object' || node === null) return null;
  const { type, function: called, table_name: table } = node as Record<string, unknown>;
  if (type === 'TABLE_FUNCTION') {
    const { function_name: name } = called as { readonly function_name: string };
    if (!ofRows.has(name.toLowerCase())) return `${name}()`;
  }
  if (type === 'BASE_TABLE' && isFile(String(table))) return 'a file';
  for (const branch of Object.values(node)) {
    const found = foreignIn(branch);
    if (found !== null) return found;
  }
  return null;
}

const isFile = (name: string): boolean => /[./\\*?:]/.test(name);
