import type { WarehouseColumn } from '../../contracts/ports/warehouse.ts';

/** A column of a table of the catalogue, as a run reads it. */
export interface ReadColumn {
  readonly name: string;
  /** SQL that reads it in a type that a table over Parquet can hold, named as the column. */
  readonly select: string;
  /** Its text, NULL for NULL, by which rows are told apart: equal values have equal texts and others have not. */
  readonly text: string;
  /** Its type in the table, in Athena's words. */
  readonly type: string;
}

/** Types that are read as they are, beside `decimal(18,4)` and its like. */
const kept = /^(boolean|tinyint|smallint|integer|bigint|float|real|double|date|varchar|string|decimal.*)$/;

/**
 * How a column is read. Athena's tables over Parquet know no time finer than a millisecond and none with a zone; a time
 * with one becomes text in UTC, such as `2026-01-31 10:20:30.123Z`, so that no zone of the config changes it.
 */
export function readColumn({ name, type }: WarehouseColumn): ReadColumn {
  const column = `"${name.replaceAll('"', '""')}"`;
  const { select, text } = readings(column, type);
  return { name, type, select: `${select} as ${column}`, text };
}

function readings(column: string, type: string): { select: string; text: string } {
  const asText = `cast(${column} as varchar)`;
  if (/^(float|real|double)$/.test(type)) {
    // whether a file keeps the sign of a zero depends on who writes it
    return { select: column, text: `cast(cast(${column} as double) + 0e0 as varchar)` };
  }
  if (kept.test(type)) return { select: column, text: asText };
  switch (type) {
    case 'varbinary':
      return { select: column, text: `to_hex(${column})` };
    case 'array':
    case 'map':
    case 'row':
      return { select: column, text: `json_format(cast(${column} as json))` };
    case 'timestamp':
      return { select: `cast(date_trunc('millisecond', ${column}) as timestamp)`, text: asText };
    case 'timestamp with time zone':
      return { select: `${utcText(column)} || 'Z'`, text: column };
    case 'json':
      return { select: `json_format(${column})`, text: column };
    default:
      return { select: asText, text: column };
  }
}

const utcText = (column: string): string =>
  `cast(cast(at_timezone(date_trunc('millisecond', ${column}), 'UTC') as timestamp) as varchar)`;
