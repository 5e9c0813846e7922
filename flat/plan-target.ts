import { ConfigError, DataRefusedError } from '../contracts/errors.ts';
import type { Warehouse } from '../contracts/ports/warehouse.ts';
import { wordsOf } from '../pipeline/recognise/column-words.ts';
import { identifier, literal } from '../pipeline/sql/sql-text.ts';
import { textSql, unknownSql } from './content.ts';
import type { PlannedTarget } from './plan.ts';
import { valuesForPeople } from './values-for-people.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Values that say yes, and that say no, to whatever the column's name asks. */
const yes = words('1 true t yes y ja j oui si sí sim tak да');
const no = words('0 false f no n nein non nao não nie нет -1');
/** Values that speak for themselves, by any of their words. */
const leaving = words(
  'churn churned churner left leaver lapsed lost gone exited attrited attrition cancelled canceled closed inactive terminated',
);
const staying = words('stayed retained kept active existing current loyal renewed open remained');
/** Names of columns that ask who stayed. */
const stayingNames = words('retained retention stayed active renewed renewal kept alive survived');

const mostLevelsShown = 8;

interface Level {
  readonly value: string;
  readonly rows: number;
}

/**
 * Reads who left out of a column of two values.
 * @param told the value that means leaving, where the person said so
 * @throws DataRefusedError for one value or more than two, ConfigError where nothing says which of two means leaving
 */
export async function planTarget(
  warehouse: Warehouse,
  table: string,
  name: string,
  told: string | undefined,
): Promise<PlannedTarget> {
  const text = textSql(name);
  const plain = `lower(regexp_replace(${text}, '[.]0+$', ''))`;
  const level = `case when not ${unknownSql(text)} then ${plain} end`;
  const found = await warehouse.rows(
    `select level, count(*) as n from (select ${level} as level from ${identifier(table)}) v
     group by level order by n desc, level limit 1000`,
  );
  const all = found
    .filter((row) => row.level !== null)
    .map((row) => ({ value: String(row.level), rows: Number(row.n) }));
  const description = told === undefined ? descriptionIn(all) : undefined;
  const levels = all.filter((one) => one !== description);
  const { positive, said } = positiveOf(name, levels, told?.trim().toLowerCase());
  const negative = levels.filter(({ value }) => value !== positive.value);
  const unlike = description === undefined ? '' : ` and ${level} <> ${literal(description.value)}`;
  return {
    name,
    positive: positive.value,
    negative: negative.map(({ value }) => value),
    said: description === undefined ? said : `${said}; the one row that says neither describes the columns`,
    sql: `case when ${level} = ${literal(positive.value)} then cast(1 as double) when ${level} is not null${unlike} then cast(0 as double) end`,
    left: positive.rows,
    stayed: negative.reduce((sum, { rows }) => sum + rows, 0),
    unknown: Number(found.find((row) => row.level === null)?.n ?? 0),
    ...(description === undefined
      ? {}
      : { rowsThatCount: `coalesce(${level}, '') <> ${literal(description.value)}` }),
  };
}

/** The single row that says what the column holds, beside two values that speak for themselves on many. */
function descriptionIn(levels: readonly Level[]): Level | undefined {
  const [first, second, odd, ...more] = levels;
  if (odd === undefined || more.length > 0 || odd.rows > 1) return undefined;
  const two = [first, second].flatMap((level) => (level ? [level] : []));
  const named = wordsOf(odd.value);
  const describes = signOf(odd.value) === 'nothing' || two.some(({ value }) => named.includes(value));
  const speak = two.every(({ rows, value }) => rows > 1 && signOf(value) !== 'nothing');
  return describes && named.length > 1 && speak ? odd : undefined;
}

function positiveOf(
  name: string,
  levels: readonly Level[],
  told: string | undefined,
): { positive: Level; said: string } {
  if (levels.length === 0) throw new DataRefusedError(`The target "${name}" is blank in every row`);
  if (levels.length === 1) {
    throw new DataRefusedError(
      `The target "${name}" has one value, ${valuesForPeople(levels)}, in every row where it is known: a model needs customers who left and customers who stayed`,
    );
  }
  if (told !== undefined) return { positive: levelCalled(name, levels, told), said: 'you said so' };
  if (levels.length > 2) throw new DataRefusedError(notTwo(name, levels));
  return guessedPositive(name, levels);
}

function levelCalled(name: string, levels: readonly Level[], told: string): Level {
  const level = levels.find(({ value }) => value === told.replace(/[.]0+$/, ''));
  if (level !== undefined) return level;
  throw new ConfigError(
    `--positive ${told}: no row has it in "${name}", which holds ${valuesForPeople(levels)}`,
  );
}

function notTwo(name: string, levels: readonly Level[]): string {
  const many = levels.length > mostLevelsShown;
  const held = many
    ? `${levels.length >= 1000 ? 'a thousand or more' : levels.length} different values`
    : valuesForPeople(levels);
  const odd = levels.length === 3 && levels.filter(({ rows }) => rows === 1).length === 1;
  const way = many
    ? 'name a column that says who left, as yes or no'
    : odd
      ? 'if the one row that says neither describes the columns, delete it; otherwise give the value that means leaving with --positive'
      : 'give the value that means leaving with --positive; all others then mean staying';
  return `The target "${name}" holds ${held}, not two: ${way}`;
}

function guessedPositive(name: string, levels: readonly Level[]): { positive: Level; said: string } {
  const signs = levels.map(({ value }) => signOf(value));
  const speaks = (sign: (word: Sign) => boolean) => levels.filter((_, i) => sign(signs[i]!));
  const [gone] = speaks((sign) => sign === 'leaving');
  const [stays] = speaks((sign) => sign === 'staying');
  const other = (level: Level) => levels.find((one) => one !== level)!;
  if (gone && signs.filter((sign) => sign === 'leaving').length === 1)
    return { positive: gone, said: `the word "${gone.value}" says so` };
  if (stays && !gone) return { positive: other(stays), said: `"${stays.value}" means staying` };
  const [agreed] = speaks((sign) => sign === 'yes');
  const [denied] = speaks((sign) => sign === 'no');
  const asksWhoStayed = wordsOf(name).some((word) => stayingNames.has(word));
  const affirmed = agreed ?? (denied && other(denied));
  if (affirmed === undefined || (agreed && levels.every((_, i) => signs[i] === 'yes')))
    throw unclear(name, levels);
  return asksWhoStayed
    ? { positive: other(affirmed), said: `"${name}" asks who stayed` }
    : { positive: affirmed, said: `it says yes to "${name}"` };
}

type Sign = 'leaving' | 'staying' | 'yes' | 'no' | 'nothing';

function signOf(value: string): Sign {
  if (yes.has(value)) return 'yes';
  if (no.has(value)) return 'no';
  const own = wordsOf(value);
  const denied = own.some((word) => word === 'not' || word === 'non' || word === 'no');
  if (own.some((word) => leaving.has(word))) return denied ? 'staying' : 'leaving';
  if (own.some((word) => staying.has(word))) return denied ? 'leaving' : 'staying';
  return 'nothing';
}

const unclear = (name: string, levels: readonly Level[]): ConfigError =>
  new ConfigError(
    `The target "${name}" holds ${valuesForPeople(levels)}, and nothing says which of them means leaving: give it with --positive`,
  );
