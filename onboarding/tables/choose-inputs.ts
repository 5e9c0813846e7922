import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { nameFit } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { byTerm } from '../contracts/by-term.ts';
import { contractsOfMembers } from '../contracts/contracts-of-members.ts';
import { wholeContracts } from '../contracts/whole-contracts.ts';
import { speaksOfNoSale, speaksOfRefund } from '../orders/order-words.ts';
import { ofShape } from '../read/shape.ts';
import type { Unused } from '../write/proposal.ts';
import { alignIds } from './align-ids.ts';
import { chooseLists } from './choose-lists.ts';
import { customersByKey, fewKnown } from './customers-by-key.ts';
import { fillDown } from './fill-down.ts';
import { flatAdvice, flatTable } from './flat-table.ts';
import { joinDateParts } from './join-date-parts.ts';
import { joinTables, throughOwner, withCustomer } from './join-tables.ts';
import { answersOf } from './questionnaire.ts';
import { type Answers, overlap, type RelatedInput, relatedInput } from './related-input.ts';
import { namesThem, serviceOf } from './service-of.ts';
import { isSameTable, uniteInputs } from './unite-inputs.ts';
import {
  fileFit,
  type NotRecognised,
  placeOf,
  type Recognised,
  recognise,
  recogniseAs,
  recogniseCustomers,
  recogniseVisits,
  tellsOfSends,
  toldSource,
} from './which-source.ts';

export interface Chosen {
  /** At most one of each source. */
  readonly sources: readonly Recognised[];
  readonly unused: readonly Unused[];
}

/** Decides which inputs serve as which source: alone, several as one, or orders joined from several tables. */
export async function chooseInputs(
  warehouse: Warehouse,
  inputs: readonly InputProfile[],
  answers: Answers,
): Promise<Chosen> {
  const read: RelatedInput[] = [];
  for (const input of inputs) {
    const own = await joinDateParts(warehouse, await relatedInput(warehouse, input, answers));
    read.push(await fillDown(warehouse, await answersOf(warehouse, own)));
  }
  const related = chooseLists(read);
  const first: (Recognised | NotRecognised)[] = [];
  for (const input of related) first.push(asMaster(await byTerm(warehouse, recognise(input)), related));
  for (const [i, one] of first.entries()) first[i] = asLargest(one, first);
  const priced = await joinFees(warehouse, related, first);
  const contracts = priced ?? (await wholeContracts(warehouse, first, related));
  const isContracts = ({ input }: Pick<Recognised, 'input'>) =>
    contracts !== null && contracts !== priced && contracts.inputs[0]?.name === input.name;
  const surer = await surerOrders(
    warehouse,
    first.filter((one) => !isContracts(one)),
    related,
  );
  const looked = await serviceFirst(warehouse, surer, related);
  const alone = looked.filter((one): one is Recognised => 'source' in one);
  const hasOrders = alone.some((one) => one.source === 'orders' && !neverComeBack(one));
  const joined = surer.joined ?? (hasOrders ? null : await joinOrders(warehouse, related, alone));
  const found = alone.filter((one) => !joined || (one.source !== 'orders' && !isUsedUp(one.input, joined)));
  const others = looked.filter((one): one is NotRecognised => !('source' in one));
  const chosen: Chosen[] = [];
  for (const source of Object.keys(sourceContracts) as SourceName[])
    chosen.push(
      await oneOf(
        warehouse,
        found.filter((one) => one.source === source),
      ),
    );
  const owned = await ownedOrders(
    warehouse,
    [...chosen.flatMap(({ sources }) => sources), ...[joined, contracts].filter((one) => one !== null)],
    related,
  );
  const members = owned.some(({ source }) => source === 'subscriptions')
    ? undefined
    : owned.find(({ source }) => source === 'customers');
  const left = members ? await contractsOfMembers(warehouse, members, related) : null;
  const acting = [...owned, ...(left ? [left] : [])];
  const visits = actingIn(acting) ? [] : await visitsIn(warehouse, others);
  const certain = [...acting, ...visits];
  const customers = certain.some(({ source }) => source === 'customers')
    ? null
    : await customersByKey(
        warehouse,
        actingIn(certain),
        others.map(({ input }) => input),
      );
  const strangers = certain.filter((one) => isStrange(one, certain));
  const beside = await besideThem(warehouse, certain, { others, related });
  if (![...certain, ...beside].some(({ source }) => source === 'touches'))
    beside.push(
      ...(await sendsByAddress(
        warehouse,
        related.filter(({ name }) => !certain.some((one) => !strangers.includes(one) && reads(one, name))),
        related,
      )),
    );
  const authored = await withAuthors(warehouse, [...certain, ...beside], related);
  return {
    sources: alignIds([...(customers ? [customers] : []), ...authored]).filter(
      (one) => !isStrange(one, certain),
    ),
    unused: [
      ...strangers
        .filter(({ input }) => !beside.some((one) => reads(one, input.name)))
        .map(({ input, source }) => ({
          path: placeOf(input),
          why: strange,
          matters: source === 'customers',
        })),
      ...chosen
        .flatMap(({ unused }) => unused)
        .filter(({ path }) => !beside.some((one) => one.inputs.some((part) => placeOf(part) === path))),
      ...others
        .filter(
          ({ input }) =>
            ![joined, contracts, left, customers, ...visits, ...beside].some((one) =>
              one?.inputs.some(({ name }) => name === input.name),
            ),
        )
        .map((one) => ({
          path: placeOf(one.input),
          why: whyNot(one),
          matters: seemsToMatter(one) || holdsLines(one.input, certain) || mayHoldAmounts(one.input, visits),
        })),
    ],
  };
}

const strange =
  'hardly any of its ids are among the customers of the other files; which column, or which other file, joins them?';

const actingIn = (found: readonly Recognised[]): Recognised | undefined =>
  ['orders', 'events', 'subscriptions']
    .map((source) => found.find((one) => one.source === source))
    .find((one) => one !== undefined);

/** Unless a person said that it is another source. */
const mayBe = (source: SourceName, input: RelatedInput): boolean => (toldSource(input) ?? source) === source;

/** Tables that tell who and when and nothing else, taken for events together. */
async function visitsIn(
  warehouse: Warehouse,
  others: readonly NotRecognised[],
): Promise<readonly Recognised[]> {
  const found = others
    .filter(({ input }) => mayBe('events', input))
    .map(({ input }) => recogniseVisits(input))
    .filter((one) => one !== null)
    .sort((a, b) => b.input.rows - a.input.rows);
  const [most, who] = [found[0], found[0] && find(found[0], 'customer_id')?.column];
  const same = found.filter((one) => {
    const own = find(one, 'customer_id')?.column;
    return one === most || (own && who && overlap(own, who).plain >= fewKnown);
  });
  return (await oneOf(warehouse, same)).sources;
}

/** A table of customers of whom nobody acts, or a log of somebody else: of channels, of machines. */
function isStrange(one: Recognised, found: readonly Recognised[]): boolean {
  const acting = actingIn(found);
  if (one === acting) return false;
  const other = one.source === 'customers' ? acting : found.find(({ source }) => source === 'customers');
  if (!['customers', 'events'].includes(one.source) || other === one || toldSource(one.input)) return false;
  const [key, who] = [one, other].map((source) => source && find(source, 'customer_id')?.column);
  return !!key && !!who && overlap(key, who).plain < fewKnown;
}

/** Orders whose customer is not that of the customers' table, through the table that knows whose they are. */
async function ownedOrders(
  warehouse: Warehouse,
  found: readonly Recognised[],
  inputs: readonly RelatedInput[],
): Promise<readonly Recognised[]> {
  const table = found.find((one) => one.source === 'customers' && isStrange(one, found));
  const orders = found.find(({ source }) => source === 'orders');
  const owner = (table && find(table, 'customer_id')?.column) ?? holderOf(found, orders);
  const again = owner && orders && (await throughOwner(warehouse, { orders, owner }, inputs));
  return again ? found.map((one) => (one === orders ? again : one)) : found;
}

/** Who holds the contracts, where the payments name those and nobody. */
function holderOf(found: readonly Recognised[], orders: Recognised | undefined) {
  const contracts = found.find(({ source }) => source === 'subscriptions');
  const paid = orders && find(orders, 'customer_id')?.column;
  const [contract, holder] = ['subscription_id', 'customer_id'].map(
    (name) => contracts && find(contracts, name)?.column,
  );
  if (!paid || !contract || !holder || contract.name === holder.name) return undefined;
  return overlap(paid, contract).plain >= 0.9 && overlap(paid, holder).plain < fewKnown ? holder : undefined;
}

/** Reviews that know the order alone, mails that know the campaign alone: what they lack stands in another table. */
const joinable: readonly SourceName[] = ['tickets', 'surveys', 'touches', 'events'];

interface Left {
  readonly others: readonly NotRecognised[];
  readonly related: readonly RelatedInput[];
}

/** Sources that nobody was taken for yet: of what is left, by a join with another table or by what it holds. */
async function besideThem(
  warehouse: Warehouse,
  found: readonly Recognised[],
  { others, related }: Left,
): Promise<Recognised[]> {
  const acting = actingIn(found);
  const beside: Recognised[] = [];
  const isFree = (source: SourceName) => ![...found, ...beside].some((one) => one.source === source);
  for (const { input, nearest } of others) {
    const named = joinable.filter((source) => fileFit(source, input) > 0);
    // ratings in a file that nobody calls reviews are answers
    const source = named[0] ?? (nearest === 'reviews' ? 'surveys' : nearest);
    const joined =
      joinable.includes(source) && isFree(source)
        ? await joinTables(warehouse, related, { source, from: [input] })
        : null;
    const service = acting && !isReadAs('orders', input, found) && !isCalledAction(input);
    const one = joined ?? (service ? await serviceOf(warehouse, input, { acting, inputs: related }) : null);
    if (one && isFree(one.source)) beside.push(one);
  }
  return beside;
}

/** Reviews that name the order alone are of whoever placed it. */
async function withAuthors(
  warehouse: Warehouse,
  found: readonly Recognised[],
  related: readonly RelatedInput[],
): Promise<readonly Recognised[]> {
  const reviews = found.find(({ source }) => source === 'reviews');
  const acting = actingIn(found);
  const who = acting && find(acting, 'customer_id')?.column;
  if (!reviews || !who || find(reviews, 'customer_id')) return found;
  const owned = await withCustomer(warehouse, reviews.input, { who, inputs: related });
  const own = ({ name }: ColumnProfile) => reviews.input.columns.some((column) => column.name === name);
  const again =
    owned &&
    recogniseAs(
      'reviews',
      { ...owned.input, columns: owned.input.columns.filter((one) => one === owned.customer || own(one)) },
      { customer_id: owned.customer },
    );
  return again ? found.map((one) => (one === reviews ? again : one)) : found;
}

const reads = (one: Recognised, input: string): boolean => one.inputs.some(({ name }) => name === input);

/** Sends of a tool that knows people by their address alone: whose it is stands in another table. */
async function sendsByAddress(
  warehouse: Warehouse,
  free: readonly RelatedInput[],
  related: readonly RelatedInput[],
): Promise<Recognised[]> {
  for (const input of free.filter(tellsOfSends)) {
    const joined = await joinTables(warehouse, related, { source: 'touches', from: [input] });
    if (joined) return [joined];
  }
  return [];
}

/** What is called orders or subscriptions is no case and no answer. */
const isCalledAction = (input: RelatedInput): boolean =>
  (['orders', 'subscriptions'] as const).some((source) => fileFit(source, input) > 0);

/** Lines of orders hold units of one to five, which are no answers. */
const isReadAs = (source: SourceName, { name }: RelatedInput, found: readonly Recognised[]): boolean =>
  found.some((one) => one.source === source && one.inputs.some((part) => part.name === name));

/** Taken for orders by nothing but its numbers, while its key stands over and over in other tables: their master data. */
function asMaster(
  one: Recognised | NotRecognised,
  related: readonly RelatedInput[],
): Recognised | NotRecognised {
  if (!('source' in one) || one.source !== 'orders' || fileFit('orders', one.input) > 0) return one;
  const named = one.matches.some(
    ({ name, score, note }) => name === 'amount' && score > 0.75 && note === undefined,
  );
  const key = one.input.columns.find(
    (column) =>
      column.distinct >= 0.99 * column.rows &&
      related.filter((other) => other !== one.input && repeats(other, column)).length >= 2,
  );
  return key && !named ? recogniseCustomers(one.input, key) : one;
}

/** A few rows show less than many: a file with the columns of a larger one is what that is. */
function asLargest(
  one: Recognised | NotRecognised,
  all: readonly (Recognised | NotRecognised)[],
): Recognised | NotRecognised {
  if ('source' in one || one.input.query !== undefined || toldSource(one.input)) return one;
  const alike = all.filter(
    (other): other is Recognised =>
      'source' in other && other.query === undefined && isSameTable(other.input, one.input),
  );
  const largest = alike.sort((a, b) => b.input.rows - a.input.rows)[0];
  return largest ? { ...largest, input: one.input, inputs: one.input.parts } : one;
}

const repeats = (other: RelatedInput, key: InputProfile['columns'][number]): boolean =>
  other.columns.some(
    (column) =>
      column.name === key.name && column.distinct < 0.9 * column.rows && overlap(column, key).plain >= 0.9,
  );

const namesCustomer = (orders: Recognised): boolean => {
  const customer = find(orders, 'customer_id')?.column;
  return customer !== undefined && nameFit('orders', 'customer_id', customer) > 0.75;
};

/** Called orders, or with a column that is called a customer. */
const isCertain = (orders: Recognised): boolean =>
  namesCustomer(orders) || fileFit('orders', orders.input) > 0;

interface Looked {
  readonly looked: readonly (Recognised | NotRecognised)[];
  readonly joined: Recognised | null;
}

/**
 * Orders by nothing but what they hold (prices by season have ids, days and numbers too) give way to orders joined from
 * several tables that name the customer.
 */
async function surerOrders(
  warehouse: Warehouse,
  looked: readonly (Recognised | NotRecognised)[],
  related: readonly RelatedInput[],
): Promise<Looked> {
  const known = looked.filter((one): one is Recognised => 'source' in one);
  const orders = known.filter((one) => one.source === 'orders' && !neverComeBack(one));
  const whole =
    orders.length === 0 || orders.some(isCertain) ? null : await joinOrders(warehouse, related, known);
  if (whole === null || !namesCustomer(whole)) return { looked, joined: null };
  const gaveWay = (one: Recognised | NotRecognised) =>
    'source' in one && orders.includes(one) && !reads(whole, one.input.name);
  const none = { nearest: 'orders', lacks: [], unfit: {} } as const;
  return {
    looked: looked.map((one) => (gaveWay(one) ? { input: one.input, ...none } : one)),
    joined: whole,
  };
}

/** Logs by nothing but what they hold, which tickets and answers resemble, are these where they are. */
async function serviceFirst(
  warehouse: Warehouse,
  { looked, joined }: Looked,
  related: readonly RelatedInput[],
): Promise<(Recognised | NotRecognised)[]> {
  const known = looked.filter((one): one is Recognised => 'source' in one);
  const acting = joined ?? actingIn(known.filter(({ source }) => source !== 'events'));
  if (!acting) return [...looked];
  const settled: (Recognised | NotRecognised)[] = [];
  for (const one of looked) {
    const isOther = joined !== null && reads(joined, one.input.name);
    const isGuess =
      !isOther && 'source' in one && one.source === 'events' && fileFit('events', one.input) === 0;
    const service = isGuess ? await serviceOf(warehouse, one.input, { acting, inputs: related }) : null;
    settled.push(service ?? one);
  }
  return settled;
}

function joinOrders(
  warehouse: Warehouse,
  related: readonly RelatedInput[],
  alone: readonly Recognised[],
): Promise<Recognised | null> {
  const free = related.filter((input) => !isOther(input, alone));
  return joinTables(warehouse, free, { source: 'orders', from: free });
}

/** Subscriptions whose fee stands with the plan, or with the account. */
async function joinFees(
  warehouse: Warehouse,
  related: readonly RelatedInput[],
  looked: readonly (Recognised | NotRecognised)[],
): Promise<Recognised | null> {
  if (looked.some((one) => 'source' in one && one.source === 'subscriptions')) return null;
  const from = looked
    .filter((one): one is NotRecognised => !('source' in one) && one.nearest === 'subscriptions')
    .map(({ input }) => input)
    .filter((input) => fileFit('subscriptions', input) > 0);
  return joinTables(warehouse, related, { source: 'subscriptions', from });
}

/** Every customer has one order: the id is a new one for each, it seems. */
export const neverComeBack = (orders: Recognised): boolean => {
  const customer = find(orders, 'customer_id')?.column;
  const order = find(orders, 'order_id')?.column;
  if (customer === undefined || customer.filled < 100) return false;
  const { groups } = orders.input.relations;
  const [own, theirs] = [groups[customer.name], groups[order?.name ?? '']];
  // of a join, only what its own rows show counts: the other table may know many who never came
  if (orders.query !== undefined && own)
    return theirs ? own.keys >= 0.98 * theirs.keys : own.several < 0.02 * own.keys;
  return customer.distinct >= 0.98 * (order?.distinct ?? customer.filled);
};

/** What is a source of its own by its name takes no part in orders; a table of customers may. */
const isOther = (input: RelatedInput, alone: readonly Recognised[]): boolean =>
  alone.some(
    (one) => one.input === input && !['customers', 'orders', 'events', 'identities'].includes(one.source),
  );

/** A table of customers whose own key the orders do not bear serves through the join alone. */
function isUsedUp(input: RelatedInput, { inputs, order }: Recognised): boolean {
  if (!inputs.some(({ name }) => name === input.name)) return false;
  const customer = order?.roles.customer.name;
  const key = input.columns.find(({ name }) => name === customer);
  return key === undefined || key.distinct < 0.98 * key.filled;
}

/** Without a part of these the sums are others. */
const weighty: readonly SourceName[] = ['orders', 'subscriptions', 'events'];

/** Of several inputs taken for one source: all together where they go together, else the likeliest. */
async function oneOf(warehouse: Warehouse, found: readonly Recognised[]): Promise<Chosen> {
  if (found.length < 2) return { sources: found, unused: [] };
  const unsold = found.filter(isUnsold);
  if (unsold.length > 0 && unsold.length < found.length) {
    const sold = await oneOf(
      warehouse,
      found.filter((one) => !unsold.includes(one)),
    );
    return { ...sold, unused: [...sold.unused, ...unsold.map(({ input }) => notSold(input))] };
  }
  const together = await uniteInputs(warehouse, found);
  if (together) return { sources: [together], unused: [] };
  const [best, ...rest] = [...found].sort((a, b) => b.score - a.score || b.input.rows - a.input.rows);
  const why = `it looks like ${best?.source} too, but its columns are not those of ${best && placeOf(best.input)}; join or stack the two with a query under sources.${best?.source} if it belongs there`;
  return {
    sources: best ? [best] : [],
    unused: rest.map(({ input, source }) => {
      const flat = flatTable(input);
      return {
        path: placeOf(input),
        why: flat ? flatAdvice(input, flat) : why,
        matters: weighty.includes(source),
      };
    }),
  };
}

/** Called refunds, cancellations or the like. */
const isUnsold = ({ source, input }: Recognised): boolean =>
  source === 'orders' && toldSource(input) === undefined && speaksOfNoSale(input.name);

const notSold = (input: RelatedInput): Unused => ({
  path: placeOf(input),
  why: `its columns are those of orders, but by its name its rows are no sales. What was paid back belongs in the query of orders with "kind: refund" and a negative amount; of orders that were called off, delete this line, or if the other files hold them too, leave them out there`,
  matters: true,
});

/** Its rows bear the numbers of the orders, several for some, and sums: what is in them is not in the orders. */
function holdsLines(input: RelatedInput, found: readonly Recognised[]): boolean {
  const order = found.map((one) => one.order?.roles.order).find((column) => column != null);
  if (order == null || ofShape(input, 'number').length === 0) return false;
  return input.columns.some(
    (column) =>
      column.distinct < 0.9 * column.filled &&
      overlap(column, order).plain >= 0.9 &&
      namesThem(column, order),
  );
}

/** Numbers beside the ids of rows that are taken for visits, worth nothing as long as nothing says what was paid. */
const mayHoldAmounts = (input: RelatedInput, visits: readonly Recognised[]): boolean =>
  ofShape(input, 'number').length > 0 &&
  visits.some((visit) =>
    ofShape(visit.input, 'id', 'text').some((id) =>
      ofShape(input, 'id', 'text').some((own) => own.distinct >= 20 && overlap(own, id).plain >= 0.5),
    ),
  );

/** Said to be a source, or called orders or subscriptions, or after leaving or paying back, yet not understood. */
const seemsToMatter = ({ input, nearest }: NotRecognised): boolean =>
  toldSource(input) !== undefined ||
  (['orders', 'subscriptions'].includes(nearest) && fileFit(nearest, input) > 0) ||
  /churn|cancel|kuendig|resil|baja/i.test(input.name) ||
  tellsOfRefunds(input);

/** Sums that were paid back: without them all orders count in full. */
const tellsOfRefunds = (input: RelatedInput): boolean => {
  const numbers = ofShape(input, 'number');
  return numbers.length > 0 && [input, ...numbers].some(({ name }) => speaksOfRefund(name));
};

function whyNot({ input, nearest, lacks, unfit }: NotRecognised): string {
  const flat = flatTable(input);
  if (flat) return flatAdvice(input, flat);
  const reasons = Object.entries(unfit).map(([column, why]) => `${column}: ${why}`);
  const because = reasons.length === 0 ? '' : ` (${reasons.slice(0, 3).join('; ')})`;
  return lacks.length === 0
    ? 'its columns fit no source'
    : `it is closest to ${nearest}, but nothing was found for ${lacks.join(' and ')}${because}`;
}
