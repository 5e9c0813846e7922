import type { ReasonCount } from '../../contracts/artefacts/check-report.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { noWords, unknownWords, yesWords } from '../../contracts/sources/flag-words.ts';
import { literal } from '../sql/sql-text.ts';
import { cureOfTime } from './cure-of-time.ts';
import type { MappedSource } from './map-source.ts';

const mostShapes = 2;
const mostExplained = 6;
const longest = 24;
/** A column of yes and no has few words, each on many rows, and most of them known: only such a word is shown as it stands. */
const mostWords = 5;
const rowsOfAWord = 5;
const shareOfAWord = 0.01;

/** Reasons that are about the text of one column, named after it. */
const ofColumn = /^(?:unreadable|not_allowed|too_large|bad)_(\w+)$/;

interface Reasons {
  /** Table of the rows that were set aside, with reasons. */
  readonly flagged: string;
  readonly reasons: readonly ReasonCount[];
  /** All rows that were read. */
  readonly read: number;
}

/**
 * The reasons with the shapes of what was found: letters as `a` and `A`, digits as `9`, so that no cell leaves the warehouse.
 * What cures a time depends on them.
 */
export async function withShapes(
  warehouse: Warehouse,
  source: MappedSource,
  { flagged, reasons, read }: Reasons,
): Promise<ReasonCount[]> {
  const explained: ReasonCount[] = [];
  for (const [i, reason] of reasons.entries()) {
    const column = ofColumn.exec(reason.code)?.[1];
    const known = column !== undefined && source.mapped.includes(column) && i < mostExplained;
    if (!known) explained.push(reason);
    else {
      const ofFlag = source.columns[column]?.type === 'flag';
      const rows = rowsWith(flagged, reason.code, column);
      const words = ofFlag ? await wordsOf(warehouse, source, { flagged, code: reason.code, column }) : [];
      const shapes = words.length > 0 ? words : await shapesOf(warehouse, rows);
      const ofTime = reason.code.startsWith('unreadable_') && source.columns[column]?.type === 'time';
      const key = `sources.${source.contract.name}.columns.${column}`;
      const cure = ofTime ? cureOfTime({ key, rows: reason.rows, read, shapes }) : reason.cure;
      explained.push({ ...reason, shapes, cure });
    }
  }
  return explained;
}

/** SELECT of `value`, the text of a column in the rows that were set aside for a reason. */
const rowsWith = (flagged: string, code: string, column: string): string =>
  `select cast(t_${column} as varchar) as value from ${flagged}
   where strpos(',' || reasons || ',', ${literal(`,${code},`)}) > 0`;

async function shapesOf(warehouse: Warehouse, values: string): Promise<string[]> {
  const rows = await warehouse.rows(
    `select shape, count(*) as n from (
       select ${shapeSql(`substr(value, 1, ${longest})`)} as shape from (${values}) v
     ) s where shape is not null group by shape order by n desc, shape limit ${mostShapes}`,
  );
  return rows.map(({ shape }) => String(shape));
}

interface FlagColumn {
  readonly flagged: string;
  readonly code: string;
  readonly column: string;
}

/**
 * The unknown words of a column of yes and no; none where they may be somebody's own: where they are many or rare, fewer rows say
 * yes or no, one is written as a name or an address is, or stands in another text of its row, as the name that an e-mail
 * address begins with. That is another column, of those who look after the customers, say, or one whose cells have moved.
 */
async function wordsOf(
  warehouse: Warehouse,
  source: MappedSource,
  { flagged, code, column }: FlagColumn,
): Promise<string[]> {
  const others = source.mapped.filter((name) => ['text', 'id'].includes(source.columns[name]?.type ?? ''));
  const beside = others.map((name) => `coalesce(cast(t_${name} as varchar), '')`).join(" || ' ' || ");
  const rows = await warehouse.rows(
    `select said, capitals, word, count(*) as n, count_if(strpos(beside, ${wordsSql('word')}) > 0) as elsewhere
     from (
       select trim(cast(t_${column} as varchar)) as word, ${wordsSql(beside || "''")} as beside
       from ${flagged} where strpos(',' || reasons || ',', ${literal(`,${code},`)}) > 0
     ) w cross join (
       select count(*) as said, count_if(${shapeSql(`substr(trim(cast(t_${column} as varchar)), 1, 2)`)} = 'Aa') as capitals
       from ${flagged} where ${column} is not null
     ) k
     group by said, capitals, word order by n desc, word limit ${2 * mostWords + 1}`,
  );
  const [said, capitals] = [Number(rows[0]?.said), Number(rows[0]?.capitals)];
  const counts = new Map<string, number>();
  for (const { word, n, elsewhere } of rows) {
    const written = String(word);
    if (Number(elsewhere) > 0 || isNamed(written, capitals > 0)) return [];
    counts.set(written.toLowerCase(), (counts.get(written.toLowerCase()) ?? 0) + Number(n));
  }
  const unknown = [...counts.values()].reduce((sum, n) => sum + n, 0);
  if (counts.size > mostWords || said < unknown) return [];
  return [...counts]
    .filter(([word, n]) => n >= rowsOfAWord && n >= shareOfAWord * said && /^[\p{L}_-]{1,24}$/u.test(word))
    .sort(([, a], [, b]) => b - a)
    .map(([word]) => `"${word}"`);
}

/** Whether a text is written as names and addresses are: with capitals that yes and no of its column have not, or of several. */
const isNamed = (text: string, capitals: boolean): boolean =>
  /@|\p{Lu}\p{Ll}+[\s.'-]+\p{Lu}/u.test(text) || (!capitals && /^\p{Lu}\p{Ll}/u.test(text));

/** The words of a text in lower case, with a blank on each side. */
const wordsSql = (text: string): string =>
  `' ' || regexp_replace(lower(${text}), '[^\\p{L}\\p{N}]+', ' ') || ' '`;

const shapeSql = (text: string): string =>
  `regexp_replace(regexp_replace(regexp_replace(${text}, '[\\p{Ll}\\p{Lt}\\p{Lm}\\p{Lo}]', 'a'), '\\p{Lu}', 'A'), '\\p{Nd}', '9')`;

type Cure = readonly [code: RegExp, cure: (key: string, column: string) => string];

const cures: readonly Cure[] = [
  [/^missing_(\w+)$/, (key, column) => `${key}.columns.${column}: another column, or a complete export`],
  [
    /^unreadable_(\w+_at)$/,
    (key, column) => `${key}.columns.${column}: { column: …, format: … as it is written }`,
  ],
  [/^unreadable_(\w+)$/, (key, column) => `${key}.columns.${column}: { sql: "…" } that converts it`],
  [
    /^not_allowed_(\w+)$/,
    (key, column) => `${key}.columns.${column}: { sql: "case … end" } to the allowed words`,
  ],
  [
    /^stand_in_(\w+)$/,
    (key, column) => `${key}.columns.${column}: { sql: "nullif(…, '1900-01-01')" }, or a real date`,
  ],
  [/^too_large_(\w+)$/, (key, column) => `${key}.columns.${column}: in a larger unit, or another column`],
  [/^bad_currency$/, (key) => `${key}.columns.currency: { sql: "case … end" } to ISO 4217 codes`],
  [/^no_rate$/, () => 'business.rates'],
  [
    /^unknown_customer$/,
    (key) => `sources.customers: all customers; ${key}.columns.customer_id: the same ids`,
  ],
];

/** What is known of yes and no, for whoever writes other words. */
const flagWords = `known: ${yesWords.slice(0, 6).join(', ')} and the like for yes, ${noWords.slice(0, 6).join(', ')} for no, ${unknownWords.slice(0, 4).join(', ')} for not known`;

/** The setting, or the step, that cures a reason. */
export function cureOf(code: string, { contract, config, columns }: MappedSource): string {
  const key = `sources.${contract.name}`;
  const flag = /^unreadable_(\w+)$/.exec(code)?.[1] ?? '';
  if (columns[flag]?.type === 'flag')
    return `${key}.columns.${flag}: { sql: "case … end" } to true and false; ${flagWords}`;
  const input = config.from === undefined ? `the inputs of ${key}.query` : `inputs.${config.from}`;
  if (code === 'malformed_line') return `${input}: delimiter, quote, encoding`;
  if (code === 'wrong_encoding') return `${input}: encoding`;
  if (code === 'duplicate_key')
    return `${key}.columns: a key that is unique (${contract.key.join(', ')}); a row that changes stands in one file, the latest export`;
  if (code === 'duplicate_row')
    return `${key}.duplicates: keep, where equal rows are separate events; ${key}.columns: ${contract.key.join(', ')}, by which a row that comes again is known`;
  for (const [pattern, cure] of cures) {
    const found = pattern.exec(code);
    if (found) return cure(key, found[1] ?? '');
  }
  return 'correct the rows at their source';
}
