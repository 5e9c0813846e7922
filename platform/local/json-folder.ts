import { stat } from 'node:fs/promises';
import { isRow, parsed, tablesBelow } from './json-tables.ts';
import { bytesOf } from './open-text.ts';

/** The first of a folder's files say how they go together. */
const looked = 24;
/** Larger files are not read whole for that. */
const mostBytes = 16 * 1024 * 1024;
/** Pages of a program's answers hold more rows than this, an order fewer lines. */
const ofOnePage = 25;
/** A page has a number and a cursor of its own; an order has more than that: its number, customer, day and total. */
const ownValues = 3;

/** The value of a file: all of it where it is one object or array, else its first line. */
interface Head {
  readonly isObject: boolean;
  readonly first: object;
}

/**
 * How JSON files of one folder are one table: each holds rows of the same keys, is one such row itself (an order in each
 * file), or is a page with rows under the same key (`sheet`). Null where they are tables of their own.
 */
export async function oneTableOfJson(files: readonly string[]): Promise<{ readonly sheet?: string } | null> {
  const heads: Head[] = [];
  for (const file of files.slice(0, looked)) {
    const head = await headOf(file);
    if (head === null) return null;
    heads.push(head);
  }
  const [own, ...others] = heads.map(({ first }) => Object.keys(first));
  if (own === undefined || !others.every((keys) => goWith(own, keys))) return null;
  if (heads.every(({ isObject }) => !isObject)) return {};
  if (!heads.every(({ isObject }) => isObject)) return null;
  const objects = heads.map(({ first }) => first);
  if (objects.every((one) => tablesBelow(one).length === 0) || areRows(objects)) return {};
  const keys = new Set(objects.flatMap((one) => tablesBelow(one)));
  const [sheet] = keys;
  return sheet !== undefined && keys.size === 1 ? { sheet } : null;
}

const goWith = (own: readonly string[], keys: readonly string[]): boolean =>
  2 * keys.filter((key) => own.includes(key)).length > Math.max(own.length, keys.length);

/** Objects with several values of their own and short lists. */
function areRows(objects: readonly object[]): boolean {
  const values = objects.map((one) => valuesOf(one, ''));
  const names = new Set(values.flatMap((one) => [...one.keys()]));
  const differing = [...names].filter((name) => new Set(values.map((one) => one.get(name))).size > 1);
  const lengths = objects.map(longestList).sort((a, b) => a - b);
  return differing.length > ownValues && (lengths[Math.floor(lengths.length / 2)] ?? 0) < ofOnePage;
}

function valuesOf(object: object, above: string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) {
    if (Array.isArray(value)) continue;
    if (isRow(value))
      for (const [name, inside] of valuesOf(value, `${above}${key}.`)) found.set(name, inside);
    else found.set(`${above}${key}`, value);
  }
  return found;
}

const longestList = (object: object): number =>
  Math.max(
    0,
    ...Object.values(object).map((value) =>
      Array.isArray(value) ? value.length : isRow(value) ? longestList(value) : 0,
    ),
  );

async function headOf(file: string): Promise<Head | null> {
  if ((await stat(file)).size > mostBytes) return null;
  const blocks: Buffer[] = [];
  for await (const block of bytesOf(file)) blocks.push(block);
  const text = Buffer.concat(blocks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const whole = parsed(text);
  if (isRow(whole)) return { isObject: true, first: whole };
  const first: unknown = Array.isArray(whole) ? whole[0] : parsed(text.slice(0, text.indexOf('\n')));
  return isRow(first) ? { isObject: false, first } : null;
}
