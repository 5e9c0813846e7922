import type { ReasonCount } from '../../contracts/artefacts/check-report.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { literal } from '../sql/sql-text.ts';
import type { MappedSource } from './map-source.ts';

const mostShapes = 2;
const mostExplained = 6;
const longest = 24;

/** Reasons that are about the text of one column, named after it. */
const ofColumn = /^(?:unreadable|not_allowed|too_large|bad)_(\w+)$/;

/**
 * The reasons with the shapes of what was found: letters as `a` and `A`, digits as `9`, so that no cell leaves the warehouse.
 * @param flagged table of the rows that were set aside, with reasons
 */
export async function withShapes(
  warehouse: Warehouse,
  source: MappedSource,
  { flagged, reasons }: { readonly flagged: string; readonly reasons: readonly ReasonCount[] },
): Promise<ReasonCount[]> {
  const explained: ReasonCount[] = [];
  for (const [i, reason] of reasons.entries()) {
    const column = ofColumn.exec(reason.code)?.[1];
    const known = column !== undefined && source.mapped.includes(column) && i < mostExplained;
    explained.push(
      known ? { ...reason, shapes: await shapesOf(warehouse, flagged, reason.code, column) } : reason,
    );
  }
  return explained;
}

async function shapesOf(
  warehouse: Warehouse,
  flagged: string,
  code: string,
  column: string,
): Promise<string[]> {
  const rows = await warehouse.rows(
    `select shape, count(*) as n from (
       select ${shapeSql(`substr(cast(t_${column} as varchar), 1, ${longest})`)} as shape from ${flagged}
       where strpos(',' || reasons || ',', ${literal(`,${code},`)}) > 0
     ) s where shape is not null group by shape order by n desc, shape limit ${mostShapes}`,
  );
  return rows.map(({ shape }) => String(shape));
}

const shapeSql = (text: string): string =>
  `regexp_replace(regexp_replace(regexp_replace(${text}, '[\\p{Ll}\\p{Lt}\\p{Lm}\\p{Lo}]', 'a'), '\\p{Lu}', 'A'), '\\p{Nd}', '9')`;

type Cure = readonly [code: RegExp, cure: (key: string, column: string) => string];

const cures: readonly Cure[] = [
  [/^missing_(\w+)$/, (key, column) => `${key}.columns.${column}: another column, or a complete export`],
  [/^unreadable_(\w+_at)$/, (key, column) => `${key}.columns.${column}: { column: …, format: dd.MM.yyyy }`],
  [/^unreadable_(\w+)$/, (key, column) => `${key}.columns.${column}: { sql: "…" } that makes it plain`],
  [
    /^not_allowed_(\w+)$/,
    (key, column) => `${key}.columns.${column}: { sql: "case … end" } onto the words allowed`,
  ],
  [
    /^stand_in_(\w+)$/,
    (key, column) => `${key}.columns.${column}: { sql: "nullif(…, '1900-01-01')" }, or a real day`,
  ],
  [/^too_large_(\w+)$/, (key, column) => `${key}.columns.${column}: in a larger unit, or another column`],
  [/^bad_currency$/, (key) => `${key}.columns.currency: { sql: "case … end" } onto ISO 4217 codes`],
  [/^no_rate$/, () => 'business.rates'],
  [
    /^unknown_customer$/,
    (key) => `sources.customers: all customers; ${key}.columns.customer_id: the same ids`,
  ],
  [/^duplicate_row$/, (key) => `${key}.duplicates: keep, where equal rows are different facts`],
];

/** The setting, or the step, that cures a reason. */
export function cureOf(code: string, { contract, config }: MappedSource): string {
  const key = `sources.${contract.name}`;
  const input = config.from === undefined ? `the inputs of ${key}.query` : `inputs.${config.from}`;
  if (code === 'malformed_line') return `${input}: delimiter, quote, encoding`;
  if (code === 'wrong_encoding') return `${input}: encoding`;
  if (code === 'duplicate_key') return `${key}.columns: a key that is unique (${contract.key.join(', ')})`;
  for (const [pattern, cure] of cures) {
    const found = pattern.exec(code);
    if (found) return cure(key, found[1] ?? '');
  }
  return 'correct the rows where they are kept';
}
