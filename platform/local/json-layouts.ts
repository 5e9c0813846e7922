import { looksLikeData } from '../../contracts/header.ts';
import { isRow, parsed, textOf } from './json-tables.ts';
import { bytesOf } from './open-text.ts';
import { quoteName, quoteText } from './raw-reader.ts';

/** A table of which not every value bears its name: how to select its columns from what the engine reads of its files. */
export interface JsonLayout {
  readonly names: readonly string[];
  /** SELECT of the columns, as text, from a relation with one column `json`. */
  readonly select: (from: string) => string;
}

/** Keys under which programs keep the names of columns, and those under which they keep the rows. */
const nameKeys = ['columns', 'fields', 'headers', 'header', 'schema', 'cols'];
const namesOfColumn = ['name', 'id', 'field', 'fieldName', 'key', 'label'];
const deepest = 4;

/**
 * How a file keeps its rows, where these are no objects: lists of values in a list whose first holds the names, or beside
 * the names; a list, or an object by index, for each column; an object by index of the rows. Null for any other file.
 */
export async function layoutOf(path: string): Promise<JsonLayout | null> {
  const head = await headOf(path);
  if (/^\s*\[/.test(head)) return listsFrom(head);
  const text = await textOf(path);
  const object = text === null ? null : parsed(text);
  return isRow(object) ? layoutIn(object) : null;
}

export const layoutIn = (object: object): JsonLayout | null =>
  besideNames(object, []) ?? byColumn(object) ?? byIndex(object);

async function headOf(path: string): Promise<string> {
  for await (const block of bytesOf(path)) return block.toString('utf8').replace(/^\uFEFF/, '');
  return '';
}

/** A list of lists, or a list on each line. */
function listsFrom(head: string): JsonLayout | null {
  const [, first] = /^\s*\[?\s*(\[[^[\]]*\])\s*[,\n]\s*\[/.exec(head) ?? [];
  const values: unknown = first === undefined ? null : parsed(first);
  if (!Array.isArray(values) || values.length < 2) return null;
  const isHeader = areNames(values) && !looksLikeData(values);
  const names = isHeader ? values : values.map((_, i) => `column${i + 1}`);
  const isNone = isHeader
    ? ` where ${names.map((name, i) => `(json->>${i}) is distinct from ${quoteText(name)}`).join(' or ')}`
    : '';
  return { names, select: (from) => `select ${valuesOf('json', names)} from ${from}${isNone}` };
}

const areNames = (values: readonly unknown[]): values is string[] =>
  values.every((value) => typeof value === 'string' && value.trim() !== '') &&
  new Set(values).size === values.length;

const valuesOf = (row: string, names: readonly string[]): string =>
  names.map((name, i) => `${row}->>${i} as ${quoteName(name)}`).join(', ');

/** `{ "columns": [names], "data": [[values]] }`, however deep, with names or objects that hold one. */
function besideNames(object: object, above: readonly string[]): JsonLayout | null {
  for (const [key, value] of Object.entries(object)) {
    if (!isListOfLists(value)) continue;
    const names = namesIn(object, value[0]?.length ?? 0);
    const path = jsonPath([...above, key]);
    if (names === null || path === null) continue;
    const rows = (from: string) => `(select unnest(cast(json->${path} as json[])) as r from ${from})`;
    return { names, select: (from) => `select ${valuesOf('r', names)} from ${rows(from)} l` };
  }
  if (above.length === deepest) return null;
  for (const [key, value] of Object.entries(object)) {
    const below = isRow(value) ? besideNames(value, [...above, key]) : null;
    if (below) return below;
  }
  return null;
}

const isListOfLists = (value: unknown): value is unknown[][] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => Array.isArray(row));

/** As many names as a row has values, in the object or in one within it. */
function namesIn(object: object, many: number, depth = deepest): readonly string[] | null {
  for (const key of nameKeys) {
    const value = (object as Record<string, unknown>)[key];
    if (!Array.isArray(value) || value.length !== many) continue;
    if (areNames(value)) return value;
    for (const own of namesOfColumn) {
      const names = value.map((column) => (isRow(column) ? (column as Record<string, unknown>)[own] : null));
      if (areNames(names)) return names;
    }
  }
  if (depth === 1) return null;
  for (const value of Object.values(object)) {
    const names = isRow(value) ? namesIn(value, many, depth - 1) : null;
    if (names) return names;
  }
  return null;
}

/** `{ "id": [1, 2], "day": ["…", "…"] }`, or an object by index in place of each list. */
function byColumn(object: object): JsonLayout | null {
  const names = Object.keys(object);
  const values: unknown[] = Object.values(object);
  const [first] = values;
  if (names.length < 2) return null;
  const isLists =
    values.every(isScalars) && values.every((one) => one.length === (first as unknown[]).length);
  const isIndexed =
    !isLists && values.every(isOfIndex) && values.every((one) => haveSameKeys(one, first as object));
  if (!isLists && !isIndexed) return null;
  const columns = names.map((name) => {
    const path = jsonPath([name]);
    const list = isLists
      ? `cast(json->${path} as varchar[])`
      : `map_values(cast(json->${path} as map(varchar, varchar)))`;
    return path && `unnest(${list}) as ${quoteName(name)}`;
  });
  return columns.includes(null)
    ? null
    : { names, select: (from) => `select ${columns.join(', ')} from ${from}` };
}

const isScalar = (value: unknown): boolean => value === null || typeof value !== 'object';
const isScalars = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length > 1 && value.every(isScalar);

/** An object whose keys count, such as `{ "0": …, "1": … }`. */
const isCounted = (value: unknown): value is object =>
  isRow(value) && Object.keys(value).length > 1 && Object.keys(value).every((key, i) => key === String(i));
const isOfIndex = (value: unknown): value is object =>
  isCounted(value) && Object.values(value).every(isScalar);

const haveSameKeys = (a: object, b: object): boolean => Object.keys(a).length === Object.keys(b).length;

/** `{ "0": { row }, "1": { row } }`. */
function byIndex(object: object): JsonLayout | null {
  const rows: unknown[] = Object.values(object);
  if (!isCounted(object) || !rows.every((row) => isRow(row) && Object.values(row).every(isScalar)))
    return null;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row as object)))];
  const columns = names.map((name) => {
    const path = jsonPath([name]);
    return path && `r->>${path} as ${quoteName(name)}`;
  });
  if (columns.length < 2 || columns.includes(null)) return null;
  const select = (from: string) =>
    `select ${columns.join(', ')} from (select unnest(map_values(cast(json as map(varchar, json)))) as r from ${from}) l`;
  return { names, select };
}

/** A path as the engine writes it; null for a key with a quote in it, which it cannot write. */
const jsonPath = (keys: readonly string[]): string | null =>
  keys.some((key) => key.includes('"')) ? null : quoteText(`$${keys.map((key) => `."${key}"`).join('')}`);
