import { DataRefusedError } from '../../contracts/errors.ts';
import { bytesOf } from './open-text.ts';

/** Larger files are no single object that a program wrote for another. */
const mostBytes = 256 * 1024 * 1024;

/**
 * The keys of a JSON object under which tables stand, as an array of objects each; none where the file is an array, or an
 * object on each line.
 */
export async function tablesOfJson(path: string): Promise<string[]> {
  const text = await textOf(path);
  return text === null ? [] : tablesIn(text);
}

function tablesIn(text: string): string[] {
  if (!text.trimStart().startsWith('{') || isLines(text)) return [];
  return Object.entries(parsed(text) ?? {}).flatMap(([key, value]) => (isTable(value) ? [key] : []));
}

async function textOf(path: string): Promise<string | null> {
  const blocks: Buffer[] = [];
  let bytes = 0;
  for await (const block of bytesOf(path)) {
    bytes += block.length;
    if (bytes > mostBytes) return null;
    blocks.push(block);
  }
  return Buffer.concat(blocks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

function isLines(text: string): boolean {
  const end = text.indexOf('\n');
  return end >= 0 && text.slice(end).trim() !== '' && parsed(text.slice(0, end)) !== null;
}

function parsed(text: string): object | null {
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

const isTable = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isRow);

const isRow = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Bytes of the object that holds a table under a key.
 * @throws DataRefusedError where no table stands under the key
 */
export async function bytesOfTables(path: string, key: string): Promise<number> {
  const text = await textOf(path);
  const keys = text === null ? [] : tablesIn(text);
  if (text !== null && keys.includes(key)) return Buffer.byteLength(text);
  throw new DataRefusedError(
    `${path} has no table under "${key}"; ${keys.length === 0 ? 'it is no object of tables' : `it has ${keys.join(', ')}`}`,
  );
}
