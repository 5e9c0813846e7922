import type { SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { oddWords } from '../../pipeline/recognise/flag-format.ts';
import { write } from '../../pipeline/reports/format.ts';
import { nameFit } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { dayOfLeaving } from '../contracts/contracts-of-members.ts';
import { columnsOf } from '../orders/amount-roles.ts';
import { isNameOfCustomer } from '../orders/order-roles.ts';
import { isHarmless, isMeasure, speaksOfClaims } from '../orders/order-words.ts';
import { inHundredths } from '../read/read-column.ts';
import { determines } from '../read/relations.ts';
import { isRound, shapeOf } from '../read/shape.ts';
import { sqlName } from '../read/sql-of-column.ts';
import type { CurrencyGuess } from '../sources/currency.ts';
import { consentByRefusal, doubtfulConsents, maybeConsent, nobodySaidYes } from '../sources/find-consent.ts';
import { neverComeBack } from '../tables/joined-orders.ts';
import { thoseWhoComeBack } from '../tables/other-roles.ts';
import { overlap } from '../tables/related-input.ts';
import { fileFit, fileNameOf, type OrderFindings, type Recognised } from '../tables/which-source.ts';
import type { ProposedColumn, ProposedSource, Question, Unused } from '../write/proposal.ts';
import { absentQuestions } from './absent-questions.ts';

export function currencyQuestions(guess: CurrencyGuess): Question[] {
  const unknown = {
    key: 'business.currency',
    text: `nothing in the files names the currency of the amounts; ${guess.currency} is a placeholder. Write yours, or start again with --currency.`,
  };
  const rates = guess.others.map((code) => `${code}: …`).join(', ');
  const converted =
    guess.named &&
    `${guess.named.column} is named after ${guess.named.code}, and another column says that some rows are in ${guess.others.join(', ')}. Are the amounts already converted? Then leave \`currency\` out of the columns of orders; otherwise write`;
  const mixed = {
    key: 'business.rates',
    decides: true,
    text: `${converted ?? `some rows are in ${guess.others.join(', ')}: write`} what one of each is worth in ${guess.currency}, as { ${rates} }. Until then \`holdfast check\` refuses them.`,
  };
  return [...(guess.unknown ? [unknown] : []), ...(guess.others.length > 0 ? [mixed] : [])];
}

/** Columns that the contract requires and that could be read otherwise, and dates or numbers in doubt anywhere. */
export function columnQuestions(sources: readonly ProposedSource[]): Question[] {
  return sources.flatMap(({ name, columns }) =>
    columns
      .filter((column) => column.doubt !== undefined && isWeighty(name, column.name))
      .map(({ name: column, doubt, answers }) => ({
        key: `sources.${name}.columns.${column}`,
        text: `${doubt}.`,
        ...(answers && answers.length > 0 ? { answers } : {}),
        decides:
          sourceContracts[name].columns[column]?.required === true &&
          /can also be read|taken off|is read as|price of one/.test(doubt ?? ''),
      })),
  );
}

const isWeighty = (source: ProposedSource['name'], name: string): boolean => {
  const column = sourceContracts[source].columns[name];
  return column?.required === true || column?.type === 'time' || column?.type === 'money';
};

/** Without it nobody may be contacted. */
export function consentQuestions(
  found: readonly Recognised[],
  sources: readonly ProposedSource[],
): Question[] {
  const customers = sources.find(({ name }) => name === 'customers');
  const key = 'sources.customers.columns.contact_consent';
  const mapped = customers?.columns.filter(({ name }) => name.endsWith('_consent')) ?? [];
  const table = found.find(({ source }) => source === 'customers');
  const inputs = table ? [table.input] : [];
  const doubtful = inputs.flatMap(doubtfulConsents);
  if (mapped.length > 0) {
    const names = mapped.flatMap(({ reads }) => reads).join(', ');
    const refusals = mapped.filter(({ unlessRefused }) => unlessRefused !== undefined);
    return [
      ...refusals.map((column) => refusalQuestion(column, refusals.length === mapped.length)),
      ...doubtful.map((column) => ({
        key,
        text: `does ${column.name} say who may be contacted, who may not, or something else? Only ${names} counts until the column is mapped.`,
        decides: true,
      })),
    ];
  }
  const maybe = [...inputs, ...found.map(({ input }) => input)].flatMap((input) =>
    maybeConsent(input, input === table?.input),
  );
  const column = maybe[0];
  if (column) {
    const refused = consentByRefusal(column);
    return [
      {
        key,
        text: `does ${column.name} say who may be contacted${refused === null ? '' : ', or who may not'}?${oddText(column)} Until it is mapped, nobody may be.`,
        candidates: [
          `contact_consent: ${column.name}`,
          ...(refused === null
            ? []
            : [
                `contact_consent: { sql: ${JSON.stringify(refused)} } # who may not; who has not refused has agreed`,
              ]),
        ],
        decides: true,
      },
    ];
  }
  const text =
    'no column says who has agreed to be contacted, and not known counts as no consent. Add one, or say why all may be contacted under targeting.consent.assumed.';
  return [{ key, text }];
}

/** Who has not refused has not agreed by that: a no is what a tool writes for whoever never said a word. */
function refusalQuestion({ name, reads, unlessRefused }: ProposedColumn, ofAll: boolean): Question {
  const columns = reads.join(', ');
  const key = `sources.customers.columns.${name}`;
  const text = `${columns} ${reads.length === 1 ? 'says' : 'say'} who may not be contacted, ${nobodySaidYes}. Until then nobody may be${ofAll ? '' : ' by that channel'}.`;
  if (!unlessRefused) return { key, text };
  return {
    key,
    text: `${text} If whoever has not refused did agree, use the line given here in the config.`,
    candidates: [`${name}: { sql: ${JSON.stringify(unlessRefused)} } # who has not refused has agreed`],
    decides: ofAll,
  };
}

/** The words of a short column that are not understood: it is asked about for them. */
function oddText({ common, distinct }: ColumnProfile): string {
  const odd = oddWords(common.map(({ value }) => value));
  if (odd.length === 0 || distinct > 12 || common.length < distinct) return '';
  const shown = odd.slice(0, 5).map((word) => `"${word}"`);
  return ` ${shown.join(', ')} ${odd.length === 1 ? 'is' : 'are'} neither yes nor no here: say with { sql: "case … end" } what ${odd.length === 1 ? 'it means' : 'they mean'}.`;
}

/** Times, customers and amounts that could be another column as well. */
export function roleQuestions(found: readonly Recognised[]): Question[] {
  const orders = found.find(({ source }) => source === 'orders');
  if (!orders) return unpaidQuestions(found);
  return [...(orders.questions ?? []), ...ordersQuestions(orders, found), ...absentQuestions(found)];
}

function ordersQuestions(orders: Recognised, found: readonly Recognised[]): Question[] {
  if (neverComeBack(orders)) return [onceQuestion(find(orders, 'customer_id')?.column.name ?? '')];
  const { order } = orders;
  if (!order) return onceOnlyQuestions(orders);
  const { roles, amount } = order;
  return [
    ...goodsQuestions(found, 'orders', roles.customer),
    ...snapshotQuestions(orders, order),
    ...fewQuestions(orders, order),
    ...roleQuestion('orders', 'customer_id', {
      taken: roles.customer.name,
      rivals: roles.rivals.customer.filter(
        (name) => amount.role.kind === 'product' || name !== amount.role.amount.name,
      ),
    }),
    ...roleQuestion('orders', 'ordered_at', {
      taken: roles.at.name,
      rivals: roles.rivals.at,
      otherwise: paidAhead(roles.at.name, roles.rivals.at),
    }),
    ...centsQuestions(orders, order),
    ...hopedQuestions(orders, order),
    ...(amount.role.kind === 'product'
      ? []
      : roleQuestion('orders', 'amount', { taken: amount.role.amount.name, rivals: amount.rivals })),
  ];
}

/** Who calls and who is called come back both. */
function whoQuestions({ input, matches }: Recognised): Question[] {
  const [who, at] = ['customer_id', 'happened_at'].map(
    (name) => matches.find((one) => one.name === name)?.column,
  );
  if (!who || !at || nameFit('events', 'customer_id', who) > 0) return [];
  const { relations } = input;
  const others = thoseWhoComeBack(input, relations, at).filter(
    ({ name }) =>
      name !== who.name && !determines(relations, who.name, name) && !determines(relations, name, who.name),
  );
  if (others.length > 0)
    return roleQuestion('events', 'customer_id', { taken: who.name, rivals: others.map(({ name }) => name) });
  return byContentQuestions('events', who, input.rows);
}

/** The how-manieth something is. */
const place =
  /^(order|rank|position|index|sequence|seq|stage|step|level|version|ordre|rang|reihenfolge|orden|ordine|ordem|kolejnosc)$/;

/** A number beside who and when may be what was given or paid. */
function countedQuestions(events: Recognised): Question[] {
  const { input, matches } = events;
  const who = find(events, 'customer_id')?.column;
  const free = input.columns.filter(
    (column) =>
      column.distinct > 2 &&
      !isMeasure(wordsOf(column.name)) &&
      !wordsOf(column.name).some((word) => place.test(word)) &&
      !matches.some(({ column: used }) => used.name === column.name) &&
      !(who && overlap(column, who).plain > 0.5),
  );
  const counts = free.filter((column) => shapeOf(column) === 'count');
  const sums = counts.length > 0 ? counts : free.filter((column) => maybePaid(column, events));
  if (sums.length !== 1) return [];
  const names = sums.map(({ name }) => name);
  return [
    {
      key: 'sources.orders.columns.amount',
      text: `does ${names[0]} hold what was paid? Then these rows are orders: start again with --amount ${names[0]}. Until then they count as visits.`,
      candidates: names.map((name) => `amount: ${name}`),
      decides: true,
    },
  ];
}

/** A log in which some rows bear what was paid: these are orders as well. */
function soldQuestions(events: Recognised): Question[] {
  const { input, matches } = events;
  const sum = input.columns.find(
    (column) =>
      shapeOf(column) === 'number' &&
      nameFit('orders', 'amount', column) > 0.5 &&
      !matches.some(({ column: used }) => used.name === column.name),
  );
  if (sum === undefined) return [];
  const [who, at] = ['customer_id', 'happened_at'].map((name) => find(events, name)?.column.name ?? '…');
  const columns = `order_id: …, customer_id: ${who}, ordered_at: ${at}, amount: ${sum.name}`;
  return [
    {
      key: 'sources.orders',
      text: `${sum.name} holds sums on ${write.percent(sum.filled / sum.rows, 0)} of the rows, which are taken for events alone. Was this paid? Then these rows are orders as well`,
      candidates: [
        `orders: { query: "select * from ${input.name} where ${sqlName(sum.name)} is not null", columns: { ${columns} } }`,
      ],
      decides: true,
    },
  ];
}

/** Whole sums of a currency without cents, and sums in thousands, look like ids, but neither tell the customer nor are told by them. */
function maybePaid(column: ColumnProfile, events: Recognised): boolean {
  const { relations } = events.input;
  const who = find(events, 'customer_id')?.column.name;
  return (
    shapeOf(column) === 'id' &&
    column.sample.every((value) => /^([1-9]\d*|\d+[.,]\d+)$/.test(value)) &&
    column.distinct < column.filled &&
    who !== undefined &&
    column.name in relations.groups &&
    !determines(relations, column.name, who) &&
    !determines(relations, who, column.name)
  );
}

/** A time that each customer has once, on all rows, is when they joined, not when each order was. */
function onceOnlyQuestions(orders: Recognised): Question[] {
  const [customer, at] = ['customer_id', 'ordered_at'].map((name) => find(orders, name)?.column.name ?? '');
  const rows = orders.input.relations.groups[customer ?? ''];
  if (rows === undefined || rows.several < 0.05 * rows.keys || (rows.differing[at ?? ''] ?? 1) > 0.02)
    return [];
  return [
    {
      key: 'sources.orders.columns.ordered_at',
      text: `all rows of a ${customer} have the same ${at}: it seems to be a day of the customer, not of each order. Which column, or which other file, says when each order was placed?`,
      candidates: ['ordered_at: …'],
      decides: true,
    },
  ];
}

/** Orders without an amount are taken for visits, which nobody may overlook. */
function unpaidQuestions(found: readonly Recognised[]): Question[] {
  const events = found.find(({ source }) => source === 'events');
  if (!events) return [];
  if (fileFit('events', events.input) > 0) return [...soldQuestions(events), ...absentQuestions(found)];
  const unpaid = events.inputs.filter((input) => fileFit('orders', input) > 0 || numbersOrders(input));
  const who = find(events, 'customer_id')?.column;
  if (unpaid.length === 0)
    return [
      ...(who ? goodsQuestions(found, 'events', who) : []),
      ...whoQuestions(events),
      ...soldQuestions(events),
      ...countedQuestions(events),
      ...absentQuestions(found),
    ];
  return [
    {
      key: 'sources.orders.columns.amount',
      text: `no column of ${unpaid.map(({ name }) => name).join(', ')} says what was paid, so its rows count as visits and nothing has a value. Which column, or which other file, holds the amounts?`,
      decides: true,
    },
  ];
}

/** A number that is called an order's on each row: orders, whatever the file is called. */
const numbersOrders = ({ columns }: InputProfile): boolean =>
  columns.some(
    (column) =>
      column.name.toLowerCase() !== 'id' &&
      column.distinct >= 0.99 * column.rows &&
      nameFit('orders', 'order_id', column) > 0.75,
  );

/** Called a deal, a case or a machine: what happens to it has a customer, and is none. */
const isThing = (name: string): boolean =>
  wordsOf(name).some((word) =>
    /^(deals?|opportunit(y|ies)|cases?|tickets?|orders?|invoices?|sessions?|projects?|devices?|machines?|vehicles?|bookings?|policy|policies|contracts?|loans?)$/.test(
      word,
    ),
  );

/** Those who sell, and to whom a business pays. */
const isSeller = (name: string): boolean =>
  wordsOf(name).some((word) =>
    /^(vendors?|suppliers?|sellers?|merchants?|drivers?|lieferant(en)?|verkaufer|fournisseurs?|vendeurs?|proveedor(es)?|vendedor(es)?|fornecedor(es)?|fornitor[ei]|venditor[ei]|dostawc[ay]|sprzedawc[ay]|furnizor(i)?|leverancier|поставщик\w*|продав\w*)$/.test(
      word,
    ),
  );

/** The last day of a month. */
const isMonthEnd = (value: string): boolean => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(value) ?? [];
  return day !== undefined && new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() === Number(day);
};

const monthly = /^\d{4}\D?\d{2}(\D?01(\D.*)?)?$|^0?1\D\d{1,2}\D\d{4}/;

/** A row an account a month, at one of few prices: what each pays, not what each bought. */
function snapshotQuestions(orders: Recognised, { roles, amount }: OrderFindings): Question[] {
  const isCalled = fileFit('subscriptions', orders.input) > 0;
  const sum = amount.role.kind === 'row' ? amount.role.amount : null;
  if (roles.order !== null || !(isCalled || (sum !== null && sum.distinct <= 40))) return [];
  const { at, customer } = roles;
  const isMonthly = at.sample.every((value) => monthly.test(value)) || at.sample.every(isMonthEnd);
  if (at.distinct < 3 || !isMonthly) return [];
  const [who, when] = [customer, at].map(({ name }) => sqlName(name));
  const fee = sum === null ? '…' : sqlName(sum.name);
  const last = `max(${when})`;
  return [
    {
      key: 'sources.subscriptions',
      text: `a row for each ${customer.name} and ${at.name} looks like a monthly fee, not like purchases. Are these subscriptions? Then they begin with the first row and end with the last, unless that is in the last month`,
      candidates: [
        `query: "select ${who}, min(${when}) as started, case when ${last} < (select ${last} from …) then ${last} end as ended, max_by(${fee}, ${when}) as fee from … group by 1"`,
      ],
      decides: true,
    },
  ];
}

const ofPayments = /^(ch|py|pi|in|txn|cus|sub|seti|cs)_\w+$/;

/** Programs that take payments keep whole cents; a shop's own sums in whole units are mostly round. */
function centsQuestions({ input }: Recognised, { amount: { role, told } }: OrderFindings): Question[] {
  if (told || role.kind === 'product' || inHundredths(role.amount.name)) return [];
  const { name, sample } = role.amount;
  const isWhole = sample.every((value) => /^-?\d+$/.test(value));
  const round = sample.filter((value) => value.endsWith('00')).length;
  const isProgram = input.columns.some(
    (column) => column.sample.length > 20 && column.sample.every((value) => ofPayments.test(value)),
  );
  if (!isWhole || round > 0.5 * sample.length || !isProgram) return [];
  return [
    {
      key: 'sources.orders.columns.amount',
      text: `${name} holds only whole numbers, next to ids like those of a payment provider that keeps amounts in cents. Are they cents? Then divide them by a hundred; otherwise delete the line.`,
      candidates: [`amount: { sql: "try_cast(${sqlName(name)} as decimal(18,4)) / 100" }`],
      decides: true,
    },
  ];
}

/** What two sums and no day or address are said of, under names that nobody here knows, may be goods: what they cost and sell for. */
function goodsQuestions(
  found: readonly Recognised[],
  source: 'orders' | 'events',
  who: ColumnProfile,
): Question[] {
  const table = found.find((one) => one.source === 'customers')?.input;
  const isCalledSo =
    nameFit(source, 'customer_id', who) > 0 || (table !== undefined && fileFit('customers', table) > 0);
  if (table === undefined || table === found.find((one) => one.source === source)?.input || isCalledSo)
    return [];
  const sums = table.columns.filter((column) => shapeOf(column) === 'number' || isRound(column));
  const isOfPeople = table.columns.some(
    (column) => shapeOf(column) === 'time' || column.sample.some((value) => /^\S+@\S+\.\S+$/.test(value)),
  );
  if (sums.length < 2 || isOfPeople) return [];
  return [
    {
      key: `sources.${source}.columns.customer_id`,
      text: `${who.name} is taken for the customer only by what it holds, and ${table.name} gives ${sums.map(({ name }) => name).join(' and ')} of each, as of goods. Is it the customer? If not, no column names the customer; add a file that does.`,
      candidates: ['customer_id: …'],
      decides: true,
    },
  ];
}

/** What a seller hopes for, offers or plans. */
const hoped =
  /^(expect(ed)?|estimat(ed?|ion)|forecast(ed)?|planned|projected|potential|quoted?|offered|proposed|budget(ed)?|erwartet\w*|geplant\w*|geschatzt\w*|angebot\w*|prevu\w*|estime\w*|attendu\w*|esperad[oa]|estimad[oa]|previst[oa]|stimat[oa]|presupuest\w*|orcad[oa]|planowan\w*|szacowan\w*|estimata?|ожидаем\p{L}*|план\p{L}*)$/u;

/** Offers and deals of which many come to nothing have sums too. */
function hopedQuestions(
  { input, inputs }: Recognised,
  { amount: { role, told } }: OrderFindings,
): Question[] {
  const made = columnsOf(role).map(({ name }) => name);
  const named = made.find((one) => wordsOf(one).some((word) => hoped.test(word)));
  const name = named ?? made[0];
  if (told || name === undefined) return [];
  const ofClaims = inputs.find(
    (one) => speaksOfClaims(fileNameOf(one)) && fileFit('orders', { ...input, ...one }) === 0,
  );
  if (named === undefined && !ofClaims) return [];
  return [
    {
      key: 'sources.orders.columns.amount',
      text: `${ofClaims ? `${name} of ${ofClaims.name}` : name} seems to be what was expected, offered or claimed, not what a customer paid, and every row counts as a sale of it. Which column, or which other file, says what was paid? If all of it was, delete the line.`,
      candidates: ['amount: …'],
      decides: true,
    },
  ];
}

/** Ids that stand on many rows each, or small numbers, under a name that nobody here knows or that is a product's or a shop's, may be of branches, goods or units. */
const fewQuestions = ({ input }: Recognised, { roles: { customer, order } }: OrderFindings): Question[] =>
  byContentQuestions('orders', customer, order?.distinct ?? input.rows);

function byContentQuestions(source: 'orders' | 'events', customer: ColumnProfile, n: number): Question[] {
  const named = nameFit(source, 'customer_id', customer) > 0 || isNameOfCustomer(customer);
  const few = customer.distinct < 50 && n >= 8 * customer.distinct;
  // a log of visits says nothing else of whom it is of
  const most = source === 'orders' ? 1000 : 10_000;
  const small = customer.sample.every(
    (value) => /^\d+([.,]\d+)?$/.test(value) && Number(value.replace(',', '.')) < most,
  );
  const ofOthers =
    isHarmless(customer.name) || isSeller(customer.name) || nameFit('orders', 'product_id', customer) > 0;
  if (named || !(few || small || ofOthers || isThing(customer.name))) return [];
  return [
    {
      key: `sources.${source}.columns.customer_id`,
      text: `${customer.name} is taken for the customer only by what it holds: ${customer.distinct} of them, with ${Math.round(n / customer.distinct)} ${source} each. Is it? If these are shops, goods or quantities, no column names the customer; add a file that does.`,
      candidates: ['customer_id: …'],
      decides: true,
    },
  ];
}

const onceQuestion = (customer: string): Question => ({
  key: 'sources.orders.columns.customer_id',
  text: `nobody ever buys twice: ${customer} seems to be a new one for each order. Which column, or which other file, holds the customer?`,
  candidates: ['customer_id: …'],
  decides: true,
});

interface Rivalry {
  readonly taken: string;
  readonly rivals: readonly string[];
  /** What else the two may mean. */
  readonly otherwise?: string;
}

/** With two times on each row, these may be subscriptions of which a year's term is no silence. */
const paidAhead = (from: string, [until, ...more]: readonly string[]): string =>
  until === undefined || more.length > 0
    ? ''
    : ` If each row is a term that was paid from ${from} to ${until}, these are contracts: start again with --source subscriptions=….`;

function roleQuestion(
  source: SourceName,
  name: string,
  { taken, rivals, otherwise = '' }: Rivalry,
): Question[] {
  if (rivals.length === 0) return [];
  return [
    {
      key: `sources.${source}.columns.${name}`,
      text: `${taken} is taken, but ${rivals.join(', ')} could be it as well, by what they hold. Which is it?${otherwise}`,
      candidates: rivals.map((column) => `${name}: ${column}`),
      decides: true,
    },
  ];
}

export function contractQuestions(found: readonly Recognised[]): Question[] {
  const subscriptions = found.find(({ source }) => source === 'subscriptions');
  if (!subscriptions) return leftQuestions(found);
  const open = [...(subscriptions.questions ?? []), ...noFeeQuestions(subscriptions)];
  if (find(subscriptions, 'ended_at')) return [...open, ...feeQuestions(subscriptions)];
  const text =
    'no column says when a subscription ended, so nobody ever leaves. Map it, or write churn.kind: non-contractual.';
  return [...open, { key: 'sources.subscriptions.columns.ended_at', text, decides: true }];
}

/** A table of customers that says when some left: contracts, of which nothing else is known. */
function leftQuestions(found: readonly Recognised[]): Question[] {
  const customers = found.find(({ source }) => source === 'customers');
  const left = customers && dayOfLeaving(customers.input);
  if (!customers || !left) return [];
  const [who, since] = ['customer_id', 'joined_at'].map((name) => find(customers, name)?.column.name ?? '…');
  const columns = `subscription_id: ${who}, customer_id: ${who}, started_at: ${since}, ended_at: ${left.name}, monthly_amount: …`;
  return [
    {
      key: 'sources.subscriptions',
      text: `${left.name} of ${customers.input.name} seems to be the day on which a customer left, and is not used: who is lost is guessed from silence. Are these contracts? Then add them`,
      candidates: [`subscriptions: { from: ${customers.input.name}, columns: { ${columns} } }`],
      decides: true,
    },
  ];
}

/** Whether what is taken for answers or cases are any, and of whom. */
export const serviceQuestions = (found: readonly Recognised[]): Question[] =>
  found
    .filter(({ source }) => source === 'surveys' || source === 'tickets')
    .flatMap((one) => [...(one.questions ?? []), ...ratedQuestions(one)]);

/** A file that is called reviews, and bears a time of answering: the shop asked for them, it seems. */
function ratedQuestions({ source, input, inputs }: Recognised): Question[] {
  if (source !== 'surveys' || fileFit('reviews', input) === 0 || fileFit('surveys', input) > 0) return [];
  const text = `${inputs[0]?.name ?? input.name} says when it was answered, so it is taken for answers to a survey. If these are reviews that anyone can read, start again with --source reviews=….`;
  return [{ key: 'sources.surveys', text }];
}

/** Without a fee it is known who stays and for how long, and not what they are worth. */
function noFeeQuestions(subscriptions: Recognised): Question[] {
  if (find(subscriptions, 'monthly_amount')) return [];
  return [
    {
      key: 'sources.subscriptions.columns.monthly_amount',
      text: 'no column, and no other file, gives the monthly fee: it is set to 0, so nobody has any value. Map the fee, or write it for each plan.',
      candidates: ['monthly_amount: { sql: "case plan when … then 9.90 else 0 end" }'],
      decides: true,
    },
  ];
}

/** An amount of something: `deductible_amount`, `loan_amount`. */
const amountOf = /^(amount|betrag|montant|importe|monto|importo|valor|kwota|suma|bedrag|сумма)$/;

/**
 * Whole numbers under a name that nobody here knows may be a fee, or seats, or points; and beside other numbers what is only
 * an amount of something may be what is insured, or lent.
 */
function feeQuestions(subscriptions: Recognised): Question[] {
  const fee = find(subscriptions, 'monthly_amount')?.column;
  if (!fee) return [];
  const fits = nameFit('subscriptions', 'monthly_amount', fee);
  const words = wordsOf(fee.name);
  const isCalled = fits >= 0.9 || (fits > 0 && !words.some((word) => amountOf.test(word)));
  const rivals = subscriptions.input.columns.filter(
    (column) =>
      shapeOf(column) === 'number' &&
      column.distinct > 2 &&
      !isMeasure(wordsOf(column.name)) &&
      !subscriptions.matches.some((match) => match.column.name === column.name),
  );
  const isWhole = fee.sample.every((value) => /^\d+$/.test(value));
  if (isCalled || (rivals.length === 0 && !isWhole)) return [];
  const others = rivals.map(({ name }) => name);
  return [
    {
      key: 'sources.subscriptions.columns.monthly_amount',
      text:
        others.length === 0
          ? `${fee.name} is taken for the monthly fee, as the only number among the columns. Is it?`
          : `${fee.name} is taken for the monthly fee, but ${others.join(', ')} could be it as well. Which is it? If none of them, write what each pays a month.`,
      candidates: others.map((name) => `monthly_amount: ${name}`),
      decides: true,
    },
  ];
}

export function sizeQuestions(
  reports: readonly SourceReport[],
  minCustomers: number,
  sampled: boolean,
): Question[] {
  const kept = reports.find(({ source }) => source === 'customers')?.kept ?? 0;
  if (sampled || kept >= minCustomers) return [];
  const text = `${kept} customers are few: \`holdfast check\` refuses fewer than ${minCustomers}. Add more, or lower the limit deliberately; intervals get wider.`;
  return [{ key: 'training.minCustomers', text }];
}

export const historyQuestion = (days: number): Question => ({
  key: 'training',
  text: `the files cover ${days} days, too few to learn from and to judge on later ones. \`holdfast check\` works; \`holdfast run\` needs older data.`,
});

export const unusedQuestions = (unused: readonly Unused[]): Question[] =>
  unused.map(({ path, why, matters }) => ({
    key: 'inputs',
    text: `${path} is not used: ${why}.`,
    ...(matters ? { decides: true } : {}),
  }));
