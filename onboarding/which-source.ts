import type { ColumnProfile, InputProfile } from '../contracts/profile.ts';
import type { SourceName } from '../contracts/sources/column.ts';
import { sourceContracts } from '../contracts/sources/sources.ts';
import { fit, wordsOf } from '../pipeline/recognise/column-words.ts';
import { findNumberFormat } from '../pipeline/recognise/number-format.ts';
import { matchByContent } from './match-by-content.ts';
import { type Match, type Matched, matchColumns } from './match-columns.ts';
import { sqlName } from './sql-of-column.ts';
import { asNames, tableSynonyms, unitPriceSynonyms } from './synonyms.ts';

/** An input taken for a source, or several taken together. */
export interface Recognised extends Matched {
  readonly source: SourceName;
  /** The columns: of the one input, or of the query over several. */
  readonly input: InputProfile;
  readonly score: number;
  /** SELECT over the inputs, where more than one is needed. */
  readonly query?: string;
  /** The inputs that it is read from. */
  readonly inputs: readonly InputProfile[];
  /** Price of one unit, where no column holds the amount of an order line. */
  readonly unitPrice?: ColumnProfile;
}

export interface NotRecognised {
  readonly input: InputProfile;
  /** The source that it comes nearest to, and what it lacks for it. */
  readonly nearest: SourceName;
  readonly lacks: readonly string[];
  readonly unfit: Matched['unfit'];
}

/** One of these names must be found (each list: any of it) for an input to be taken for a source. */
const needed: Readonly<Record<SourceName, readonly (readonly string[])[]>> = {
  customers: [['customer_id']],
  orders: [['customer_id'], ['ordered_at'], ['amount', 'unit price']],
  events: [['customer_id'], ['happened_at'], ['kind', 'name']],
  tickets: [['customer_id'], ['opened_at']],
  surveys: [['customer_id'], ['invited_at', 'answered_at'], ['score']],
  touches: [['customer_id'], ['touched_at'], ['campaign']],
  subscriptions: [['customer_id'], ['started_at'], ['monthly_amount']],
  identities: [['alias_id'], ['customer_id']],
};

/** Columns that few other sources have. */
const telling: Readonly<Record<SourceName, readonly string[]>> = {
  customers: ['joined_at', 'acquisition_channel', 'contact_consent', 'segment'],
  orders: ['order_id', 'amount', 'quantity', 'product_id', 'unit price'],
  events: ['kind', 'journey', 'journey_id', 'event_id'],
  tickets: ['resolved_at', 'first_response_at', 'ticket_id', 'reason'],
  surveys: ['score', 'answered_at', 'kind', 'scale_max'],
  touches: ['campaign', 'arm', 'opted_out_at', 'cost'],
  subscriptions: ['ended_at', 'plan', 'subscription_id', 'monthly_amount'],
  identities: ['alias_id'],
};

const nameCounts = 4;

/** The source that an input most likely is: by what its columns are called and hold, and by its own name. */
export function recognise(input: InputProfile): Recognised | NotRecognised {
  const tried = (Object.keys(sourceContracts) as SourceName[]).map((source) => weigh(source, input));
  const best = tried
    .filter(({ lacks, possible }) => lacks.length === 0 && possible)
    .sort((a, b) => b.found.score - a.found.score)[0];
  if (best) return best.found;
  const unnamed = input.columns.every(({ name }) => /^column\d+$/.test(name));
  const matches = unnamed ? matchByContent(input) : null;
  if (matches) return { source: 'orders', input, inputs: [input], score: 0, matches, unfit: {} };
  const nearest = tried.sort((a, b) => b.found.score - a.found.score)[0];
  return {
    input,
    nearest: nearest?.found.source ?? 'orders',
    lacks: nearest?.lacks ?? [],
    unfit: nearest?.found.unfit ?? {},
  };
}

/** What a FROM clause reads: the input's table, or the query over several. */
export const tableOf = ({ query, input }: Recognised): string =>
  query === undefined ? sqlName(input.name) : `(\n${query}\n) t`;

/** An input taken for a given source, whether or not it has all that the source needs. */
export const matchAs = (source: SourceName, input: InputProfile): Recognised => weigh(source, input).found;

/** The same, or null where it lacks something that the source needs. */
export function recogniseAs(source: SourceName, input: InputProfile): Recognised | null {
  const { found, lacks, possible } = weigh(source, input);
  return lacks.length === 0 && possible ? found : null;
}

interface Weighed {
  readonly found: Recognised;
  readonly lacks: readonly string[];
  readonly possible: boolean;
}

function weigh(source: SourceName, input: InputProfile): Weighed {
  const matched = matchColumns(sourceContracts[source], input);
  const unitPrice = source === 'orders' ? findUnitPrice(input, matched.matches) : undefined;
  const names = matched.matches.map(({ name }) => name);
  const present = unitPrice ? [...names, 'unit price'] : names;
  const tellingScore = telling[source].filter((name) =>
    name === 'unit price'
      ? unitPrice
      : matched.matches.some((match) => match.name === name && isTelling(match)),
  ).length;
  const score =
    matched.matches.reduce((sum, match) => sum + match.score, 0) + tellingScore + nameFit(source, input);
  return {
    found: { source, input, inputs: [input], score, ...matched, ...(unitPrice ? { unitPrice } : {}) },
    lacks: needed[source]
      .filter((any) => !any.some((name) => present.includes(name)))
      .map((any) => any.join(' or ')),
    possible: isPossible(source, input, matched.matches, tellingScore),
  };
}

function nameFit(source: SourceName, input: InputProfile): number {
  const file = input.path.split(/[\\/]/).at(-1) ?? '';
  const words = wordsOf(file.replace(/(\.[a-z]+)+$/i, '')).filter((word) => !isFiller(word));
  return nameCounts * Math.max(0, ...asNames(tableSynonyms[source]).map((name) => fit(words, name)));
}

/** A bare `id` is everybody's. */
const isTelling = ({ column }: Match): boolean => column.name.toLowerCase() !== 'id';

const isFiller = (word: string): boolean =>
  /^(\d+|file|table|export|dump|data|all|full|dim|fact|stg|tbl|v)$/.test(word);

/** What names alone cannot tell: a table of customers has a row per customer; one of aliases has little else. */
function isPossible(
  source: SourceName,
  input: InputProfile,
  matches: readonly Match[],
  tellingScore: number,
): boolean {
  const customer = matches.find(({ name }) => name === 'customer_id')?.column;
  const onePerRow = customer !== undefined && customer.distinct > 0.97 * customer.filled;
  const called = nameFit(source, input) > 0;
  if (source === 'customers') return onePerRow && (called || matches.length > 1);
  if (source === 'identities') return input.columns.length <= 4;
  return called || tellingScore > 0;
}

/**
 * The column of the price of one unit, where an order line says at what price but not its amount. A plain `price` is
 * taken for the price of one.
 */
function findUnitPrice(input: InputProfile, matches: readonly Match[]): ColumnProfile | undefined {
  if (matches.some(({ name }) => name === 'amount')) return undefined;
  const names = asNames(unitPriceSynonyms);
  const score = (column: ColumnProfile) =>
    Math.max(0, ...names.map((name, i) => fit(wordsOf(column.name), name) * (1 - i / 1000)));
  return input.columns
    .filter((column) => score(column) > 0 && findNumberFormat(column.sample) !== null)
    .sort((a, b) => score(b) - score(a))[0];
}
