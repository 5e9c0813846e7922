import { DataRefusedError } from '../../contracts/errors.ts';
import { bytesOf } from './open-text.ts';

/** Larger files are no single object that a program wrote for another. */
const mostBytes = 256 * 1024 * 1024;

/**
 * The keys of a JSON object under which tables stand, as an array of objects each, `data.orders` for one within an object;
 * none where the file is an array, or an object on each line.
 */
export async function tablesOfJson(path: string): Promise<string[]> {
  const text = await textOf(path);
  return text === null ? [] : tablesIn(text);
}

/** Answers of programs wrap their tables no deeper. */
const deepest = 4;

const tablesIn = (text: string): string[] => tablesBelow(parsed(text) ?? {});

/** The keys of an object under which tables stand. */
export function tablesBelow(object: object, depth = deepest): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (isTable(value)) return [key];
    return isRow(value) && depth > 1 ? tablesBelow(value, depth - 1).map((below) => `${key}.${below}`) : [];
  });
}

/** The text of a file that is one object; null where it is an array or an object on each line, or too large. */
export async function textOf(path: string): Promise<string | null> {
  const blocks: Buffer[] = [];
  let bytes = 0;
  for await (const block of bytesOf(path)) {
    if (bytes === 0 && !startsOneObject(block.toString('utf8'))) return null;
    bytes += block.length;
    if (bytes > mostBytes) return null;
    blocks.push(block);
  }
  return Buffer.concat(blocks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

const startsOneObject = (text: string): boolean => /^\uFEFF?\s*\{/.test(text) && !isLines(text);

function isLines(text: string): boolean {
  const end = text.indexOf('\n');
  return end >= 0 && text.slice(end).trim() !== '' && parsed(text.slice(0, end)) !== null;
}

export function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

const isTable = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isRow);

export const isRow = (value: unknown): value is object =>
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
