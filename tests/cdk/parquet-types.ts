import { parquetMetadata, type SchemaElement } from 'hyparquet';

/** Glue's words for the columns of a Parquet file. */
export function glueTypesOf(bytes: Uint8Array): Record<string, string> {
  const { schema } = parquetMetadata(bytes.slice().buffer);
  return Object.fromEntries(schema.slice(1).map((element) => [element.name, glueType(element)]));
}

function glueType({ type, converted_type, logical_type, precision, scale }: SchemaElement): string {
  if (converted_type === 'DECIMAL') return `decimal(${precision},${scale})`;
  if (logical_type?.type === 'TIMESTAMP' || converted_type?.startsWith('TIMESTAMP')) return 'timestamp';
  if (converted_type === 'UTF8' || logical_type?.type === 'STRING') return 'string';
  const types: Partial<Record<NonNullable<typeof type>, string>> = {
    BOOLEAN: 'boolean',
    INT32: 'int',
    INT64: 'bigint',
    DOUBLE: 'double',
  };
  return types[type!] ?? `${type} ${converted_type}`;
}
