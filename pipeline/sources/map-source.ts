import type { ColumnMap, SourceConfig } from '../../contracts/config/config.ts';
import { nearest } from '../../contracts/config/nearest.ts';
import { ConfigError } from '../../contracts/errors.ts';
import { columnsForPeople, looksLikeData } from '../../contracts/header.ts';
import type { WarehouseColumn } from '../../contracts/ports/warehouse.ts';
import { type Column, reportingCurrency, type SourceContract } from '../../contracts/sources/column.ts';
import { dimensionColumn } from '../../contracts/sources/dimension-column.ts';
import { readTyped, readValue } from '../sql/read-value.ts';
import { identifier, literal, moneyType, plainText } from '../sql/sql-text.ts';

/** A user's source mapped onto its contract. */
export interface MappedSource {
  readonly contract: SourceContract;
  readonly config: SourceConfig;
  /** Columns of the input, in its order; the mapped table carries them as `in_0`, `in_1`… for the quarantine. */
  readonly inputColumns: readonly string[];
  /** Types of the input's columns, by their names in lower case. */
  readonly inputTypes: ReadonlyMap<string, string>;
  /** Contract columns that the config maps, then the user's dimensions. */
  readonly mapped: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
}

/**
 * Checks a mapping against the contract and the columns that the input really has.
 * @throws ConfigError with a line for each fault
 */
export function mapSource(
  contract: SourceContract,
  config: SourceConfig,
  input: readonly WarehouseColumn[],
): MappedSource {
  const inputColumns = input.map(({ name }) => name);
  const columns = { ...contract.columns, ...dimensionColumns(config) };
  const faults = [
    ...Object.entries(config.columns).flatMap(([name, map]) => mapFaults(contract, name, map, inputColumns)),
    ...config.dimensions.flatMap((name) => absent(contract, 'dimensions', name, inputColumns)),
    ...Object.entries(contract.columns).flatMap(([name, { required, means }]) =>
      required && !(name in config.columns)
        ? [`sources.${contract.name}.columns: ${name} (${means}) is required; map a column or \`sql\` to it`]
        : [],
    ),
  ];
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  const mapped = Object.keys(columns).filter((name) => name in config.columns || name.startsWith('dim_'));
  const inputTypes = new Map(input.map(({ name, type }) => [name.toLowerCase(), type.toLowerCase()]));
  return { contract, config, inputColumns, inputTypes, mapped, columns };
}

/** `dim_<name>` columns of the user's own dimensions. */
function dimensionColumns(config: SourceConfig): Record<string, Column> {
  return Object.fromEntries(
    config.dimensions.map((name) => [
      dimensionColumn(name),
      { type: 'category', means: `your column ${name}` },
    ]),
  );
}

const rawColumn = (map: ColumnMap): string | undefined => (typeof map === 'string' ? map : map.column);

/** What is wrong with the mapping of one column of the contract. */
function mapFaults(
  contract: SourceContract,
  name: string,
  map: ColumnMap,
  inputColumns: readonly string[],
): string[] {
  const key = `sources.${contract.name}.columns.${name}`;
  const from = rawColumn(map);
  const type = contract.columns[name]?.type;
  return [
    ...(from === undefined ? [] : absent(contract, `columns.${name}`, from, inputColumns)),
    ...(typeof map === 'object' && map.format !== undefined && type !== 'time'
      ? [`${key}: \`format\` is for times; ${name} is ${type}`]
      : []),
  ];
}

function absent(
  contract: SourceContract,
  key: string,
  wanted: string,
  inputColumns: readonly string[],
): string[] {
  if (inputColumns.some((name) => name.toLowerCase() === wanted.toLowerCase())) return [];
  const lone = inputColumns.length === 1 ? '. Only one column was read: is the delimiter right?' : '';
  return [
    `sources.${contract.name}.${key}: the input has no column "${wanted}"${looksLikeData(inputColumns) ? '' : nearest(wanted, inputColumns)}. It has: ${columnsForPeople(inputColumns)}${lone}`,
  ];
}

/**
 * SELECT of every mapped column as it stands (`t_…`: text, NULL when blank; or typed, where the input has it in the type that
 * the contract asks for).
 * @param more further columns of the select, over `input`
 */
export function selectTexts(source: MappedSource, from: string, more: readonly string[] = []): string {
  const texts = source.mapped.map((name) => `${standingText(source, name)} as t_${name}`);
  return `select ${[...more, ...texts].join(', ')} from ${from} as input`;
}

/** The columns of the input as text, over `input`. */
export const rawColumns = (source: MappedSource): string[] =>
  source.inputColumns.map((name) => columnText(source, name));

function standingText(source: MappedSource, name: string): string {
  const column = typedInput(source, name);
  return column === undefined ? `nullif(trim(${textOf(source, name)}), '')` : `input.${identifier(column)}`;
}

/** The column of the input that a contract's column is read from without a detour over text; undefined where there is none. */
export function typedInput({ config, columns, inputTypes }: MappedSource, name: string): string | undefined {
  const map = config.columns[name];
  if (map === undefined || (typeof map === 'object' && map.format !== undefined)) return undefined;
  const column = rawColumn(map);
  const type = inputTypes.get(column?.toLowerCase() ?? '') ?? '';
  return typedAs[columns[name]?.type ?? 'text']?.test(type) ? column : undefined;
}

/** Types of the input that are those of the contract. A double becomes money, and a float a number, by its text: that is what was meant. */
const typedAs: Partial<Record<Column['type'], RegExp>> = {
  time: /^(date|timestamp(_s|_ms|_ns|\(\d\))?)$/,
  flag: /^boolean$/,
  integer: /^(tinyint|smallint|integer|int|bigint)$/,
  number: /^(tinyint|smallint|integer|int|bigint|double|decimal.*)$/,
  money: /^(tinyint|smallint|integer|int|bigint|decimal.*)$/,
};

/** The text of the input that a mapped column is read from. */
export function textOf(source: MappedSource, name: string): string {
  const map = source.config.columns[name];
  if (map === undefined)
    return columnText(source, source.config.dimensions.find((d) => dimensionColumn(d) === name) ?? name);
  const column = rawColumn(map);
  return column === undefined
    ? `cast((${(map as { sql: string }).sql}) as varchar)`
    : columnText(source, column);
}

const columnText = (source: MappedSource, name: string): string =>
  plainText(`input.${identifier(name)}`, source.inputTypes.get(name.toLowerCase()) ?? 'varchar');

/** SELECT that adds every column of the contract in its type, defaults filled in, to the texts of `selectTexts`. */
export function selectTyped(source: MappedSource, from: string, business: { currency: string }): string {
  const typed = Object.entries(source.columns).map(
    ([name, column]) => `${typedColumn(source, name, column, business)} as ${name}`,
  );
  return `select r.*, ${typed.join(', ')} from (${from}) r`;
}

function typedColumn(
  source: MappedSource,
  name: string,
  column: Column,
  business: { currency: string },
): string {
  const own = source.mapped.includes(name) ? typedFromText(source, name, column) : undefined;
  const fallback = defaultOf(source, column, business);
  if (own !== undefined)
    return fallback === undefined ? own : `case when t_${name} is null then ${fallback} else ${own} end`;
  return fallback ?? `cast(null as ${sqlType(column)})`;
}

function typedFromText(source: MappedSource, name: string, column: Column): string {
  const map = source.config.columns[name];
  const format = typeof map === 'object' ? map.format : undefined;
  const { timeZone } = source.config;
  const value =
    typedInput(source, name) === undefined
      ? readValue(`t_${name}`, column, { format, timeZone })
      : readTyped(`t_${name}`, column, timeZone);
  return isCurrency(name) ? `upper(${value})` : value;
}

function defaultOf(source: MappedSource, column: Column, business: { currency: string }): string | undefined {
  if (column.otherwise === undefined) return undefined;
  if (column.otherwise === reportingCurrency) return literal(business.currency);
  const other = source.columns[column.otherwise];
  if (other === undefined) return column.otherwise;
  return source.mapped.includes(column.otherwise)
    ? typedFromText(source, column.otherwise, other)
    : `cast(null as ${sqlType(column)})`;
}

const isCurrency = (name: string): boolean => name === 'currency';

/** The SQL type of a contract column, the same word on both engines. */
export function sqlType(column: Column): string {
  const types = {
    id: 'varchar',
    text: 'varchar',
    category: 'varchar',
    flag: 'boolean',
    integer: 'bigint',
    number: 'double',
    money: moneyType,
    time: 'timestamp',
  } as const;
  return types[column.type];
}
