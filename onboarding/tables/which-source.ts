import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { fit, wordsOf } from '../../pipeline/recognise/column-words.ts';
import {
  nameFit as columnFit,
  type Match,
  type Matched,
  matchColumns,
  type Settled,
} from '../columns/match-columns.ts';
import { asNames, tableSynonyms } from '../columns/synonyms.ts';
import { type AmountRole, amountRole, columnsOf, type FoundAmount } from '../orders/amount-roles.ts';
import { type OrderRoles, orderRoles } from '../orders/order-roles.ts';
import { toldAmount } from '../orders/told-amount.ts';
import { ofShape } from '../read/shape.ts';
import { sqlName } from '../read/sql-of-column.ts';
import type { Question } from '../write/proposal.ts';
import { contractRoles, eventRoles, isOfCustomer, visitRoles } from './other-roles.ts';
import type { RelatedInput } from './related-input.ts';
import { isOfAnswer, namedServiceRoles } from './service-roles.ts';

/** An input taken for a source, or several taken together. */
export interface Recognised extends Matched {
  readonly source: SourceName;
  /** The columns: of the one input, or of the query over several. */
  readonly input: RelatedInput;
  readonly score: number;
  /** SELECT over the inputs, where more than one is needed. */
  readonly query?: string;
  /** The inputs that it is read from. */
  readonly inputs: readonly InputProfile[];
  /** What of an order was seen from how its columns go together. */
  readonly order?: OrderFindings;
  /** Of contracts, the day that stands for no end. */
  readonly never?: string;
  /** What only a person can tell of how it is made of several tables. */
  readonly questions?: readonly Question[];
}

export interface OrderFindings {
  readonly roles: OrderRoles;
  readonly amount: FoundAmount;
}

export interface NotRecognised {
  readonly input: RelatedInput;
  /** The source that it comes nearest to, and what it lacks for it. */
  readonly nearest: SourceName;
  readonly lacks: readonly string[];
  readonly unfit: Matched['unfit'];
}

/** One of these names must be found (each list: any of it) for an input to be taken for a source. */
const needed: Readonly<Record<SourceName, readonly (readonly string[])[]>> = {
  customers: [['customer_id']],
  orders: [['customer_id'], ['ordered_at'], ['amount']],
  events: [['customer_id'], ['happened_at'], ['kind', 'name']],
  tickets: [['customer_id'], ['opened_at']],
  surveys: [['customer_id'], ['invited_at', 'answered_at'], ['score']],
  reviews: [['written_at'], ['rating', 'text']],
  touches: [['customer_id'], ['touched_at'], ['campaign']],
  subscriptions: [['customer_id'], ['started_at'], ['monthly_amount']],
  identities: [['alias_id'], ['customer_id']],
};

/** Columns that few other sources have. */
const telling: Readonly<Record<SourceName, readonly string[]>> = {
  customers: ['joined_at', 'acquisition_channel', 'contact_consent', 'segment'],
  orders: ['order_id', 'amount', 'quantity', 'product_id'],
  events: ['kind', 'journey', 'journey_id', 'event_id'],
  tickets: ['resolved_at', 'first_response_at', 'ticket_id', 'reason'],
  surveys: ['score', 'answered_at', 'kind', 'scale_max'],
  reviews: ['platform', 'rating', 'place'],
  touches: ['campaign', 'arm', 'opted_out_at', 'cost'],
  subscriptions: ['ended_at', 'plan', 'subscription_id', 'monthly_amount'],
  identities: ['alias_id'],
};

const nameCounts = 4;
/** More than the names of all columns together. */
const toldCounts = 1000;

/** The source that an input most likely is: by what its columns are called and hold, and by its own name. @param not a source that it is known not to be */
export function recognise(input: RelatedInput, not?: SourceName): Recognised | NotRecognised {
  const told = toldSource(input);
  const all = (Object.keys(sourceContracts) as SourceName[]).filter((source) => source !== not);
  const sources = told === undefined ? all : [told];
  const tried = sources.map((source) => weigh(source, input));
  const best = tried
    .filter(({ lacks, possible }) => lacks.length === 0 && (possible || told !== undefined))
    .sort((a, b) => b.found.score - a.found.score)[0];
  if (best) return best.found;
  const nearest = tried.sort((a, b) => b.found.score - a.found.score)[0];
  return {
    input,
    nearest: nearest?.found.source ?? 'orders',
    lacks: nearest?.lacks ?? [],
    unfit: nearest?.found.unfit ?? {},
  };
}

/** The source that a person calls a file, or the folder that it lies in: whatever it holds and is called, it is that. */
export const toldSource = ({
  path,
  answers = {},
}: InputProfile & Partial<Pick<RelatedInput, 'answers'>>): SourceName | undefined =>
  (Object.keys(answers.sources ?? {}) as SourceName[]).find((source) => {
    const place = answers.sources?.[source] ?? '';
    return path === place || path.startsWith(`${place}/`);
  });

/** Where an input lies, as a person finds it. */
export const placeOf = ({ path, reading: { sheet, member } }: InputProfile): string =>
  sheet !== undefined ? `${path}, sheet ${sheet}` : member !== undefined ? `${path}, ${member}` : path;

/** What a FROM clause reads: the input's table, or the query over several. */
export const tableOf = ({ query, input }: Pick<Recognised, 'query' | 'input'>): string =>
  query === undefined ? sqlName(input.name) : `(\n${query}\n) t`;

/** A table whose own key is that of those who act: their master data, whatever it is called. */
export function recogniseCustomers(input: RelatedInput, key: ColumnProfile): Recognised {
  const matched = matchColumns(sourceContracts.customers, input, { customer_id: key });
  return { source: 'customers', input, inputs: input.parts, score: 0, ...matched };
}

/** Rows of which nothing is known but who and when, where nothing else shows what customers do. @param told the customer's column where it is said that these are events */
export function recogniseVisits(input: RelatedInput, told?: ColumnProfile): Recognised | null {
  const at = told && ofShape(input, 'time')[0];
  const settled = at ? { customer_id: told, happened_at: at } : visitRoles(input, input.relations);
  if (settled === null) return null;
  const { query, parts } = input;
  const matched = withoutNames('events', input, settled);
  return {
    source: 'events',
    input,
    inputs: parts,
    score: 0,
    ...matched,
    ...(query === undefined ? {} : { query }),
  };
}

/** An input taken for a given source, with columns that are settled; null where it lacks something that the source needs. */
export function recogniseAs(
  source: SourceName,
  input: RelatedInput,
  settled: Settled = {},
): Recognised | null {
  const { found, lacks, possible } = weigh(source, input, settled);
  return lacks.length === 0 && possible ? found : null;
}

interface Weighed {
  readonly found: Recognised;
  readonly lacks: readonly string[];
  readonly possible: boolean;
}

function weigh(source: SourceName, input: RelatedInput, also: Settled = {}): Weighed {
  const order = source === 'orders' ? findOrder(input) : null;
  const settled = order ? settledOrder(order) : settledOther(source, input);
  const matched = withoutNames(source, input, { ...currencyBeside(source, input), ...settled, ...also });
  const names = matched.matches.map(({ name }) => name);
  const present = order ? [...names, 'amount'] : names;
  const tellingScore = telling[source].filter((name) =>
    matched.matches.some((match) => match.name === name && isTelling(match)),
  ).length;
  const named = matched.matches.filter(({ column, name }) => columnFit(source, name, column) > 0);
  const score =
    named.reduce((sum, match) => sum + match.score, 0) +
    tellingScore +
    fileFit(source, input) +
    (source === 'touches' && tellsOfSends(input) ? telling.touches.length : 0) +
    (settled === null ? 0 : 1);
  const { query, parts } = input;
  return {
    found: {
      source,
      input,
      inputs: parts,
      score,
      ...matched,
      ...(query === undefined ? {} : { query }),
      ...(order ? { order } : {}),
      ...(input.questions ? { questions: input.questions } : {}),
    },
    lacks: needed[source]
      .filter((any) => !any.some((name) => present.includes(name)))
      .map((any) => any.join(' or ')),
    possible: settled !== null || isPossible(source, input, matched.matches, tellingScore),
  };
}

/** Currencies in a column of another name; where one is called so, that is it. */
function currencyBeside(source: SourceName, input: RelatedInput): Settled {
  if (!('currency' in sourceContracts[source].columns)) return {};
  const columns = input.columns.filter(holdsCurrencies).sort((a, b) => b.filled - a.filled);
  const isCalled = columns.some((column) => columnFit(source, 'currency', column) > 0);
  return columns[0] && !isCalled ? { currency: columns[0] } : {};
}

const codes = new Set(Intl.supportedValuesOf('currency'));

/** Several codes of currencies, and nothing else. */
const holdsCurrencies = ({ common, distinct, filled, rows }: ColumnProfile): boolean =>
  distinct > 1 &&
  distinct <= common.length &&
  filled >= 0.9 * rows &&
  common.every(({ value }) => codes.has(value.trim()));

/** Of events, a column that is called a name and holds that of the customer is not what they did. */
function withoutNames(source: SourceName, input: RelatedInput, settled: Settled): Matched {
  const matched = matchColumns(sourceContracts[source], input, settled);
  const columnOf = (name: string) => matched.matches.find((match) => match.name === name)?.column;
  const [who, what] = [columnOf('customer_id'), columnOf('name')];
  if (source !== 'events' || !who || !what || !isOfCustomer(what, who, input.relations)) return matched;
  const columns = input.columns.filter((column) => column !== what);
  return withoutNames(source, { ...input, columns }, settled);
}

function findOrder(input: RelatedInput): OrderFindings | null {
  const said = input.answers.amount;
  const role = said === undefined ? null : toldAmount(said, input.columns);
  const own = role ? { ...input, columns: unpaid(input, role) } : input;
  const roles = rolesOf(own);
  const amount = roles && amountRole(input, input.relations, roles);
  if (!roles || !role) return roles && amount && { roles, amount };
  const quantity = role.kind === 'product' ? role.quantity : (amount?.quantity ?? null);
  return { roles, amount: { role, why: 'as you said', rivals: [], quantity, told: true } };
}

const isNamed = (column: ColumnProfile): boolean =>
  columnFit('orders', 'customer_id', column) > 0 || isAddress(column);

/**
 * In a short export hardly anybody comes back: where a file is called orders, a column that is called a customer says whose
 * they are, and an address does sooner than what only seems to come back.
 */
function rolesOf(input: RelatedInput): OrderRoles | null {
  const { relations, answers } = input;
  const seen = orderRoles(input, relations, answers);
  const isJoined = input.carried !== undefined;
  if (isJoined || answers.customer !== undefined || fileFit('orders', input) === 0) return seen;
  if (seen !== null && isNamed(seen.customer)) return seen;
  const full = input.columns.filter(({ filled, rows }) => filled >= 0.8 * rows);
  const called = full.find((column) => columnFit('orders', 'customer_id', column) > 0.75);
  const who = (seen === null ? called : undefined) ?? full.find(isAddress);
  return (who && orderRoles(input, relations, { ...answers, customer: who.name })) ?? seen;
}

/** Whole sums look like ids: what a person says was paid is nobody's number. */
const unpaid = ({ columns }: RelatedInput, role: AmountRole): ColumnProfile[] =>
  columns.filter((column) => !columnsOf(role).includes(column));

/** A number of the order and an amount that are not in a column of their own are made by `propose-orders.ts`. */
function settledOrder({ roles, amount }: OrderFindings): Settled {
  const { role, quantity } = amount;
  return {
    order_id: roles.order,
    customer_id: roles.customer,
    ordered_at: roles.at,
    amount: role.kind === 'row' ? role.amount : null,
    ...(quantity ? { quantity } : {}),
  };
}

/** Sources whose tables are known by their own name before their rows are taken for events. */
const fileSources: readonly SourceName[] = [
  'customers',
  'orders',
  'tickets',
  'surveys',
  'touches',
  'subscriptions',
];

function settledOther(source: SourceName, input: RelatedInput): Settled | null {
  if (source === 'subscriptions')
    return contractRoles(input, input.relations, toldSource(input) === 'subscriptions');
  if (source === 'orders') return boughtOnce(input);
  if (source === 'reviews' && tellsOfAnswers(input)) return null;
  if (['tickets', 'surveys', 'reviews', 'touches'].includes(source))
    return fileFit(source, input) > 0 ? namedServiceRoles(source, input) : null;
  const isCalledOtherwise = fileSources.some((other) => fileFit(other, input) > 0);
  return source === 'events' && !isCalledOtherwise
    ? eventRoles(input, input.relations, fileFit('events', input) > 0)
    : null;
}

/** Orders of which each bears another address, and nobody else: it is taken for the customer, and asked about. */
function boughtOnce(input: RelatedInput): Settled | null {
  const isNumbered = input.columns.some((column) => columnFit('orders', 'order_id', column) > 0.75);
  if (fileFit('orders', input) === 0 || !isNumbered) return null;
  if (input.columns.some((column) => columnFit('orders', 'customer_id', column) > 0)) return null;
  const who = input.columns.find((column) => column.filled >= 0.9 * column.rows && isAddress(column));
  return who ? { customer_id: who } : null;
}

const isAddress = ({ sample }: ColumnProfile): boolean =>
  sample.length > 0 && sample.every((value) => /^\S+@\S+\.\S+$/.test(value));

/** What a file or a sheet is called, as it is written: `FactClaims` is two words. */
export function fileNameOf({ reading, path }: Pick<InputProfile, 'reading' | 'path'>): string {
  const { sheet, member } = reading;
  const file = sheet ?? (member ?? path).split(/[\\/]/).at(-1) ?? '';
  return file.replace(/(\.[a-z]+)+$/i, '');
}

/** How well a file is called a source: by its own name, or by a person, whose word alone counts then. */
export function fileFit(source: SourceName, input: Parameters<typeof toldSource>[0]): number {
  const told = toldSource(input);
  if (told !== undefined) return told === source ? toldCounts : 0;
  const words = wordsOf(fileNameOf(input)).filter((word) => !isFiller(word));
  return nameCounts * Math.max(0, ...asNames(tableSynonyms[source]).map((name) => fit(words, name)));
}

/** What tools that send messages say of each, and logs of what customers did do not. */
const ofSends = asNames('send_id message_variation_id subscriber_key email_campaign_id opens member_rating');

export const tellsOfSends = ({ columns }: InputProfile): boolean =>
  columns.some(({ name }) => ofSends.some((send) => fit(wordsOf(name), send) === 1));

const saysPlatform = (matches: readonly Match[]): boolean => matches.some(({ name }) => name === 'platform');

/** A time of its own for the answer: the shop asked for it. */
const tellsOfAnswers = (input: InputProfile): boolean => ofShape(input, 'time').some(isOfAnswer);

/** A log of visits says when and by which campaign as well. */
const isAnyTime = (matches: readonly Match[]): boolean =>
  matches.some(
    ({ name, column }) =>
      name === 'touched_at' && /^(event )?(time|date|created)$/.test(wordsOf(column.name).join(' ')),
  );

/** A bare `id` is everybody's. */
const isTelling = ({ column }: Match): boolean => column.name.toLowerCase() !== 'id';

const isFiller = (word: string): boolean =>
  /^(\d+|file|table|export|dump|data|dataset|all|full|raw|clean|cleaned|final|sample|dim|fact|stg|tbl|v)$/.test(
    word,
  );

/** What names alone cannot tell: a table of customers has a row per customer; one of aliases has little else. */
function isPossible(
  source: SourceName,
  input: InputProfile,
  matches: readonly Match[],
  tellingScore: number,
): boolean {
  const customer = matches.find(({ name }) => name === 'customer_id')?.column;
  const onePerRow = customer !== undefined && customer.distinct > 0.97 * customer.filled;
  const called = fileFit(source, input) > 0;
  if (source === 'customers') return onePerRow && (called || matches.length > 1);
  if (source === 'identities') return input.columns.length <= 4;
  if (source === 'reviews') return called && (saysPlatform(matches) || !tellsOfAnswers(input));
  if (source === 'touches' && !called && !tellsOfSends(input) && isAnyTime(matches)) return false;
  return called || tellingScore > 0;
}
