import type { ColumnProfile } from '../../contracts/profile.ts';
import { identifier } from '../../pipeline/sql/sql-text.ts';

/** What DuckDB or Trino reserves, and what reads as something else. */
const reserved = new Set(
  `all alter analyse analyze and anti any array as asc asof asymmetric at authorization auto between binary both by case cast check collate collation column concurrently constraint create cross cube current_catalog current_date current_path current_role current_schema current_time current_timestamp current_user date deallocate default deferrable delete desc describe distinct do drop else end escape except execute exists extract false fetch for foreign freeze from full glob grant group grouping having ilike in initially inner insert intersect into is isnull join json_array json_exists json_object json_query json_table json_value lambda lateral leading left like limit listagg localtime localtimestamp natural normalize not notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional prepare primary qualify recursive references returning right rollup select semi session_user show similar skip some summarize symmetric table tablesample then time timestamp to trailing trim true uescape union unique unnest unpack unpivot user using values variadic verbose when where window with`.split(
    /\s+/,
  ),
);

/** A column's name as SQL, in quotes only where it needs them. */
export const sqlName = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name.toLowerCase()) ? name : identifier(name);

/** A column as text, whatever its type. */
export const sqlText = ({ name, type }: Pick<ColumnProfile, 'name' | 'type'>): string =>
  type === 'varchar' ? sqlName(name) : `cast(${sqlName(name)} as varchar)`;

/** Puts a column into an expression written for `{}`. */
export const into = (expression: string, column: Pick<ColumnProfile, 'name' | 'type'>): string =>
  expression.replaceAll('{}', () => sqlText(column));
