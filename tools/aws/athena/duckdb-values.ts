import { DuckDBDateValue, DuckDBDecimalType, DuckDBTimestampValue, type DuckDBType } from '@duckdb/node-api';
import { EngineError, type ResultColumn, type TableColumn } from './sql-engine.ts';

/** Athena's word for a type, and the word that a table declares it by, for each type of DuckDB that a query may have. */
const types: Readonly<Record<string, readonly [athena: string, hive: string]>> = {
  VARCHAR: ['varchar', 'string'],
  BOOLEAN: ['boolean', 'boolean'],
  TINYINT: ['tinyint', 'tinyint'],
  SMALLINT: ['smallint', 'smallint'],
  INTEGER: ['integer', 'int'],
  BIGINT: ['bigint', 'bigint'],
  // a sum of integers, which Trino gives as bigint
  HUGEINT: ['bigint', 'bigint'],
  FLOAT: ['float', 'float'],
  DOUBLE: ['double', 'double'],
  DATE: ['date', 'date'],
  TIMESTAMP: ['timestamp', 'timestamp'],
};

export function resultColumn(name: string, type: DuckDBType): ResultColumn {
  if (type instanceof DuckDBDecimalType) {
    return { name, type: 'decimal', precision: type.width, scale: type.scale };
  }
  if (String(type) === 'TIMESTAMP WITH TIME ZONE') return { name, type: 'timestamp with time zone' };
  return { name, type: wordsOf(name, String(type))[0] };
}

/** How a table over written files declares a column. @throws EngineError for a type that Hive's tables do not have */
export function tableColumn(name: string, type: string): TableColumn {
  return { name, type: type.startsWith('DECIMAL') ? type.toLowerCase() : wordsOf(name, type)[1] };
}

function wordsOf(name: string, type: string): readonly [string, string] {
  const words = types[type];
  if (words) return words;
  throw new EngineError(`NOT_SUPPORTED: Unsupported Hive type: ${type.toLowerCase()} of column '${name}'`);
}

/** A value as Athena writes it in an answer: times with milliseconds, whatever the engine keeps. */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof DuckDBTimestampValue) return timestampText(value.micros);
  if (value instanceof DuckDBDateValue) return String(value);
  return String(value);
}

function timestampText(micros: bigint): string {
  const milliseconds = Number((micros + 500n) / 1000n);
  return new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 23);
}
