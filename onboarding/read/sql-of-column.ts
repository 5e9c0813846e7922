import type { ColumnProfile } from '../../contracts/profile.ts';
import { identifier } from '../../pipeline/sql/sql-text.ts';

const reserved = new Set(
  'order group user table values select from to end case when desc asc by as on in is not null and or then else join left right distinct having where union with create default check constraint references primary foreign unique limit offset all any both cast column cross current_date current_time current_user except exists false fetch for full grant having initially inner intersect into lateral leading like natural only outer placing returning session_user some symmetric trailing true using variadic window date time timestamp'.split(
    ' ',
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
