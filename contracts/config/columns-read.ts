import { ConfigError } from '../errors.ts';
import { columnsForPeople } from '../header.ts';
import type { SourceName } from '../sources/column.ts';
import { sourceContracts } from '../sources/sources.ts';
import type { ColumnMap, Config, SourceConfig } from './config.ts';
import { nearest } from './nearest.ts';

/**
 * The columns of a table that a run reads, in the table's order: those that the config maps, and those whose name stands
 * in its SQL. All of them where that does not tell: a `select *`, a source whose rows are compared whole, or an input
 * that no source names.
 * @param input key of `config.inputs`
 * @param columns the table's own
 * @throws ConfigError for a column that is mapped and not there
 */
export function columnsRead(config: Config, input: string, columns: readonly string[]): readonly string[] {
  const sources = Object.entries(config.sources) as [SourceName, SourceConfig][];
  const readers = sources.filter(([, source]) => source.from === input);
  const mapped = new Set<string>();
  for (const [name, source] of readers) {
    for (const [key, column] of mappedColumns(source)) {
      requireColumn(`sources.${name}.${key}`, column, { input, columns });
      mapped.add(column.toLowerCase());
    }
  }
  const texts = sources.flatMap(([, source]) => textsOver(source, input));
  if (readers.some(([name, source]) => comparesWholeRows(name, source)) || texts.some(mayReadAll)) {
    return columns;
  }
  const sql = texts.join('\n').toLowerCase().replaceAll('""', '"');
  const read = columns.filter((name) => mapped.has(name.toLowerCase()) || sql.includes(name.toLowerCase()));
  return read.length > 0 ? read : columns;
}

function mappedColumns({ columns, dimensions }: SourceConfig): [key: string, column: string][] {
  const maps = Object.entries(columns).flatMap(([name, map]): [string, string][] => {
    const column = typeof map === 'string' ? map : map.column;
    return column === undefined ? [] : [[`columns.${name}`, column]];
  });
  return [...maps, ...dimensions.map((column): [string, string] => ['dimensions', column])];
}

function requireColumn(
  key: string,
  wanted: string,
  { input, columns }: { input: string; columns: readonly string[] },
): void {
  if (columns.some((name) => name.toLowerCase() === wanted.toLowerCase())) return;
  throw new ConfigError(
    `${key}: inputs.${input}.table has no column "${wanted}"${nearest(wanted, columns)}. It has: ${columnsForPeople(columns)}`,
  );
}

/** SQL of a source that may name columns of an input. */
function textsOver({ from, query, columns }: SourceConfig, input: string): string[] {
  const names = new RegExp(`\\b${input}\\b`, 'i');
  const expressions = Object.values(columns).flatMap((map) => sqlOf(map));
  const over = expressions.filter((sql) => from === input || names.test(sql));
  return query !== undefined && names.test(query) ? [query, ...over] : over;
}

const sqlOf = (map: ColumnMap): string[] =>
  typeof map === 'string' || map.sql === undefined ? [] : [map.sql];

/** Rows of a source without its key are duplicates where they are equal in every column of the input. */
const comparesWholeRows = (name: SourceName, { columns, duplicates }: SourceConfig): boolean =>
  duplicates !== 'keep' && sourceContracts[name].key.some((column) => !(column in columns));

/** SQL that reads columns without naming them; a `*` outside a SELECT only multiplies. */
const mayReadAll = (sql: string): boolean =>
  /\b(natural|table)\b|\bu&"/i.test(sql) || (/\bselect\b/i.test(sql) && sql.includes('*'));
