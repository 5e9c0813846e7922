import type { FileMetaData, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { HoldfastError } from '../../contracts/errors.ts';
import type { WarehouseColumn } from '../../contracts/ports/warehouse.ts';

/** Leaf columns of a flat Parquet file. @throws HoldfastError for a nested one, which no query of ours reads */
export function flatColumns({ schema }: Pick<FileMetaData, 'schema'>, file: string): SchemaElement[] {
  const columns = schema.slice(1);
  const nested = columns.find((column) => column.num_children || column.repetition_type === 'REPEATED');
  if (nested) throw new HoldfastError(`${file}: column ${nested.name} is nested; write it flat`);
  return columns;
}

/** How Hive's DDL declares a column of a Parquet file. */
export function hiveType(column: SchemaElement, file: string): string {
  const { type, converted_type: converted, logical_type: logical, precision, scale } = column;
  if (converted === 'DECIMAL') return `decimal(${precision},${scale ?? 0})`;
  if (converted === 'DATE') return 'date';
  if (type === 'INT96' || converted?.startsWith('TIMESTAMP') || logical?.type === 'TIMESTAMP')
    return 'timestamp';
  const plain = converted === undefined || !/^(UINT|TIME_|INTERVAL|BSON)/.test(converted);
  const declared = plain && type !== undefined ? plainTypes[type] : undefined;
  if (declared !== undefined) return declared;
  throw new HoldfastError(
    `${file}: column ${column.name} is of type ${converted ?? logical?.type ?? type}; write it as text, a number, a date or a timestamp`,
  );
}

const plainTypes: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  INT32: 'int',
  INT64: 'bigint',
  FLOAT: 'float',
  DOUBLE: 'double',
  BYTE_ARRAY: 'string',
};

/** A Parquet file without rows, whose columns are those of a query (types in Athena's words). */
export function emptyParquet(columns: readonly WarehouseColumn[]): Uint8Array {
  const writer = new ByteWriter();
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)];
  new ParquetWriter({ writer, schema, createdBy: 'holdfast' }).finish();
  return new Uint8Array(writer.getBuffer());
}

const elements: Readonly<Record<string, Omit<SchemaElement, 'name'>>> = {
  varchar: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  boolean: { type: 'BOOLEAN' },
  tinyint: { type: 'INT32', converted_type: 'INT_8' },
  smallint: { type: 'INT32', converted_type: 'INT_16' },
  integer: { type: 'INT32' },
  bigint: { type: 'INT64' },
  float: { type: 'FLOAT' },
  real: { type: 'FLOAT' },
  double: { type: 'DOUBLE' },
  date: { type: 'INT32', converted_type: 'DATE' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

function elementOf({ name, type }: WarehouseColumn): SchemaElement {
  const [, precision, scale] = /^decimal\((\d+),(\d+)\)$/.exec(type) ?? [];
  const element = precision === undefined ? elements[type] : decimal(Number(precision), Number(scale));
  if (!element)
    throw new HoldfastError(`Column ${name} is of type ${type}, which our Parquet files do not have`);
  return { name, repetition_type: 'OPTIONAL', ...element };
}

function decimal(precision: number, scale: number): Omit<SchemaElement, 'name'> {
  const shared = { converted_type: 'DECIMAL', precision, scale } as const;
  return precision <= 18
    ? { ...shared, type: 'INT64' }
    : { ...shared, type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16 };
}
