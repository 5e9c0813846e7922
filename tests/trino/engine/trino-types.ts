import { EngineError, type ResultColumn, type TableColumn } from '../../../tools/aws/athena/sql-engine.ts';
import type { TrinoColumn } from './trino-client.ts';

/** Athena's word for a type of Trino's, and Hive's where its tables have one. */
const types: Readonly<Record<string, readonly [athena: string, hive?: string]>> = {
  varchar: ['varchar', 'string'],
  char: ['char', 'string'],
  boolean: ['boolean', 'boolean'],
  tinyint: ['tinyint', 'tinyint'],
  smallint: ['smallint', 'smallint'],
  integer: ['integer', 'int'],
  bigint: ['bigint', 'bigint'],
  real: ['float', 'float'],
  double: ['double', 'double'],
  date: ['date', 'date'],
  timestamp: ['timestamp', 'timestamp'],
  'timestamp with time zone': ['timestamp with time zone'],
};

export function resultColumn({ name, rawType, lengths }: TrinoColumn): ResultColumn {
  const [precision = 0, scale = 0] = lengths;
  if (rawType === 'decimal') return { name, type: 'decimal', precision, scale };
  return { name, type: wordsOf(name, rawType)[0] };
}

/** How a table over written files declares a column. @throws EngineError for a type that Hive's tables do not have */
export function tableColumn({ name, rawType, lengths }: TrinoColumn): TableColumn {
  if (rawType === 'decimal') return { name, type: `decimal(${lengths.join()})` };
  const [, hive] = wordsOf(name, rawType);
  return { name, type: hive ?? unsupported(name, rawType) };
}

/** A type of Hive's DDL as Trino's: `string` and `int` have other names there. */
export const trinoType = (hive: string): string =>
  ({ string: 'varchar', int: 'integer', float: 'real', timestamp: 'timestamp(3)' })[hive] ?? hive;

const wordsOf = (name: string, rawType: string): readonly [string, string?] =>
  types[rawType] ?? unsupported(name, rawType);

function unsupported(name: string, rawType: string): never {
  throw new EngineError(`NOT_SUPPORTED: Unsupported Hive type: ${rawType} of column '${name}'`);
}
