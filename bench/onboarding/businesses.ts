import { type ContractTraits, writeContracts, writeUsage } from './others.ts';
import { type ShopTraits, writeShop } from './shop.ts';
import type { Sums } from './trade.ts';

/** What a business must come out as; sums that do not apply are left out. */
export interface Truth {
  readonly sums?: Sums;
  readonly consenting?: number | null;
  readonly contracts?: {
    readonly customers: number;
    readonly ends: number;
    /** How many contracts, and what all of them pay a month. */
    readonly fees?: { readonly contracts: number; readonly cents: number };
  };
  readonly usage?: { readonly customers: number; readonly rows: number };
  /** Rows that sources must come to hold; 0 where nothing is one. */
  readonly rows?: Readonly<Record<string, number>>;
  /** No history: refusing, with what to do instead, is right. */
  readonly noHistory?: boolean;
}

export interface Business {
  readonly name: string;
  readonly write: (folder: string) => { readonly files: readonly string[]; readonly truth: Truth };
  /** In the short version that the gate runs. */
  readonly short: boolean;
}

export const shop = (name: string, traits: Partial<ShopTraits>, short = false): Business => ({
  name,
  short,
  write: (folder) => {
    const { files, sums, consenting } = writeShop(folder, traits);
    const truth = traits.grain === 'customer' ? { noHistory: true } : { sums, consenting };
    return { files, truth };
  },
});

export const contracts = (name: string, traits: Partial<ContractTraits>, short = false): Business => ({
  name,
  short,
  write: (folder) => {
    const { files, customers, ends } = writeContracts(folder, {
      header: ['subscription_id', 'account_id', 'start_date', 'end_date', 'plan', 'mrr'],
      date: 'iso',
      open: '',
      writing: {},
      name: 'subscriptions',
      apart: false,
      ...traits,
    });
    return { files, truth: { contracts: { customers, ends } } };
  },
});

export const usage = (
  name: string,
  header: readonly [string, string, string],
  words: readonly string[],
  date: Parameters<typeof writeUsage>[3] = 'isoClock',
): Business => ({
  name,
  short: false,
  write: (folder) => {
    const { files, customers, rows } = writeUsage(folder, header, words, date);
    return { files, truth: { usage: { customers, rows } } };
  },
});

const titled = { above: ['Sales report', 'Exported 2024-01-05'] };
const byMonth = (row: readonly string[]): string =>
  (row.find((cell) => /^\d{4}-\d{2}-/.test(cell)) ?? '').slice(0, 7);
const inThirds = (_: readonly string[], i: number): string => `part${i % 3}`;

/** Awkward businesses, each after a fault that strangers' files have met. */
export const businesses: readonly Business[] = [
  // headers
  shop('plain English lines', {}),
  shop('units in the header', { header: 'spaced', extra: ['title', 'email'] }),
  shop('terse names', { header: 'terse', date: 'isoClock', grain: 'price' }, true),
  shop('a German shop', {
    header: 'german',
    date: 'dots',
    number: 'dotThousands',
    writing: { delimiter: ';', encoding: 'windows-1252' },
  }),
  shop('a French shop', {
    header: 'french',
    date: 'slashesDayFirst',
    number: 'spaceThousands',
    writing: { delimiter: ';' },
  }),
  shop('a Spanish shop', {
    header: 'spanish',
    date: 'slashesDayFirst',
    number: 'comma',
    grain: 'order',
    writing: { delimiter: ';', encoding: 'windows-1252' },
  }),
  shop('a Portuguese shop', {
    header: 'portuguese',
    date: 'dots',
    number: 'euro',
    writing: { delimiter: ';' },
  }),
  shop('an Italian shop', {
    header: 'italian',
    date: 'dotsClock',
    number: 'dotThousands',
    grain: 'price',
    writing: { delimiter: ';' },
  }),
  shop('a Polish shop', {
    header: 'polish',
    number: 'zloty',
    writing: { delimiter: ';', encoding: 'windows-1250' },
  }),
  shop('a Romanian shop', { header: 'romanian', date: 'dots', number: 'comma', writing: { delimiter: ';' } }),
  shop('a Russian shop', {
    header: 'russian',
    date: 'dots',
    number: 'comma',
    writing: { delimiter: ';', encoding: 'windows-1251' },
  }),
  shop('a Dutch shop', { header: 'dutch', date: 'dots', number: 'comma', writing: { delimiter: ';' } }, true),
  shop('a Swedish shop by order', { header: 'swedish', number: 'spaceThousands', grain: 'order' }),
  shop('a Czech shop', {
    header: 'czech',
    date: 'dots',
    number: 'comma',
    writing: { delimiter: ';', encoding: 'windows-1250' },
  }),
  shop('a Turkish shop', {
    header: 'turkish',
    date: 'dotsClock',
    number: 'dotThousands',
    grain: 'price',
    writing: { delimiter: ';' },
  }),
  shop('a Japanese shop', {
    header: 'japanese',
    date: 'yearSlashes',
    number: 'plain',
    writing: { encoding: 'shift_jis' },
  }),
  shop('a Chinese shop', { header: 'chinese', date: 'isoClock', writing: { encoding: 'gbk' } }),
  shop('columns A to V', { header: 'letters', date: 'isoClock', grain: 'order' }),
  shop('numbered fields', { header: 'coded', date: 'compact', grain: 'price', extra: ['title'] }),
  shop('names of SAP', { header: 'sap', date: 'compact', customerId: 'padded', orderId: 'padded' }),
  shop('no header', { writing: { noHeader: true }, grain: 'order' }),
  shop('index column', { writing: { index: true } }, true),
  shop('blank columns at the end', { header: 'spaced', writing: { blank: 3 } }),
  shop('title lines', { writing: titled, header: 'spaced' }),
  shop('descriptions below the header', { writing: { below: true } }),
  shop('index, title and blanks', {
    header: 'german',
    date: 'dots',
    number: 'comma',
    writing: { ...titled, index: true, blank: 1, delimiter: ';' },
  }),
  // dates
  shop('two-digit years, month first', { date: 'shortYear' }),
  shop('month first with a clock', { date: 'slashesMonthFirst', number: 'dollar' }),
  shop('Dec 8, 2022', { date: 'english', header: 'spaced' }, true),
  shop('January 5, 2023, 4:07 PM', { date: 'englishClock', grain: 'order' }),
  shop('08-Dec-22', { date: 'dayMonth' }),
  shop('week days in front', { date: 'weekDay', header: 'terse' }),
  shop('8. Dezember 2022', {
    date: 'germanMonth',
    header: 'german',
    number: 'euro',
    writing: { delimiter: ';' },
  }),
  shop('seconds since 1970', { date: 'epoch', header: 'terse' }),
  shop('milliseconds, 13-digit orders', { date: 'epochMs', orderId: 'thirteenDigits' }),
  shop("a spreadsheet's serial numbers", { date: 'serial' }),
  shop('times with an offset', { date: 'shopify', grain: 'order', extra: ['updated', 'paid', 'currency'] }),
  // ids
  shop('ten-digit orders', { orderId: 'tenDigits' }, true),
  shop('thirteen-digit orders and customers', { orderId: 'thirteenDigits', customerId: 'thirteenDigits' }),
  shop('ids in 1.03293E+19', { customerId: 'scientific' }),
  shop('e-mail addresses for customers', { customerId: 'email' }),
  shop('hashes', { customerId: 'hash', orderId: 'uuid', header: 'coded' }),
  shop('phone numbers', { customerId: 'phone' }),
  shop('ids with .0', { customerId: 'pointZero' }),
  shop('names for customers', {
    customerId: 'named',
    header: 'german',
    date: 'dots',
    number: 'comma',
    writing: { delimiter: ';' },
  }),
  shop(
    'an id for every order',
    { customerId: 'hash', orderId: 'hash', freshId: true, grain: 'two files' },
    true,
  ),
  shop('guests as 0', { guest: '0' }, true),
  shop('guests as Guest', { guest: 'Guest', customerId: 'prefixed' }),
  shop('guests left blank', { guest: '' }),
  shop('a house account', { guest: '99999', header: 'sap', date: 'compact' }),
  // amounts
  shop('quantity and price', { grain: 'price', header: 'spaced' }),
  shop('an order total on every line', { grain: 'total' }, true),
  shop('only an order total on every line', { grain: 'total only' }),
  shop('order total on every line, Dutch', {
    grain: 'total only',
    header: 'dutch',
    date: 'dots',
    number: 'comma',
    writing: { delimiter: ';' },
  }),
  shop('net, tax and gross', { extra: ['tax'] }),
  shop('net, tax and gross by order, Czech', {
    extra: ['tax'],
    grain: 'order',
    header: 'czech',
    number: 'comma',
    writing: { delimiter: ';' },
  }),
  shop('price, quantity and discount', { grain: 'price', extra: ['discount'] }),
  shop('Swiss thousands', { number: 'swiss', header: 'german', writing: { delimiter: ';' } }),
  shop('a code before the amount', { number: 'code' }),
  // refunds
  shop('negative quantities', { refunds: 'quantity', number: 'brackets' }),
  shop('minus behind the number', {
    refunds: 'quantity',
    number: 'trailing',
    header: 'sap',
    date: 'compact',
  }),
  shop('returns as a kind', { refunds: 'kind', words: ['sale', 'void', 'return'] }),
  shop('returns as a kind, Dutch', {
    refunds: 'kind',
    words: ['verkoop', 'mislukt', 'retour'],
    header: 'dutch',
    date: 'dots',
    number: 'comma',
    writing: { delimiter: ';' },
  }),
  shop('a refunded amount', { refunds: 'amount column', grain: 'order' }),
  shop('a flag of returns', { refunds: 'flag' }),
  shop('credit notes', { refunds: 'credit notes' }),
  shop(
    'failed and refunded by status',
    { refunds: 'status', words: ['succeeded', 'failed', 'refunded'], grain: 'order' },
    true,
  ),
  shop('a status in Swedish', {
    refunds: 'status',
    words: ['klar', 'avbruten', 'återbetald'],
    grain: 'order',
    header: 'swedish',
  }),
  // grain and files
  shop(
    'order fields on the first line',
    { grain: 'first line', extra: ['currency', 'paid', 'title'], date: 'shopify', header: 'spaced' },
    true,
  ),
  shop('orders and lines', { grain: 'two files' }),
  shop('orders and lines, Dutch', {
    grain: 'two files',
    header: 'dutch',
    date: 'dots',
    number: 'comma',
    writing: { delimiter: ';' },
  }),
  shop('orders, lines and prices', { grain: 'three files' }),
  shop('orders and payments', { grain: 'payments', words: ['paid', 'failed', 'refunded'] }),
  shop('one row a customer', { grain: 'customer' }),
  shop('a file a month', { writing: { split: byMonth } }),
  shop('three parts, columns in another order', { writing: { split: inThirds } }),
  // containers
  shop('a spreadsheet', { writing: { pack: 'xlsx' }, header: 'spaced' }, true),
  shop('a spreadsheet with times', {
    writing: { pack: 'xlsx' },
    header: 'french',
    date: 'isoClock',
    grain: 'order',
  }),
  shop('JSON lines', { writing: { pack: 'jsonl' }, date: 'isoZone' }),
  shop('JSON', { writing: { pack: 'json' }, grain: 'order' }),
  shop('a zip', { writing: { pack: 'zip' }, header: 'german', date: 'dots', number: 'comma' }),
  shop('gzip, tabs, all quoted', {
    writing: { pack: 'gz', delimiter: '\t', quoteAll: true },
    extra: ['title'],
  }),
  shop('sep= above', { writing: { above: ['sep=;'], delimiter: ';' } }),
  shop('UTF-16', { writing: { encoding: 'utf-16le', delimiter: '\t' }, header: 'french', number: 'comma' }),
  // the last day
  shop('one row six weeks ahead', { stray: ['2024-02-05'] }),
  shop('stand-ins for no date', { stray: ['9999-12-31', '9999-12-31', '1900-01-01', '1970-01-01'] }),
  // consent
  shop(
    'consent in German',
    {
      consent: ['Werbeeinwilligung', 'ja', 'nein'],
      header: 'german',
      date: 'dots',
      number: 'comma',
      writing: { delimiter: ';' },
    },
    true,
  ),
  shop('consent as of a mail service', {
    consent: ['Email Marketing Status', 'SUBSCRIBED', 'NEVER_SUBSCRIBED'],
  }),
  shop('consent in Portuguese', {
    consent: ['Aceita marketing', 'sim', 'não'],
    header: 'portuguese',
    number: 'comma',
    writing: { delimiter: ';' },
  }),
  shop('consent in Dutch', {
    consent: ['Nieuwsbrief', 'ja', 'nee'],
    header: 'dutch',
    number: 'comma',
    writing: { delimiter: ';' },
  }),
  // contracts and use
  contracts('contracts', {}),
  contracts('cancelled on', {
    header: ['id', 'customer', 'created', 'canceled_date', 'tier', 'monthly_price'],
    open: '',
  }),
  contracts('open ends as 9999', {
    open: '9999-12-31',
    header: ['Vertrag', 'Kunde', 'Beginn', 'Ende', 'Tarif', 'Grundpreis'],
  }),
  contracts('contracts in Dutch', {
    header: ['Contractnr', 'Klantnr', 'Ingangsdatum', 'Opgezegd per', 'Pakket', 'Maandbedrag'],
  }),
  contracts(
    'ends in a table of their own',
    { apart: true, header: ['subscription_id', 'account_id', 'start_date', 'churn_date', 'plan', 'mrr'] },
    true,
  ),
  usage('a log of use', ['account_id', 'timestamp', 'feature_name'], ['export', 'import', 'report', 'share']),
  usage(
    'a log in other words',
    ['user', 'event_time', 'event'],
    ['opened', 'saved', 'invited', 'error_500'],
    'epoch',
  ),
  usage('a log in Dutch', ['Klant', 'Tijdstip', 'Handeling'], ['geopend', 'bewaard', 'gedeeld']),
];
