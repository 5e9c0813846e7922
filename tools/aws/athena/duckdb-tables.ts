import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LocalLake } from './lake.ts';
import type { ExternalTable, Partition, TableColumn } from './sql-engine.ts';

/** A table and its partitions, as far as they have been made known. */
export interface KnownTable {
  readonly table: ExternalTable;
  readonly partitions: readonly Partition[];
}

/** SELECT over the objects that lie under a table now. Hidden columns are not offered. */
export async function selectTable(known: KnownTable, lake: LocalLake, scratch: string): Promise<string> {
  const { table, partitions } = known;
  const parts = table.partitionColumns.length > 0 ? partitions : [{ values: [], location: table.location }];
  const selects: string[] = [];
  for (const { values, location } of parts) {
    const uris = (await lake.list(location)).map(({ uri }) => uri);
    const constants = table.partitionColumns.map(
      ({ name, type }, i) => `cast(${text(values[i] ?? '')} as ${duckType(type)}) as "${name}"`,
    );
    if (uris.length > 0) selects.push(selectFiles(table, uris, lake, { scratch, constants }));
  }
  return selects.length > 0 ? selects.join(' union all ') : selectNothing(table);
}

function selectFiles(
  table: ExternalTable,
  uris: readonly string[],
  lake: LocalLake,
  { scratch, constants }: { scratch: string; constants: readonly string[] },
): string {
  if (table.format === 'text') {
    const files = uris.map((uri) => text(decodedCopy(uri, lake, scratch)));
    return `select unnest(list_slice(string_split(content, chr(10)), ${table.skipLines + 1}, len(string_split(content, chr(10)))
      - case when ends_with(content, chr(10)) then 1 else 0 end)) as "${table.columns[0]?.name}" from read_text([${files.join(', ')}])`;
  }
  const columns = table.columns.map(({ name, type }) => `cast("${name}" as ${duckType(type)}) as "${name}"`);
  const files = uris.map((uri) => text(lake.fileOf(uri)));
  return `select ${[...columns, ...constants].join(', ')} from read_parquet([${files.join(', ')}], union_by_name = true)`;
}

/**
 * A text file as Trino reads it: unpacked by its ending, and byte for byte. DuckDB's texts are always valid UTF-8, so a
 * byte that is none stands as U+F700 plus the byte, which this engine's `from_utf8` turns into U+FFFD as Trino's does.
 */
function decodedCopy(uri: string, lake: LocalLake, scratch: string): string {
  const raw = readFileSync(lake.fileOf(uri));
  const bytes = uri.endsWith('.gz') ? gunzipSync(raw) : raw;
  const copy = join(scratch, uri.replace(/[^\w.]/g, '_'));
  writeFileSync(copy, decodeKeeping(bytes));
  return copy;
}

function decodeKeeping(bytes: Buffer): string {
  const whole = bytes.toString('utf8');
  if (!whole.includes('\uFFFD')) return whole;
  const lines: string[] = [];
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    lines.push(isUtf8(line) ? line.toString('utf8') : Array.from(line, markHighByte).join(''));
    from = end < 0 ? bytes.length + 1 : end + 1;
  }
  return lines.join('\n');
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const markHighByte = (byte: number): string => String.fromCharCode(byte < 128 ? byte : 0xf700 + byte);

function selectNothing({ columns, partitionColumns }: ExternalTable): string {
  const nulls = [...columns, ...partitionColumns].map(
    ({ name, type }) => `cast(null as ${duckType(type)}) as "${name}"`,
  );
  return `select ${nulls.join(', ')} where false`;
}

const duckType = (type: TableColumn['type']): string => (type === 'string' ? 'varchar' : type);
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
