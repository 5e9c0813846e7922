import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { nameFit } from '../columns/match-columns.ts';
import { unitPriceFit } from '../columns/synonyms.ts';
import { determines, holds, type Relations } from '../read/relations.ts';
import { isRound, ofShape, shapeOf } from '../read/shape.ts';
import type { RelatedInput } from '../tables/related-input.ts';
import {
  comesOnTop,
  isCost,
  isDiscount,
  isPercent,
  isShare,
  isWhole,
  ofLikeNamed,
  withoutExtras,
} from './like-amounts.ts';
import type { OrderRoles } from './order-roles.ts';
import { isMeasure, speaksOfRefund } from './order-words.ts';

/** What was paid, and where it stands. */
export type AmountRole =
  /** A column holds it for each row, once what is taken off is. */
  | { readonly kind: 'row'; readonly amount: ColumnProfile; readonly less?: ColumnProfile }
  /** Units times price, less a discount where one stands apart. */
  | {
      readonly kind: 'product';
      readonly quantity: ColumnProfile;
      readonly price: ColumnProfile;
      readonly less: ColumnProfile | null;
    }
  /** The order's total stands on each of its rows: it counts once. */
  | { readonly kind: 'total'; readonly amount: ColumnProfile }
  /** What goes one way and what goes the other stand in two columns, one of them on each row: debit and credit. */
  | { readonly kind: 'sides'; readonly amount: ColumnProfile; readonly back: ColumnProfile };

/** The columns that make the amount. */
export function columnsOf(role: AmountRole): ColumnProfile[] {
  if (role.kind === 'sides') return [role.amount, role.back];
  const less = 'less' in role && role.less ? [role.less] : [];
  return role.kind === 'product' ? [role.quantity, role.price, ...less] : [role.amount, ...less];
}

export interface FoundAmount {
  readonly role: AmountRole;
  /** How it was told apart. */
  readonly why: string;
  /** Columns that could be it as well, where nothing decides. */
  readonly rivals: readonly string[];
  readonly quantity: ColumnProfile | null;
  /** What only a person can tell of it. */
  readonly ask?: string;
  /** The count by which it may have to be multiplied. */
  readonly many?: string;
  /** A person said so. */
  readonly told?: boolean;
}

const nearly = 0.95;

/** Finds the amount by arithmetic where the columns allow it, by names where they do not. Null without any number. */
export function amountRole(
  input: InputProfile & Pick<RelatedInput, 'carried'>,
  relations: Relations,
  roles: OrderRoles,
): FoundAmount | null {
  const own = [roles.customer, roles.at, roles.order].map((column) => column?.name);
  const used = (column: ColumnProfile) =>
    own.includes(column.name) || measures(column) || (isPercent(column) && amountFit(column) === 0);
  const money = ofShape(input, 'number').filter((column) => !used(column) && !isSparse(column));
  const counts = ofShape(input, 'count').filter(
    (column) =>
      !used(column) &&
      !isDiscount(column) &&
      !isNeverAbove(column) &&
      (isCalledQuantity(column) ||
        (nameFit('orders', 'line_id', column) <= 0.75 && !isLineNumber(column, relations, roles))),
  );
  const rare = ofShape(input, 'number').filter((column) => !used(column) && isSparse(column));
  const off = ofShape(input, 'number', 'count').filter(
    (column) =>
      isDiscount(column) &&
      !own.includes(column.name) &&
      (shapeOf(column) === 'number' ? !measures(column) || isShare(column) : isShare(column)),
  );
  const table = { relations, money, rare, counts, off, roles };
  const sides = sidesOf(relations, [...money, ...rare]);
  if (sides) return { ...sides, quantity: null };
  const product = productOf(table);
  const role = byArithmetic(table, product) ?? byName(input, table);
  const named = quantityOf(counts.filter((column) => nameFit('orders', 'quantity', column) > 0));
  return role && { ...role, rivals: ofRows(role, input), quantity: product?.quantity ?? named };
}

/** A sum of the row itself has no rival in what another table says of its contract or its customer. */
function ofRows({ role, rivals }: Found, { carried = [] }: Pick<RelatedInput, 'carried'>): readonly string[] {
  const theirs = carried.flatMap(({ columns }) => columns);
  if (columnsOf(role).some(({ name }) => theirs.includes(name))) return rivals;
  return rivals.filter((name) => !theirs.includes(name));
}

/** Two sums of which nearly every row has one: the side that more rows have is what was sold, until a person says otherwise. */
function sidesOf({ rows }: Relations, money: readonly ColumnProfile[]): Omit<FoundAmount, 'quantity'> | null {
  const fewest = 0.02 * rows.length;
  const has = (name: string) => (row: Relations['rows'][number]) => (row.numbers[name] ?? 0) !== 0;
  for (const [i, a] of money.entries())
    for (const b of money.slice(i + 1)) {
      const [own, other] = [rows.filter(has(a.name)).length, rows.filter(has(b.name)).length];
      const both = rows.filter((row) => has(a.name)(row) && has(b.name)(row)).length;
      if (rows.length < 50 || Math.min(own, other) < fewest || both > 0.1 * fewest) continue;
      if (own + other - both < rows.length - fewest) continue;
      const [amount, back] = own >= other ? [a, b] : [b, a];
      const ask = `each row has either ${amount.name} or ${back.name}: ${amount.name} is read as what was sold and ${back.name} as what was paid back. If ${back.name} holds the sales, swap them; if it holds other payments, use ${amount.name} alone`;
      return { role: { kind: 'sides', amount, back }, why: '', rivals: [], ask };
    }
  return null;
}

/** Offsets and debts: nobody bought so many of anything. */
const isNeverAbove = ({ sample }: ColumnProfile): boolean =>
  sample.every((value) => Number(value.replace(',', '.')) <= 0);

/** Minutes, megabytes, kilometres: called so, and not called an amount. */
const measures = (column: ColumnProfile): boolean =>
  isMeasure(wordsOf(column.name)) && amountFit(column) === 0 && unitPriceFit(column) === 0;

interface Table {
  readonly relations: Relations;
  readonly money: readonly ColumnProfile[];
  /** Sums on few rows: discounts, say. */
  readonly rare: readonly ColumnProfile[];
  readonly counts: readonly ColumnProfile[];
  /** Discounts, in money or as a share. */
  readonly off: readonly ColumnProfile[];
  readonly roles: OrderRoles;
}

/** What is filled on few rows belongs to few rows: a refund, a discount. */
const isSparse = ({ filled, rows, common }: ColumnProfile): boolean => {
  const zeros = common.find(({ value }) => Number(value.replace(',', '.')) === 0)?.rows ?? 0;
  return filled - zeros < 0.3 * rows;
};

const isCalledQuantity = (column: ColumnProfile): boolean => nameFit('orders', 'quantity', column) > 0.75;

/** No two rows of an order bear the same. */
const isLineNumber = ({ name }: ColumnProfile, { groups }: Relations, { order }: OrderRoles): boolean => {
  const own = groups[order?.name ?? ''];
  return own !== undefined && own.several > 20 && (own.differing[name] ?? 0) > 0.99;
};

const quantityOf = (counts: readonly ColumnProfile[]): ColumnProfile | null =>
  [...counts].sort((a, b) => nameFit('orders', 'quantity', b) - nameFit('orders', 'quantity', a))[0] ?? null;

interface Product {
  readonly quantity: ColumnProfile;
  readonly price: ColumnProfile;
  /** The column that is their product, if one is. */
  readonly amount: ColumnProfile | null;
  /** Taken off the product to come to the amount. */
  readonly less: ColumnProfile | null;
  /** Nothing but their sizes tells the two apart. */
  readonly doubt?: { readonly ask: string };
}

/** Units and price whose product is a third column, with or without a discount; else those whose names say so. */
function productOf({ relations, money, rare, counts }: Table): Product | null {
  for (const quantity of counts)
    for (const price of money) {
      for (const amount of money.filter((one) => one !== price && !comesOnTop(one))) {
        const [q, p, a] = [quantity.name, price.name, amount.name];
        if (isConstantOne(quantity)) continue;
        const isMade = (names: readonly string[], test: (values: readonly number[]) => number) =>
          holds(relations, names, test) >= nearly && holdsOfSeveral(relations, { quantity, names, test });
        if (isMade([a, q, p], ([x = 0, y = 0, z = 0]) => Math.abs(x) - Math.abs(y * z)))
          return { quantity, price, amount, less: null };
        const other = [...money, ...rare].find(
          (one) =>
            ![price, amount].includes(one) &&
            isMade([a, q, p, one.name], ([x = 0, y = 0, z = 0, d = 0]) => x - y * z + Math.abs(d)),
        );
        if (other && ![amount, other].some((one) => isCost(one) || isCut(one)))
          return { quantity, price, ...paidAndCut(relations, amount, other) };
      }
    }
  return null;
}

/** Two sums that make up units times price: the one called a discount is taken off, else the smaller, which is asked. */
function paidAndCut(
  { rows }: Relations,
  one: ColumnProfile,
  other: ColumnProfile,
): Pick<Product, 'doubt'> & { readonly amount: ColumnProfile; readonly less: ColumnProfile } {
  const sum = ({ name }: ColumnProfile) =>
    rows.reduce((total, { numbers }) => total + Math.abs(numbers[name] ?? 0), 0);
  const called = Number(isDiscount(one)) - Number(isDiscount(other));
  const named = called || amountFit(other) - amountFit(one);
  const [amount, less] = (named || sum(other) - sum(one)) > 0 ? [other, one] : [one, other];
  if (named !== 0) return { amount, less };
  const ask = `${amount.name} and ${less.name} add up to units times price: ${amount.name}, the larger, is read as what was paid and ${less.name} as what was taken off. Is it so?`;
  return { amount, less, doubt: { ask } };
}

interface Made {
  readonly quantity: ColumnProfile;
  readonly names: readonly string[];
  readonly test: (values: readonly number[]) => number;
}

/** Where nearly all buy one of a thing, equal columns look like a price and what it makes: the rows of several decide. */
function holdsOfSeveral({ rows }: Relations, { quantity, names, test }: Made): boolean {
  const several = rows.flatMap(({ numbers }) => {
    const values = names.map((name) => numbers[name] ?? Number.NaN);
    const isOne = Math.abs(numbers[quantity.name] ?? 1) === 1;
    return isOne || values.some(Number.isNaN) ? [] : [values];
  });
  const good = several.filter((values) => Math.abs(test(values)) <= 0.011 + 1e-6 * Math.abs(values[0] ?? 0));
  return several.length > 0 && good.length > 0.8 * several.length;
}

const saysPrice = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).some((word) => /^(price|preis|prix|precio|preco|prezzo|cena|pret|prijs|цена)$/.test(word));

/** The price before anything is taken off, which nobody may have paid. */
const isListed = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).some((word) =>
    /^(list|listed|msrp|rrp|uvp|catalog(ue)?|original|regular|compare|base|liste|listino|lista|tabela|cennik\w*)$/.test(
      word,
    ),
  );

/** Called a number or a key of something: of who sold it, say. */
const isNumberOf = (column: ColumnProfile): boolean =>
  !isCalledQuantity(column) &&
  wordsOf(column.name).some((word) =>
    /^(id|key|code|codigo|cod|nr|no|kod|fk|pk|index|idx|indice)$/.test(word),
  );

/** Whole sums of what it cost, of tax or carriage: no units. */
const isExpense = (column: ColumnProfile): boolean =>
  !isCalledQuantity(column) && (isCost(column) || comesOnTop(column));

const isConstantOne = ({ distinct }: ColumnProfile): boolean => distinct < 2;

type Found = Omit<FoundAmount, 'quantity'>;

function byArithmetic(table: Table, product: Product | null): Found | null {
  const { relations, money, roles } = table;
  const totals = orderTotals(table);
  const lines = money.filter((column) => !totals.includes(column));
  if (product?.amount) {
    const taxed = netOf(table, product.amount);
    if (taxed) return taxed;
    const why = `${product.quantity.name} × ${product.price.name}${product.less ? ` − ${product.less.name}` : ''} = ${product.amount.name} on nearly every row`;
    return { role: { kind: 'row', amount: product.amount }, why, rivals: [], ...product.doubt };
  }
  const units = unitsAndPrice(table, lines);
  if (units) return units;
  const net = lines.map((gross) => netOf(table, gross)).find((found) => found !== null);
  if (net) return net;
  const sold = withoutExtras(relations, lines, table.rare);
  if (sold) {
    const { amount, less, why } = sold;
    return { role: { kind: 'row', amount, ...(less ? { less } : {}) }, why, rivals: [] };
  }
  const only =
    lines.length === 0 && totals.length > 0 && relations.groups[roles.order?.name ?? ''] !== undefined;
  if (!only) return null;
  const less = withoutExtras(relations, totals, table.rare);
  if (less && less.less === null)
    return {
      role: { kind: 'total', amount: less.amount },
      why: `${less.why}, which counts once`,
      rivals: [],
    };
  const net_ = totals
    .map((gross) => netOf({ ...table, money: totals }, gross))
    .find((found) => found !== null);
  const like = ofLikeNamed(relations, bestNamed(totals), totals);
  const amount = net_?.role.kind === 'row' ? net_.role.amount : like.amount;
  return {
    role: { kind: 'total', amount },
    why: `${amount.name} is the same on all rows of an order: its total, which counts once`,
    rivals: net_
      ? []
      : amountFit(amount) > 0
        ? like.rivals
        : totals.filter((one) => one !== amount).map(({ name }) => name),
  };
}

/** Sums of money that all rows of an order share, where orders have several rows that differ otherwise. */
function orderTotals({ relations, money, roles }: Table): ColumnProfile[] {
  const order = roles.order?.name;
  const groups = order === undefined ? undefined : relations.groups[order];
  if (order === undefined || groups === undefined || groups.several < 0.05 * groups.keys) return [];
  return money.filter(({ name }) => determines(relations, order, name));
}

/** A price that goes with a product whatever the units, or is called one. */
function unitsAndPrice(table: Table, lines: readonly ColumnProfile[]): Found | null {
  const { relations, counts } = table;
  const quantity = quantityOf(
    counts.filter((column) =>
      isConstantOne(column)
        ? isCalledQuantity(column) && Number(column.common[0]?.value) !== 1
        : !isNumberOf(column) && !isExpense(column),
    ),
  );
  if (quantity === null) return null;
  const ofProduct = (column: ColumnProfile) =>
    Object.entries(relations.groups).some(
      ([key, { several, keys }]) =>
        several > 0.5 * keys &&
        key !== table.roles.order?.name &&
        key !== table.roles.customer.name &&
        determines(relations, key, column.name) &&
        column.distinct > 5,
    );
  const isPrice = (column: ColumnProfile) =>
    unitPriceFit(column) > 0 && amountFit(column) <= unitPriceFit(column);
  const prices = lines.filter((column) => isPrice(column) || saysPrice(column));
  const price =
    lines.find((column) => ofProduct(column) && !isCost(column)) ??
    lines.find(ofProduct) ??
    prices.filter(isPrice).sort((a, b) => Number(isListed(a)) - Number(isListed(b)))[0];
  if (price === undefined || lines.some((column) => column !== price && amountFit(column) > 0.75))
    return null;
  const sure = ofProduct(price);
  const totals = orderTotals(table);
  const off = table.off.filter((column) => column !== price);
  const ofOrder = orderTotals({ ...table, money: off });
  const discount = off.find((column) => !ofOrder.includes(column)) ?? off.find(isShare) ?? null;
  const confirmed = totals.find((total) => shareSummed(table, total, { quantity, price }) > mostOrders);
  const cut = surerCut(table, confirmed, {
    quantity,
    price,
    off: off.filter((one) => ofOrder.includes(one)),
  });
  if (cut) return cut;
  if (!sure && !confirmed && isOfAll(relations, price.name, quantity.name)) return null;
  const why = confirmed
    ? `${quantity.name} × ${price.name} over the rows of an order is its ${confirmed.name}`
    : sure
      ? `${price.name} goes with the product whatever the ${quantity.name}: the price of one`
      : `guessed from its name: ${price.name} is the price of one`;
  const [whole] = confirmed || discount ? [] : ofOrder;
  const [other] = confirmed ? [] : prices.filter((column) => column !== price && !isListed(column));
  return {
    role: { kind: 'product', quantity, price, less: confirmed ? null : discount },
    why,
    ...askOfPrice({ quantity, price, other, whole, isConfirmed: confirmed !== undefined }),
    rivals: sure || confirmed || unitPriceFit(price) > 0.75 ? [] : [price.name],
  };
}

/** One is what is mostly bought; shops and regions that are numbered have no such favourite. */
const mayCount = (column: ColumnProfile): boolean =>
  nameFit('orders', 'quantity', column) > 0 || Number(column.common[0]?.value) === 1;

interface DoubtfulPrice {
  readonly quantity: ColumnProfile;
  readonly price: ColumnProfile;
  readonly other: ColumnProfile | undefined;
  /** What is taken off whole orders. */
  readonly whole: ColumnProfile | undefined;
  readonly isConfirmed: boolean;
}

/** What only a person knows of a price. */
function askOfPrice({ quantity, price, other, whole, isConfirmed }: DoubtfulPrice): { ask?: string } {
  if (whole)
    return {
      ask: `${whole.name} is of whole orders, and not taken off their rows: is it taken off the ${price.name} already?`,
    };
  if (other)
    return {
      ask: `${price.name} is read as the price of one, and ${other.name} is one as well: which was paid?`,
    };
  if (!isConfirmed && !mayCount(quantity))
    return {
      ask: `${quantity.name} is read as how many were sold at the price of one, ${price.name}: is it?`,
    };
  if (isCost(price) && !isConfirmed)
    return {
      ask: `${price.name} is read as the price of one: is it what customers pay, or the business itself?`,
    };
  return {};
}

interface Priced {
  readonly quantity: ColumnProfile;
  readonly price: ColumnProfile;
}

/** Where the rows sum up to more orders' totals once what is taken off these is. */
function surerCut(
  table: Table,
  confirmed: ColumnProfile | undefined,
  priced: Priced & { readonly off: readonly ColumnProfile[] },
): Found | null {
  const cut = lessOfOrder(table, priced);
  return cut && (!confirmed || cut.share > shareSummed(table, confirmed, priced)) ? cut.found : null;
}

/** What is taken off a whole order is taken off none of its rows: the total that it leaves counts once. */
function lessOfOrder(
  table: Table,
  { off, ...priced }: Priced & { readonly off: readonly ColumnProfile[] },
): { readonly found: Found; readonly share: number } | null {
  for (const less of off)
    for (const total of orderTotals(table)) {
      const share = total === less ? 0 : shareSummed(table, total, priced, less);
      if (share <= mostOrders) continue;
      const why = `${priced.quantity.name} × ${priced.price.name} over the rows of an order, less its ${less.name}, is its ${total.name}, which counts once`;
      return { found: { role: { kind: 'total', amount: total }, why, rivals: [] }, share };
    }
  return null;
}

const mostOrders = 0.9;

/** Share of the orders whose rows sum up to their total, once what is taken off the order is. */
function shareSummed(
  { relations, roles }: Table,
  total: ColumnProfile,
  { quantity, price }: Priced,
  less?: ColumnProfile,
): number {
  const sums = new Map<string, { sum: number; total: number }>();
  for (const { numbers, keys } of relations.rows) {
    const key = keys[roles.order?.name ?? ''];
    if (key == null) continue;
    const row = (numbers[quantity.name] ?? 0) * (numbers[price.name] ?? 0);
    const before = sums.get(key) ?? {
      sum: -Math.abs(numbers[less?.name ?? ''] ?? 0),
      total: numbers[total.name] ?? 0,
    };
    sums.set(key, { ...before, sum: before.sum + row });
  }
  const all = [...sums.values()];
  const good = all.filter((one) => Math.abs(one.sum - one.total) < 0.02);
  return all.length > 10 ? good.length / all.length : 0;
}

/** Net of tax, where gross is the sum of two columns of which the smaller is a steady share of the other. */
function netOf({ relations, money }: Table, gross: ColumnProfile): Found | null {
  if (isCut(gross) && money.some((column) => !isCut(column) && amountFit(column) > 0)) return null;
  for (const tax of money)
    for (const net of money) {
      if (new Set([gross, tax, net]).size < 3) continue;
      const adds = holds(relations, [gross.name, net.name, tax.name], ([g = 0, n = 0, t = 0]) => g - n - t);
      if (adds < nearly || !isTaxOf(relations, tax.name, net.name)) continue;
      if (isCut(tax) || isCut(net))
        return {
          role: { kind: 'row', amount: gross },
          why: `${gross.name} is ${net.name} + ${tax.name}: what was paid, whoever gets it`,
          rivals: [],
        };
      return {
        role: { kind: 'row', amount: net },
        why: `${net.name} + ${tax.name} = ${gross.name}: ${net.name} is net of tax`,
        rivals: [],
      };
    }
  return null;
}

/** What a marketplace, a seller or a program of payments gets of what was paid. */
const isCut = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).some((word) =>
    /^(commissions?|fees?|payouts?|margin|profit|cost|cut|provision|gebuehr|gebuhr|comision|comissao|commissione|prowizja)$/.test(
      word,
    ),
  );

/** Rates of tax are few and below a third; the values are rounded, so small amounts are left out. */
function isTaxOf({ rows }: Relations, tax: string, net: string): boolean {
  const rates = rows
    .filter(({ numbers }) => Math.abs(numbers[net] ?? 0) >= 5 && numbers[tax] != null)
    .map(({ numbers }) => Math.round((200 * (numbers[tax] ?? 0)) / (numbers[net] ?? 1)));
  if (rates.length < 10 || rates.some((rate) => rate < 0 || rate > 66)) return false;
  return new Set(rates).size <= 6;
}

const amountFit = (column: ColumnProfile): number => nameFit('orders', 'amount', column);

const bestNamed = (columns: readonly ColumnProfile[]): ColumnProfile =>
  [...columns].sort((a, b) => amountFit(b) - amountFit(a))[0] as ColumnProfile;

/** Money that an order bears beside its amount: where it is all that there is, the amount stands elsewhere. */
const beside =
  /^(discount|commission|margin|profit|rabatt|provision|remise|descuento|desconto|sconto|скидка)$/;

const isBeside = (column: ColumnProfile): boolean =>
  comesOnTop(column) ||
  (amountFit(column) === 0 && nameFit('orders', 'margin', column) > 0.75) ||
  (amountFit(column) === 0 && !isWhole(column) && wordsOf(column.name).some((word) => beside.test(word)));

const isCalledMoney = (column: ColumnProfile): boolean =>
  Math.max(amountFit(column), unitPriceFit(column)) > 0.75;

const isWholeOnly = ({ sample }: ColumnProfile): boolean => sample.every((value) => /^\d+$/.test(value));

/** The price of one beside whole sums, which may be units as well. */
const priceBeside = (amount: ColumnProfile, { money }: Table): ColumnProfile | undefined =>
  isWholeOnly(amount)
    ? money.find((column) => column !== amount && unitPriceFit(column) > 0.75 && !isListed(column))
    : undefined;

/** A count beside an amount that nothing calls one, and that is no larger where there are more: it may be the price of one. */
function manyOf(amount: ColumnProfile, { counts, relations }: Table): ColumnProfile | undefined {
  if (amountFit(amount) > 0.75) return undefined;
  return counts.find(
    (count) => !isConstantOne(count) && !isNumberOf(count) && !growsWith(relations, amount.name, count.name),
  );
}

/** What is larger where there are more is no price of one. */
function isOfAll({ rows }: Relations, amount: string, count: string): boolean {
  const of = (test: (n: number) => boolean) => rows.filter(({ numbers }) => test(numbers[count] ?? 0));
  const mean = (some: Relations['rows'], name: string) =>
    some.reduce((sum, { numbers }) => sum + Math.abs(numbers[name] ?? 0), 0) / Math.max(1, some.length);
  const [one, several] = [of((n) => n === 1), of((n) => n > 1)];
  if (one.length < 50 || several.length < 50) return false;
  return mean(several, amount) > 0.85 * mean(several, count) * mean(one, amount);
}

/** Whether rows of several units have larger sums than rows of one. */
function growsWith({ rows }: Relations, amount: string, count: string): boolean {
  const sums = (test: (n: number) => boolean) =>
    rows.flatMap(({ numbers }) => (test(numbers[count] ?? 0) ? [Math.abs(numbers[amount] ?? 0)] : []));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const [one, several] = [sums((n) => n === 1), sums((n) => n > 1)];
  if (one.length < 20 || several.length < 20) return true;
  return mean(several) > 1.3 * mean(one);
}

/** Sums on few rows that are called as the amount is, and are another: purchases beside what is paid for showing advertisements. */
const alsoPaid = ({ rare, relations: { rows } }: Table, amount: ColumnProfile): string[] =>
  rare
    .filter((column) => !isBeside(column) && !speaksOfRefund(column.name) && amountFit(column) > 0.75)
    .map(({ name }) => name)
    .filter((name) => {
      const paid = rows.filter(({ numbers }) => (numbers[name] ?? 0) !== 0);
      return paid.some(({ numbers }) => numbers[name] !== numbers[amount.name]);
    });

/** What nothing calls an amount, and is the sum of two others on each row: what was sold, of what it cost and what is left. */
const sumOfTwo = ({ relations }: Table, candidates: readonly ColumnProfile[]): ColumnProfile | undefined =>
  candidates.find((whole) =>
    candidates.some((a, i) =>
      candidates
        .slice(i + 1)
        .some(
          (b) =>
            a !== whole &&
            b !== whole &&
            holds(relations, [whole.name, a.name, b.name], ([w = 0, x = 0, y = 0]) => w - x - y) >= nearly,
        ),
    ),
  );

/** Where no arithmetic tells: the column that is called so, else the only number there is. */
function byName(input: InputProfile, table: Table): Found | null {
  const { money, roles } = table;
  const integers = input.columns.filter(
    (column) => ['count', 'id'].includes(shapeOf(column)) && (isCalledMoney(column) || isRound(column)),
  );
  const free = integers.filter((column) => ![roles.order, roles.customer].includes(column));
  const all = (money.length > 0 ? money : free).filter((column) => !isBeside(column));
  const sold = all.filter((column) => !isCost(column));
  const candidates = sold.length > 0 ? sold : all;
  if (candidates.length === 0) return null;
  const called = bestNamed(candidates);
  const best = amountFit(called) > 0 ? called : (sumOfTwo(table, candidates) ?? called);
  const like = ofLikeNamed(table.relations, best, candidates);
  const { amount } = like;
  const named = amountFit(best) > 0;
  const priced = priceBeside(amount, table);
  const many = priced ?? manyOf(amount, table);
  const others = named
    ? [...like.rivals, ...alsoPaid(table, amount)]
    : all.filter((column) => column !== amount).map(({ name }) => name);
  const once = orderTotals(table).includes(amount);
  return {
    role: { kind: once ? 'total' : 'row', amount },
    why: once
      ? `${amount.name} is the same on all rows of an order: its total, which counts once`
      : named
        ? like.why
        : 'guessed: the number among its columns',
    ...askOfSum({ amount, many, priced, named: named || others.length > 0 }),
    rivals: others,
  };
}

interface DoubtfulSum {
  readonly amount: ColumnProfile;
  /** What it may have to be multiplied by: units, or the price of one. */
  readonly many: ColumnProfile | undefined;
  readonly priced: ColumnProfile | undefined;
  readonly named: boolean;
}

/** What only a person knows of a sum. */
function askOfSum({ amount, many, priced, named }: DoubtfulSum): { ask?: string; many?: string } {
  const taken = `${amount.name} is taken for what a row was sold for.`;
  const times = many ? { many: many.name } : {};
  if (priced)
    return {
      ask: `${taken} Is it how many were sold? Then multiply it by the price of one, ${priced.name}`,
      ...times,
    };
  if (many || unitPriceFit(amount) > amountFit(amount))
    return {
      ask: `${taken} Is it the price of one? Then multiply it by ${many?.name ?? 'how many'}`,
      ...times,
    };
  if (!named && isWholeOnly(amount))
    return { ask: `does ${amount.name} hold what was paid? It is read as such by what it holds alone` };
  return {};
}
