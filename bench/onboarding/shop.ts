import {
  type DateStyle,
  dates,
  type Field,
  type HeaderStyle,
  headers,
  type IdStyle,
  ids,
  type NumberStyle,
  numbers,
} from './dialects.ts';
import { plainly, type Sheet, type Writing, writeSheets } from './files.ts';
import { type Line, paidFor, priceOf, type Sums, sumsOf, type TradeShape, trade } from './trade.ts';

/** The traits of a shop. Every one has a usual value; a business names those that make it awkward. */
export interface ShopTraits {
  readonly header: HeaderStyle;
  readonly date: DateStyle;
  readonly number: NumberStyle;
  readonly customerId: IdStyle;
  readonly orderId: IdStyle;
  /** What a row is, and how orders, lines, prices and payments are spread over files. */
  readonly grain:
    | 'line'
    | 'price'
    | 'total'
    | 'total only'
    | 'order'
    | 'first line'
    | 'two files'
    | 'three files'
    | 'payments'
    | 'customer';
  readonly refunds: 'none' | 'quantity' | 'kind' | 'amount column' | 'flag' | 'credit notes' | 'status';
  /** The word of a status or kind for what fell through or was paid back. */
  readonly words: readonly [good: string, failed: string, refunded: string];
  readonly guest: string | null;
  /** A new id for every order, and the customers file that holds the real one. */
  readonly freshId: boolean;
  readonly extra: readonly (
    | 'tax'
    | 'discount'
    | 'shipping'
    | 'currency'
    | 'updated'
    | 'paid'
    | 'email'
    | 'title'
  )[];
  readonly consent: readonly [name: string, yes: string, no: string] | null;
  readonly writing: Partial<Writing>;
  readonly shape: Partial<TradeShape>;
  /** Rows that are mistakes: a few dated far ahead, or stand-ins. */
  readonly stray: readonly string[];
  /** Columns in the order of the file, where it is not the usual one. */
  readonly name: string;
  /** What else is done to the tables before they become files. */
  readonly reshape: (sheets: readonly Sheet[]) => readonly Sheet[];
}

const usual: ShopTraits = {
  header: 'snake',
  date: 'iso',
  number: 'fixed',
  customerId: 'plain',
  orderId: 'plain',
  grain: 'line',
  refunds: 'none',
  words: ['paid', 'failed', 'refunded'],
  guest: null,
  freshId: false,
  extra: [],
  consent: null,
  writing: {},
  shape: {},
  stray: [],
  name: 'export',
  reshape: (sheets) => sheets,
};

export interface Written {
  readonly files: readonly string[];
  readonly sums: Sums;
  /** Customers who said yes, where the files tell. */
  readonly consenting: number | null;
}

/** Writes a shop's files under its traits and answers what is true of it. */
export function writeShop(folder: string, given: Partial<ShopTraits>): Written {
  const traits = { ...usual, ...given };
  const lines = trade({
    ...traits.shape,
    guests: traits.guest === null ? 0 : 0.3,
    refunds: traits.refunds === 'none' ? 0 : 0.06,
    failures: traits.refunds === 'status' || traits.grain === 'payments' ? 0.05 : 0,
  });
  const shop = new Shop(traits, lines);
  const sheets = traits.reshape(shop.sheets());
  const files = writeSheets(folder, sheets, { ...plainly, ...traits.writing });
  return { files, sums: shop.sums(), consenting: shop.consenting() };
}

type Row = Partial<Record<Field, string>>;

class Shop {
  private readonly traits: ShopTraits;
  private readonly lines: readonly Line[];
  private readonly totals: ReadonlyMap<number, number>;

  constructor(traits: ShopTraits, lines: readonly Line[]) {
    this.traits = traits;
    this.lines = lines;
    const totals = new Map<number, number>();
    for (const line of lines) totals.set(line.order, (totals.get(line.order) ?? 0) + this.cents(line));
    this.totals = totals;
  }

  /** What is paid for a line: a tenth is taken off some where the shop gives discounts. */
  private cents(line: Line): number {
    const full = paidFor(line);
    return this.traits.extra.includes('discount') ? full - this.discount(line) : full;
  }

  private discount(line: Line): number {
    return line.order % 4 === 0 ? Math.round(paidFor(line) / 10) : 0;
  }

  sums(): Sums {
    return sumsOf(this.lines, (line) => this.cents(line));
  }

  consenting(): number | null {
    if (this.traits.consent === null) return null;
    const customers = new Set(this.lines.map(({ customer }) => customer));
    return [...customers].filter((customer) => customer !== null && saysYes(customer)).length;
  }

  sheets(): Sheet[] {
    const sheets = this.tradeSheets();
    const { consent, freshId } = this.traits;
    return consent !== null || freshId ? [...sheets, this.customerSheet()] : sheets;
  }

  private tradeSheets(): Sheet[] {
    const { grain, name } = this.traits;
    const all = [...this.lines];
    const firsts = all.filter(({ line }) => line === 1);
    switch (grain) {
      case 'two files':
        return [
          this.sheet(
            'orders',
            firsts.map((line) => this.orderRow(line)),
            this.strayRows(),
          ),
          this.sheet(
            'order_items',
            all.map((line) => ({ ...this.key(line), ...this.itemRow(line, true) })),
          ),
        ];
      case 'three files':
        return [
          this.sheet(
            'orders',
            firsts.map((line) => this.orderRow(line)),
          ),
          this.sheet(
            'order_items',
            all.map((line) => ({ ...this.key(line), ...this.itemRow(line, false) })),
          ),
          this.sheet('products', this.products()),
        ];
      case 'payments':
        return [
          this.sheet(
            'orders',
            firsts.map((line) => this.orderRow(line)),
          ),
          this.sheet('payments', this.payments(firsts)),
        ];
      case 'order':
        return [
          this.sheet(name, [
            ...firsts.map((line) => ({ ...this.orderRow(line), ...this.totalOf(line) })),
            ...this.refundRows(firsts, (line) => this.total(line)),
            ...this.strayRows(),
          ]),
        ];
      case 'customer':
        return [this.flatSheet()];
      default:
        return [
          this.sheet(name, [
            ...all.map((line) => this.lineRow(line)),
            ...this.refundRows(all, (line) => this.cents(line)),
            ...this.strayRows(),
          ]),
        ];
    }
  }

  private key(line: Line): Row {
    return { order: ids[this.traits.orderId](line.order) };
  }

  private customer(line: Line): string {
    if (line.customer === null) return this.traits.guest ?? '';
    return ids[this.traits.customerId](this.traits.freshId ? line.order + 50_000 : line.customer);
  }

  private orderRow(line: Line): Row {
    const { extra, refunds, words } = this.traits;
    const at = dates[this.traits.date];
    const [good, failed, refunded] = words;
    const status = line.failed ? failed : line.refunded ? refunded : good;
    return {
      ...this.key(line),
      customer: this.customer(line),
      at: at(line.at),
      ...(extra.includes('email') ? { email: `p${line.customer ?? 'guest'}@example.com` } : {}),
      ...(refunds === 'status' ? { status } : {}),
      ...(refunds === 'amount column' ? { refunded: line.refunded ? this.money(this.total(line)) : '' } : {}),
      ...(refunds === 'flag' ? { returned: line.refunded ? 'yes' : 'no' } : {}),
      ...(refunds === 'kind' ? { kind: good } : {}),
      ...(extra.includes('currency') ? { currency: 'EUR' } : {}),
      ...(extra.includes('updated') ? { updated: at(line.at + 2 * 86_400_000) } : {}),
      ...(extra.includes('paid') ? { paid: line.order % 3 === 0 ? '' : at(line.at + 3_600_000) } : {}),
    };
  }

  private itemRow(line: Line, priced: boolean): Row {
    return {
      line: String(line.line),
      product: `P${String(100 + line.product)}`,
      ...(this.traits.extra.includes('title') ? { title: `Thing ${line.product}, blue` } : {}),
      quantity: String(line.quantity),
      ...(priced ? { price: this.money(line.cents) } : {}),
    };
  }

  private lineRow(line: Line): Row {
    const { grain, extra, refunds } = this.traits;
    const order = this.orderRow(line);
    const about = grain === 'first line' && line.line > 1 ? this.key(line) : order;
    const refundedOnFirst = refunds === 'amount column' && line.line > 1 ? { refunded: '' } : {};
    const amount = this.money(this.cents(line));
    const items = this.itemRow(line, grain !== 'total only');
    return {
      ...about,
      ...items,
      ...refundedOnFirst,
      ...(grain === 'line' ? { amount } : {}),
      ...(grain === 'line' && extra.includes('tax') ? this.taxed(line) : {}),
      ...(extra.includes('discount') ? { discount: this.money(this.discount(line)) } : {}),
      ...(grain === 'total' || grain === 'total only' ? { total: this.money(this.total(line)) } : {}),
      ...(grain === 'first line' ? { total: line.line === 1 ? this.money(this.total(line)) : '' } : {}),
    };
  }

  /** Gross is the amount and a fifth of tax: what was sold is net of it. */
  private taxed(line: Line): Row {
    const tax = Math.round(this.cents(line) / 5);
    return {
      net: this.money(this.cents(line)),
      tax: this.money(tax),
      amount: this.money(this.cents(line) + tax),
    };
  }

  private totalOf(line: Line): Row {
    const total = this.total(line);
    if (!this.traits.extra.includes('tax')) return { total: this.money(total) };
    const tax = Math.round(total / 5);
    return { net: this.money(total), tax: this.money(tax), total: this.money(total + tax) };
  }

  private total = (line: Line): number => this.totals.get(line.order) ?? 0;

  private money(cents: number): string {
    return numbers[this.traits.number](cents);
  }

  /** What was paid back, as rows of their own where the shop writes it so. */
  private refundRows(lines: readonly Line[], cents: (line: Line) => number): Row[] {
    const { refunds, words, grain } = this.traits;
    const back = lines.filter(({ refunded }) => refunded);
    const day = (line: Line) => dates[this.traits.date](line.at + 60_000);
    const minus = (line: Line): Row => {
      const row = grain === 'order' ? { ...this.orderRow(line), ...this.totalOf(line) } : this.lineRow(line);
      const sum = this.money(refunds === 'kind' ? cents(line) : -cents(line));
      return {
        ...row,
        at: day(line),
        ...(row.quantity === undefined || refunds === 'kind' ? {} : { quantity: `-${line.quantity}` }),
        ...(row.amount === undefined ? {} : { amount: sum }),
        ...(row.total === undefined ? {} : { total: sum }),
      };
    };
    if (refunds === 'quantity') return back.map(minus);
    if (refunds === 'kind') return back.map((line) => ({ ...minus(line), kind: words[2] }));
    if (refunds === 'credit notes')
      return back.map((line) => ({ ...minus(line), order: `C${ids[this.traits.orderId](line.order)}` }));
    return [];
  }

  private strayRows(): Row[] {
    const line = this.lines.find(({ customer }) => customer !== null) as Line;
    return this.traits.stray.map((day, i) => ({
      ...this.lineRow({ ...line, order: 900_000 + i }),
      ...(this.traits.grain === 'order' ? this.totalOf(line) : {}),
      at: dates[this.traits.date](Date.parse(`${day}T10:00:00Z`)),
    }));
  }

  private products(): Row[] {
    return Array.from({ length: 40 }, (_, product) => ({
      product: `P${100 + product}`,
      title: `Thing ${product}`,
      price: this.money(priceOf(product)),
    }));
  }

  private payments(firsts: readonly Line[]): Row[] {
    const [good, failed] = this.traits.words;
    return firsts.flatMap((line) => {
      const row = {
        ...this.key(line),
        at: dates[this.traits.date](line.at),
        total: this.money(this.total(line)),
      };
      return line.failed ? [{ ...row, status: failed }] : [{ ...row, status: good }];
    });
  }

  /** One row a customer; a row for every order where each has an id of its own and the real one stands beside it. */
  private customerSheet(): Sheet {
    const { consent, freshId, customerId, header } = this.traits;
    const known = this.lines.filter(({ customer, line }) => customer !== null && line === 1);
    const seen = new Set<number>();
    const shown = known.filter(
      ({ customer }) => freshId || (!seen.has(customer as number) && seen.add(customer as number)),
    );
    return {
      name: 'customers',
      header: [
        headers[header].customer,
        freshId ? 'customer_unique_id' : 'City',
        ...(consent === null ? [] : [consent[0]]),
      ],
      rows: shown.map((line) => {
        const customer = line.customer as number;
        const about = freshId ? ids.uuid(customer) : `City ${customer % 9}`;
        const says = consent === null ? [] : [consent[saysYes(customer) ? 1 : 2]];
        return [freshId ? this.customer(line) : ids[customerId](customer), about, ...says];
      }),
    };
  }

  private flatSheet(): Sheet {
    const customers = [...new Set(this.lines.map(({ customer }) => customer))];
    return {
      name: 'accounts',
      header: ['customerID', 'tenure', 'MonthlyCharges', 'Churn'],
      rows: customers.map((n) => [
        `C${n}`,
        String((n ?? 0) % 60),
        this.money(2999),
        (n ?? 0) % 4 ? 'No' : 'Yes',
      ]),
    };
  }

  private sheet(name: string, rows: readonly Row[], stray: readonly Row[] = []): Sheet {
    const all = [...rows, ...stray];
    const fields = (Object.keys(headers.snake) as Field[]).filter((field) =>
      all.some((row) => row[field] !== undefined),
    );
    return {
      name,
      header: fields.map((field) => headers[this.traits.header][field]),
      rows: all.map((row) => fields.map((field) => row[field] ?? '')),
    };
  }
}

const saysYes = (customer: number): boolean => customer % 3 === 0;
