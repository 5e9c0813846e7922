import type { FixedColumn, RawInput } from '../../pipeline/contracts/ports.ts';

/** SELECT that reads a raw input on DuckDB. CSV and fixed-width columns are text, so that no value is lost to a guess. */
export function selectRawInput(input: RawInput): string {
  if (input.location === undefined) throw new Error(`Input ${input.name} has no file; tables need Athena`);
  const path = quoteText(input.location);
  switch (input.format) {
    case 'parquet':
      return `select * from read_parquet(${path})`;
    case 'csv':
      return `select * from read_csv(${path}, ${csvOptions(input)})`;
    case 'fixed':
      return selectFixedWidth(path, input);
  }
}

function csvOptions(input: RawInput): string {
  const csv = input.csv;
  if (!csv) throw new Error(`Input ${input.name} is CSV but says no delimiter`);
  const names = csv.columns ? [`names = [${csv.columns.map(quoteText).join(', ')}]`] : [];
  return [
    'all_varchar = true',
    `delim = ${quoteText(csv.delimiter)}`,
    `quote = ${quoteText(csv.quote)}`,
    `escape = ${quoteText(csv.quote)}`,
    `header = ${csv.header}`,
    `encoding = ${quoteText(csv.encoding)}`,
    `skip = ${input.skipLines ?? 0}`,
    ...names,
  ].join(', ');
}

function selectFixedWidth(path: string, input: RawInput): string {
  const columns = input.fixed ?? [];
  return `select ${columns.map(cut).join(', ')}
    from read_csv(${path}, columns = {'line': 'varchar'}, auto_detect = false, header = false,
      delim = '\\x01', quote = '', escape = '', skip = ${input.skipLines ?? 0})`;
}

const cut = ({ name, start, length }: FixedColumn): string =>
  `nullif(trim(substr(line, ${start}, ${length})), '') as ${quoteName(name)}`;

export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
