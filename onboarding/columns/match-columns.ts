import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import type { SourceContract, SourceName } from '../../contracts/sources/column.ts';
import { fit, wordsOf } from '../../pipeline/recognise/column-words.ts';
import { outcomeLike } from '../../pipeline/recognise/outcome-columns.ts';
import { type ReadColumn, readColumn } from '../read/read-column.ts';
import { withoutCode } from './currency-in-name.ts';
import { asNames, columnSynonyms } from './synonyms.ts';

/** A contract's column found in an input. */
export interface Match extends ReadColumn {
  readonly name: string;
  readonly column: ColumnProfile;
  /** 1 where the name says it plainly, less where it only contains the word. */
  readonly score: number;
  /** Other columns of the input whose name and values fit as well, best first. */
  readonly rivals: readonly string[];
}

export interface Matched {
  readonly matches: readonly Match[];
  /** Columns whose name fits a contract's column but whose values do not, and why. */
  readonly unfit: Readonly<Record<string, string>>;
}

interface Candidate extends ReadColumn {
  readonly name: string;
  readonly column: ColumnProfile;
  readonly score: number;
}

/** Names that hold a time or an amount which is not the one asked for. */
const others: readonly (readonly [RegExp, RegExp])[] = [
  [
    /_at$/,
    /^(birth|birthday|dob|delivery|delivered|shipped|shipping|ship|due|update|updated|modified|estimated|approved|geburt|geburtsdatum|liefer|lieferdatum|naissance|nacimiento|nascita)$/,
  ],
  [
    /amount$/,
    /^(tax|vat|discount|tip|tips|gratuity|shipping|freight|unit|per|mwst|ust|steuer|rabatt|versand|tva|remise|iva|descuento|sconto|cost|margin)$/,
  ],
];

/** Times and verdicts that a source is about, though their names sound like outcomes. */
const expected: Readonly<Record<string, RegExp>> = {
  surveys: /^(score|sentiment)$/,
  tickets: /^sentiment$/,
  subscriptions: /^(ended_at|end_known_at)$/,
};

/** Columns that are settled by what they hold, by the contract's name; null where it is settled that there is none. */
export type Settled = Readonly<Record<string, ColumnProfile | null>>;

/**
 * Finds the columns of a contract in an input, by their names and by what they hold; each raw column serves once. What is
 * settled already stands, whatever it is called.
 */
export function matchColumns(contract: SourceContract, input: InputProfile, settled: Settled = {}): Matched {
  const unfit: Record<string, string> = {};
  const all = input.columns.flatMap((column) => candidatesOf(contract, column, unfit));
  const candidates = all
    .filter((one) => !all.some((other) => isSparser(one, other) || isTheLine(one, other)))
    .sort((a, b) => b.score - a.score);
  const matches = settledMatches(contract, settled);
  const taken = new Set(matches.map(({ column }) => column.name));
  for (const candidate of candidates) {
    if (taken.has(candidate.column.name) || matches.some(({ name }) => name === candidate.name)) continue;
    if (candidate.name in settled) continue;
    taken.add(candidate.column.name);
    matches.push({ ...candidate, rivals: rivalsOf(candidate, candidates) });
  }
  const order = Object.keys(contract.columns);
  return { matches: matches.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)), unfit };
}

/** A column with blanks never beats a full one for the same name, whatever they are called. */
const isSparser = (a: Candidate, b: Candidate): boolean =>
  a.name === b.name && required.test(a.name) && filledShare(a.column) < filledShare(b.column) - 0.02;

/** What is another on each row numbers the lines, where a second column names products that come back. */
const isTheLine = (a: Candidate, b: Candidate): boolean =>
  a.name === 'product_id' &&
  b.name === 'product_id' &&
  a.column.rows > 20 &&
  a.column.distinct >= 0.98 * a.column.filled &&
  b.column.distinct < 0.8 * b.column.filled;

/** What every row of a source has: its key, whose it is, when it was, what was paid. */
const required =
  /^((order|ticket|survey|review|touch|event|subscription|alias|customer)_id|(ordered|happened|opened|started|joined|written|touched|invited)_at|amount|monthly_amount)$/;
const filledShare = ({ filled, rows }: ColumnProfile): number => filled / Math.max(1, rows);

function settledMatches(contract: SourceContract, settled: Settled): Match[] {
  return Object.entries(settled).flatMap(([name, column]) => {
    const as = contract.columns[name];
    if (column === null || as === undefined) return [];
    const read = readColumn(column, as, true);
    if ('unfit' in read) return [];
    const fits = nameFit(contract.name, name, column);
    const note =
      fits > 0 ? read.note : [read.note, 'guessed from what it holds'].filter((text) => text).join('; ');
    return [{ ...read, ...(note ? { note } : {}), name, column, score: Math.max(fits, 0.75), rivals: [] }];
  });
}

function candidatesOf(
  contract: SourceContract,
  column: ColumnProfile,
  unfit: Record<string, string>,
): Candidate[] {
  const words = wordsOf(column.name);
  const outcome = outcomeLike(column.name);
  const found: Candidate[] = [];
  for (const [name, as] of Object.entries(contract.columns)) {
    if (outcome !== null && !expected[contract.name]?.test(name)) continue;
    if (name === 'touch_id' && repeats(column)) continue;
    if (/amount$/.test(name) && isFlag(column)) continue;
    const score = nameScore(words, name, columnSynonyms[contract.name][name] ?? name);
    if (score === 0) continue;
    const read = readColumn(column, as);
    if ('unfit' in read) unfit[column.name] = `by its name it could be ${name}, but ${read.unfit}`;
    else found.push({ ...read, name, column, score });
  }
  return found;
}

/** Yes and no in numbers are no sums: `is_premium`. */
export const isFlag = ({ distinct, sample }: ColumnProfile): boolean =>
  distinct <= 2 && sample.every((value) => /^[01](\.0)?$/.test(value.trim()));

/** The number of a mailing stands once for everybody who got it: it numbers no contact. */
const repeats = ({ distinct, filled }: ColumnProfile): boolean => distinct < 0.99 * filled;

/** How well a column's name says that it is a column of a source: 0 to 1. */
export const nameFit = (source: SourceName, name: string, column: Pick<ColumnProfile, 'name'>): number =>
  nameScore(wordsOf(column.name), name, columnSynonyms[source][name] ?? name);

const exact = 0.9;

/** Fit of the best synonym; those further down the list count a little less. A price per month is one, a price per unit is not. */
function nameScore(all: readonly string[], name: string, synonyms: string): number {
  const words = /(amount|margin)$/.test(name) ? withoutCode(all) : idLast(all);
  const score = Math.max(0, ...asNames(synonyms).map((synonym, i) => fit(words, synonym) * (1 - i / 1000)));
  const isOther = others.some(([of, other]) => of.test(name) && words.some((word) => other.test(word)));
  return isOther && score < exact ? 0 : score;
}

/** `id_customer` is the customer's id. */
const idLast = ([first = '', ...others]: readonly string[]): readonly string[] =>
  first === 'id' && others.length > 0 ? [...others, first] : [first, ...others];

const rivalsOf = (chosen: Candidate, all: readonly Candidate[]): string[] =>
  all
    .filter(({ name, column }) => name === chosen.name && column.name !== chosen.column.name)
    .map(({ column }) => column.name);
