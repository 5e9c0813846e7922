import { keys } from '../../contracts/keys.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import { malformedLine } from './flag-rows.ts';
import type { MappedSource } from './map-source.ts';

/**
 * Writes the flagged rows that break a rule to the quarantine, with their reasons, in the columns of the input and once
 * more as JSON, so that one table can show the rows of all sources. Answers how many there are.
 */
export async function setRowsAside(
  warehouse: Warehouse,
  source: MappedSource,
  flagged: string,
  run: string,
): Promise<number> {
  const { inputColumns, contract } = source;
  const raw = inputColumns.map((name, i) => `in_${i} as ${identifier(name)}`);
  const files = await warehouse.unload(
    `select ${literal(contract.name)} as quarantine_source,
       split_part(reasons, ',', 1) as quarantine_reason, reasons as quarantine_reasons,
       ${rowAsJson(inputColumns)} as quarantine_row, cast(null as varchar) as quarantine_input,
       cast(null as bigint) as quarantine_line, cast(null as varchar) as quarantine_problem,
       cast(null as varchar) as quarantine_text, ${raw.join(', ')}
     from ${flagged} where reasons <> ''`,
    keys.quarantined(run, contract.name, 'rows'),
    { orderBy: ['quarantine_reasons', ...inputColumns] },
  );
  return files.reduce((sum, file) => sum + file.rows, 0);
}

/** In the order of the names, as Trino writes a map; in lower case, as the catalogue knows columns. */
function rowAsJson(inputColumns: readonly string[]): string {
  const named = inputColumns
    .map((name, i) => ({ name: name.toLowerCase(), value: `in_${i}` }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = arrayOf(named.map(({ name }) => literal(name)));
  const values = arrayOf(named.map(({ value }) => value));
  return `json_format(cast(map(${names}, ${values}) as json))`;
}

/** Older versions of Trino take no more than 254 elements between the brackets of an array. */
const mostElements = 200;

function arrayOf(elements: readonly string[]): string {
  const parts: string[] = [];
  for (let i = 0; i < elements.length; i += mostElements)
    parts.push(`array[${elements.slice(i, i + mostElements).join(', ')}]`);
  return parts.join(' || ');
}

/** Writes the lines that could not be read as rows to the quarantine, as they stood. */
export async function setLinesAside(
  warehouse: Warehouse,
  source: MappedSource,
  malformed: readonly string[],
  run: string,
): Promise<void> {
  const union = malformed.map(
    (table) => `select ${literal(source.contract.name)} as quarantine_source,
       ${literal(malformedLine.code)} as quarantine_reason, ${literal(malformedLine.code)} as quarantine_reasons,
       cast(null as varchar) as quarantine_row, ${literal(table)} as quarantine_input, line as quarantine_line, problem as quarantine_problem, text as quarantine_text
     from ${identifier(table)}`,
  );
  await warehouse.unload(union.join(' union all '), keys.quarantined(run, source.contract.name, 'lines'), {
    orderBy: ['quarantine_input', 'quarantine_line'],
  });
}
