import { nearest } from '../contracts/config/nearest.ts';
import { ConfigError } from '../contracts/errors.ts';
import { looksLikeData } from '../contracts/header.ts';
import type { ColumnProfile, InputProfile } from '../contracts/profile.ts';

/**
 * The column that an option names.
 * @throws ConfigError naming the closest column, or all of them where they are no cells
 */
export function findColumn({ columns, path }: InputProfile, option: string, name: string): ColumnProfile {
  const found = columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const names = columns.map((column) => column.name);
  if (looksLikeData(names))
    throw new ConfigError(
      `${option} ${name}: ${path} has no such column. The names of its columns look like data and are not shown: if its first line is not a header, write one above it`,
    );
  const close = nearest(name, names);
  const shown = names.slice(0, 30).join(', ');
  const all = names.length > 30 ? `${shown} and ${names.length - 30} more` : shown;
  throw new ConfigError(
    `${option} ${name}: ${path} has no such column${close}${close === '' ? `. It has ${all}${option === '--target' ? noOutcome : ''}` : ''}`,
  );
}

const noOutcome =
  '. If none of them says who left, there is nothing to learn from: add a column that does, or run `holdfast init` on the dated orders, contracts or events behind the table';
