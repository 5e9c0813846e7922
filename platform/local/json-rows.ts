import { stat } from 'node:fs/promises';
import { DataRefusedError } from '../../contracts/errors.ts';
import type { RawInput } from '../../contracts/ports/warehouse.ts';
import { layoutOf } from './json-layouts.ts';
import { bytesOfTables } from './json-tables.ts';
import { quoteName, quoteText, type RawReader } from './raw-reader.ts';

/** A key of the objects: of a text, of an object with fields of its own, or of a list of such objects. */
interface Field {
  readonly name: string;
  readonly isList: boolean;
  readonly fields: readonly Field[];
}

/**
 * Makes a table of objects: in an array, one on each line, or in an array under a key (`sheet`). Objects within them become
 * columns such as `customer.id`, and the list that `unnest` names becomes rows; other lists are text, as is every value.
 * @throws DataRefusedError where no list of objects stands where `unnest` says
 */
export async function attachJson(
  reader: RawReader,
  input: RawInput,
  files: readonly string[],
): Promise<void> {
  const layout = await layoutOfAll(input, files);
  if (layout) {
    await reader.run(`create or replace table ${quoteName(input.name)} as ${layout}`);
    return;
  }
  const json = await readJson(reader, input, files);
  const lines = chainOf(json.fields, input.unnest);
  if (input.unnest !== undefined && !lines.at(-1)?.isList)
    throw new DataRefusedError(
      `inputs.${input.name}: ${files.join(', ')} has no list of objects under "${input.unnest}"`,
    );
  const { from, leaves } = selectLines(json, lines);
  const selected = leaves.map(({ sql, name }) => `${sql} as ${quoteName(name)}`);
  await reader.run(
    `create or replace table ${quoteName(input.name)} as select ${selected.join(', ')} from ${from}`,
  );
}

/** The lists of objects within objects, as `unnest` names them, those with the most fields first. */
export async function listsInJson(
  reader: Pick<RawReader, 'rows'>,
  input: RawInput,
  files: readonly string[],
): Promise<string[]> {
  if (await layoutOfAll(input, files)) return [];
  const { fields } = await readJson(reader, input, files);
  const paths = (of: readonly Field[], above: readonly string[]): { path: string; size: number }[] =>
    of.flatMap(({ name, isList, fields: inside }) => {
      const own = [...above, name];
      const deeper = paths(inside, own);
      return isList ? [{ path: own.join('.'), size: inside.length }, ...deeper] : deeper;
    });
  return paths(fields, [])
    .sort((a, b) => b.size - a.size)
    .map(({ path }) => path);
}

/** SELECT of the columns of files whose rows are no objects, all laid out alike; null for others. */
async function layoutOfAll({ sheet, unnest }: RawInput, files: readonly string[]): Promise<string | null> {
  if (sheet !== undefined || unnest !== undefined) return null;
  const layouts = await Promise.all(files.map((file) => layoutOf(file)));
  const [first] = layouts;
  if (!first || layouts.some((one) => one?.names.join('\n') !== first.names.join('\n'))) return null;
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const size = `maximum_object_size = ${Math.max(usualObject, ...sizes.map((bytes) => bytes + 1))}`;
  return first.select(`read_json_objects([${files.map(quoteText).join(', ')}], ${size})`);
}

interface Json {
  /** Fields of the objects that are rows. */
  readonly fields: readonly Field[];
  /** Reads them, with the lists of a chain as lists and all others as text. */
  readonly from: (lines: readonly Field[]) => string;
  /** What a field's name stands behind: nothing, or the row. */
  readonly row: string | null;
}

async function readJson(
  reader: Pick<RawReader, 'rows'>,
  input: RawInput,
  files: readonly string[],
): Promise<Json> {
  const path = `[${files.map(quoteText).join(', ')}]`;
  const size = `maximum_object_size = ${await largestObject(input, files)}`;
  const root = await fieldsOf(reader, `select * from read_json(${path}, sample_size = -1, ${size})`);
  const sheet = chainOf(root, input.sheet);
  const table = sheet.at(-1);
  const read = (lines: readonly Field[]) => {
    const open = [...sheet, ...lines];
    const columns = (table ? sheet.slice(0, 1) : root).map(
      (field) => `${quoteText(field.name)}: ${quoteText(typeOf(field, open))}`,
    );
    return `read_json(${path}, columns = {${columns.join(', ')}}, ${size})`;
  };
  if (!table) return { fields: root, from: read, row: null };
  const key = sheet.map(({ name }) => quoteName(name)).join('.');
  return {
    fields: table.fields,
    from: (lines) => `(select unnest(${key}) as "row" from ${read(lines)}) r`,
    row: '"row"',
  };
}

/** What the engine reads objects up to by itself; it sets twice as much aside for each thread. */
const usualObject = 1 << 24;

/** Bytes of the largest object: rows are small, and an object of tables is as large as its file. */
async function largestObject({ sheet }: RawInput, files: readonly string[]): Promise<number> {
  let largest = usualObject;
  if (sheet !== undefined)
    for (const file of files) largest = Math.max(largest, (await bytesOfTables(file, sheet)) + 1);
  return largest;
}

async function fieldsOf(reader: Pick<RawReader, 'rows'>, select: string): Promise<Field[]> {
  const fields: Field[] = [];
  for (const { column_name: name, column_type: type } of await reader.rows(`describe ${select}`))
    fields.push(await fieldOf(reader, String(name), String(type)));
  return fields;
}

/** The engine takes types of its own apart. */
async function fieldOf(reader: Pick<RawReader, 'rows'>, name: string, type: string): Promise<Field> {
  const isList = type.endsWith('[]');
  const object = isList ? type.slice(0, -2) : type;
  if (!/^STRUCT\(.*\)$/s.test(object)) return { name, isList: false, fields: [] };
  return { name, isList, fields: await fieldsOf(reader, `select unnest(cast(null as ${object}))`) };
}

/** The fields on the way to a key such as `lines.data`, that of the key last; none where there is no such key. */
function chainOf(fields: readonly Field[], path: string | undefined): readonly Field[] {
  if (path === undefined) return [];
  for (const field of fields) {
    if (field.name === path) return [field];
    const rest = path.startsWith(`${field.name}.`)
      ? chainOf(field.fields, path.slice(field.name.length + 1))
      : [];
    if (rest.length > 0) return [field, ...rest];
  }
  return [];
}

function typeOf(field: Field, open: readonly Field[]): string {
  const { fields, isList } = field;
  if (fields.length === 0 || (isList && !open.includes(field))) return 'varchar';
  const inside = fields.map((one) => `${quoteName(one.name)} ${typeOf(one, open)}`);
  return `struct(${inside.join(', ')})${isList ? '[]' : ''}`;
}

interface Leaf {
  readonly sql: string;
  readonly name: string;
}

/** All that is text, once the lists of a chain are rows; an object whose list is empty is a row as well. */
function selectLines(
  { fields, from: read, row }: Json,
  lines: readonly Field[],
): { from: string; leaves: Leaf[] } {
  let from = read(lines);
  const elements = new Map<Field, string>();
  const positions: Leaf[] = [];
  let at = row;
  for (const [i, field] of lines.entries()) {
    at = within(at, field);
    if (!field.isList) continue;
    const [element, position] = ['element', 'position'].map((name) =>
      quoteName(`${name} ${elements.size + 1}`),
    );
    from = `(select *, unnest(case when len(${at}) > 0 then ${at} else [null] end) as ${element},
      unnest(range(1, greatest(len(${at}), 1) + 1)) as ${position} from ${from}) e`;
    elements.set(field, element as string);
    const path = lines.slice(0, i + 1).map(({ name }) => name);
    positions.push({ sql: `cast(${position} as varchar)`, name: [...path, 'position'].join('.') });
    at = element as string;
  }
  const leavesOf = (of: readonly Field[], base: string | null, names: readonly string[]): Leaf[] =>
    of.flatMap((field): Leaf[] => {
      const own = [...names, field.name];
      const sql = elements.get(field) ?? within(base, field);
      if (isText(field, elements)) return [{ sql, name: own.join('.') }];
      return isWrapped(field)
        ? [{ sql: unwrapped(field, sql), name: own.join('.') }]
        : leavesOf(field.fields, sql, own);
    });
  const leaves = leavesOf(fields, row, []);
  // equal elements of a list are two, and the list written twice is one: their place in it tells
  const added = positions.filter(({ name }) => !leaves.some((leaf) => leaf.name === name));
  return { from, leaves: [...leaves, ...added] };
}

const within = (base: string | null, { name }: Field): string =>
  base === null ? quoteName(name) : `${base}.${quoteName(name)}`;

const isText = (field: Field, elements: ReadonlyMap<Field, string>): boolean =>
  field.fields.length === 0 || (field.isList && !elements.has(field));

/** A value with its type as its only key, as MongoDB exports it: `{ "$numberDecimal": "9.90" }`. */
const isWrapped = ({ fields, isList }: Field): boolean =>
  !isList &&
  fields.length > 0 &&
  fields.every(({ name }) => /^\$(oid|date|uuid|symbol|number[A-Z]\w*)$/.test(name));

function unwrapped(field: Field, sql: string): string {
  if (field.fields.length === 0) return sql;
  const types = field.fields.map((type) => unwrapped(type, within(sql, type)));
  return `coalesce(${types.join(', ')})`;
}
