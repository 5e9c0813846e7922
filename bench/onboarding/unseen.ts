import { type Business, contracts, shop, usage } from './businesses.ts';
import type { Sheet } from './files.ts';
import { snapshots, supported, withReviews, withSends, withSpend } from './service.ts';

/**
 * A second group, made up without looking at the lists of words of the product and not used while it was written: what
 * it says of a stranger's files is nearer to the truth than what the first group says, which the product was tuned on.
 */

type Rows = readonly (readonly string[])[];
type Reshape = (sheets: readonly Sheet[]) => readonly Sheet[];

const eachSheet =
  (change: (sheet: Sheet) => Sheet): Reshape =>
  (sheets) =>
    sheets.map(change);
const rows = (change: (rows: Rows, header: readonly string[]) => Rows): Reshape =>
  eachSheet((sheet) => ({ ...sheet, rows: change(sheet.rows, sheet.header) }));
const header = (change: (name: string) => string): Reshape =>
  eachSheet((sheet) => ({ ...sheet, header: sheet.header.map(change) }));

/** A column becomes several. */
const apart = (column: string, names: readonly string[], cut: (cell: string) => readonly string[]): Reshape =>
  eachSheet((sheet) => {
    const at = sheet.header.indexOf(column);
    if (at < 0) return sheet;
    const spread = (cells: readonly string[], middle: readonly string[]) => [
      ...cells.slice(0, at),
      ...middle,
      ...cells.slice(at + 1),
    ];
    return {
      ...sheet,
      header: spread(sheet.header, names),
      rows: sheet.rows.map((row) => spread(row, cut(row[at] ?? ''))),
    };
  });

const cell = (column: string, change: (text: string, i: number) => string): Reshape =>
  eachSheet((sheet) => {
    const at = sheet.header.indexOf(column);
    return at < 0
      ? sheet
      : {
          ...sheet,
          rows: sheet.rows.map((row, i) => row.map((text, j) => (j === at ? change(text, i) : text))),
        };
  });

const added = (name: string, value: (row: readonly string[], i: number) => string): Reshape =>
  eachSheet((sheet) => ({
    ...sheet,
    header: [...sheet.header, name],
    rows: sheet.rows.map((row, i) => [...row, value(row, i)]),
  }));

const semicolons = { delimiter: ';' };
const yearOf = (row: readonly string[]): string =>
  (row.find((text) => /^\d{4}-\d{2}-/.test(text)) ?? '').slice(0, 4);

export const unseen: readonly Business[] = [
  // headers in languages and systems of no list
  shop('a Hungarian shop', {
    header: 'hungarian',
    date: 'yearDots',
    number: 'forint',
    writing: { ...semicolons, encoding: 'windows-1250' },
  }),
  shop('a Greek shop by order', {
    header: 'greek',
    date: 'dashesDayFirst',
    number: 'comma',
    grain: 'order',
    writing: { ...semicolons, encoding: 'windows-1253' },
  }),
  shop('a Korean shop', {
    header: 'korean',
    date: 'yearDots',
    number: 'plain',
    writing: { encoding: 'euc-kr' },
  }),
  shop('a Finnish shop', {
    header: 'finnish',
    date: 'dashesDayFirst',
    number: 'spaceThousands',
    grain: 'price',
  }),
  shop('a Vietnamese shop', {
    header: 'vietnamese',
    date: 'slashesDayFirst',
    number: 'dotThousands',
    grain: 'total',
  }),
  shop('an Arabic shop', { header: 'arabic', date: 'isoClock', number: 'thousands' }),
  shop('words of nobody', { header: 'camel', date: 'isoZone', grain: 'price' }),
  shop('a report of Power BI', { header: 'dax', date: 'slashesMonthFirst', grain: 'price' }),
  shop('names with their tables', { header: 'prefixed', date: 'sas', grain: 'order', number: 'rupees' }),
  shop('a till', {
    header: 'till',
    date: 'dotsShortYear',
    number: 'comma',
    customerId: 'card',
    writing: { ...semicolons, encoding: 'windows-1252' },
  }),
  shop('headers over two lines', { reshape: header((name) => name.replace('_', '\n')) }),
  shop('capitals and stray spaces', {
    reshape: header((name) => ` ${name.toUpperCase().replace('_', '  ')}\u00a0`),
  }),
  shop('the same name twice', {
    extra: ['title'],
    reshape: header((name) => (name === 'sku' ? 'product' : name)),
  }),
  // dates
  shop('day and clock in two columns', {
    date: 'isoClock',
    reshape: apart('order_date', ['day', 'clock'], (text) => text.split(' ')),
  }),
  shop('year, month and day apart', {
    reshape: apart('order_date', ['yr', 'mon', 'dy'], (text) =>
      text.split('-').map((part) => String(Number(part))),
    ),
  }),
  shop('serial numbers with a clock', { date: 'serialClock' }),
  shop('dates as Java prints them', { date: 'java', grain: 'order' }),
  shop('times of BigQuery', { date: 'bigQuery' }),
  shop('20220901T080500Z', { date: 'compactClock', header: 'terse' }),
  shop('1 de septiembre de 2022', {
    date: 'spanishMonth',
    header: 'spanish',
    number: 'comma',
    writing: semicolons,
  }),
  shop('months in Russian', {
    date: 'russianMonth',
    header: 'russian',
    number: 'comma',
    writing: semicolons,
  }),
  shop('day first, a clock of twelve hours', { date: 'slashClock12' }),
  shop('September 1st, 2022', { date: 'ordinal', grain: 'order' }),
  // amounts
  shop('rupees by the lakh', { number: 'rupees', grain: 'order' }),
  shop('reais', { number: 'reais', header: 'portuguese', writing: semicolons }),
  shop('crowns in front', { number: 'kronor', header: 'swedish', grain: 'price', writing: semicolons }),
  shop('four decimal places', { number: 'fourPlaces' }),
  shop('the true minus sign', { number: 'trueMinus', refunds: 'quantity' }),
  shop('CR behind what is paid back', { number: 'credit', refunds: 'quantity' }),
  shop('amounts in cents', {
    grain: 'order',
    reshape: (sheets) =>
      header((name) => (name === 'order_total' ? 'amount_cents' : name))(
        cell('order_total', (text) => String(Math.round(Number(text) * 100)))(sheets),
      ),
  }),
  shop('a running balance beside the amount', {
    grain: 'order',
    reshape: (sheets) => {
      let sum = 0;
      return added('balance', (row) => {
        sum += Number(row[3] ?? 0);
        return sum.toFixed(2);
      })(sheets);
    },
  }),
  // ids
  shop('ids with an apostrophe', { customerId: 'quoted', orderId: 'quoted' }),
  shop('receipts that start again each day', {
    header: 'till',
    date: 'isoClock',
    reshape: cell('Bon', (text) => String(Number(text) % 7)),
  }),
  shop('document numbers with a year', { orderId: 'slashed' }),
  shop('guests as N/A', { guest: 'N/A', customerId: 'prefixed' }),
  shop('guests as -1', { guest: '-1' }),
  shop('guests in Finnish', {
    guest: 'käteisasiakas',
    header: 'finnish',
    customerId: 'prefixed',
    writing: semicolons,
  }),
  // refunds and what fell through
  shop('a status in Korean', {
    refunds: 'status',
    words: ['결제완료', '결제실패', '환불'],
    grain: 'order',
    header: 'korean',
  }),
  shop('a status as a number', { refunds: 'status', words: ['3', '9', '7'], grain: 'order' }),
  shop('lines sent back, in Hungarian', {
    refunds: 'flag',
    header: 'hungarian',
    date: 'yearDots',
    number: 'comma',
    writing: semicolons,
    reshape: cell('Visszáru', (text) => (text === 'yes' ? 'igen' : 'nem')),
  }),
  // what stands around the rows
  shop('a total below', { writing: { footer: [',,,,,,,1234567.89'] } }),
  shop('Grand total and a count below', {
    writing: { footer: ['', 'Grand total,,,,,,,1234567.89', '(2034 rows affected)'] },
  }),
  shop('the header again in the middle', {
    reshape: rows((all, names) => [
      ...all.slice(0, 300),
      names,
      ...all.slice(300, 700),
      names,
      ...all.slice(700),
    ]),
  }),
  shop('blank lines between', {
    reshape: rows((all) => all.flatMap((row, i) => (i % 40 ? [row] : [row.map(() => ''), row]))),
  }),
  shop('lines of comment above', { writing: { above: ['# exported by shopd 4.2', '# rows follow'] } }),
  // containers
  shop('pipes in a .txt', { writing: { delimiter: '|', ending: 'txt' } }),
  shop('quotes behind backslashes', {
    writing: { escape: '\\' },
    extra: ['title'],
    reshape: cell('product', (text) => `${text} 5" wide`),
  }),
  shop('a workbook of two sheets', { grain: 'two files', writing: { pack: 'xlsx', together: true } }),
  shop('a workbook with a cover', {
    writing: { pack: 'xlsx', together: true },
    reshape: (sheets) => [
      {
        name: 'About',
        header: ['Report', 'Value'],
        rows: [
          ['made by', 'the back office'],
          ['pages', '2'],
        ],
      },
      ...sheets,
    ],
  }),
  shop('orders, lines and prices in one zip', {
    grain: 'three files',
    writing: { pack: 'zip', together: true },
  }),
  shop('a file a year, one with more columns', {
    reshape: (sheets) => {
      const [sheet] = sheets as [Sheet];
      const years = [...new Set(sheet.rows.map(yearOf))];
      return years.map((year, i) => {
        const part = {
          ...sheet,
          name: `sales ${year}`,
          rows: sheet.rows.filter((row) => yearOf(row) === year),
        };
        return i === 0
          ? part
          : { ...part, header: ['shop', ...part.header], rows: part.rows.map((row) => ['web', ...row]) };
      });
    },
  }),
  shop('old Mac line ends', { writing: { lineEnd: '\r' } }),
  // people
  shop('do not contact', { consent: ['do_not_contact', '0', '1'] }),
  shop('channels they allow', { consent: ['allowed_channels', 'email;sms', 'none'] }),
  shop('consent in Finnish', {
    consent: ['Markkinointilupa', 'kyllä', 'ei'],
    header: 'finnish',
    number: 'comma',
    writing: semicolons,
  }),
  // contracts and use
  contracts('contracts in Hungarian', {
    header: ['Szerződésszám', 'Ügyfélkód', 'Kezdete', 'Vége', 'Csomag', 'Havidíj'],
    date: 'yearDots',
    name: 'szerzodesek',
  }),
  contracts('open ends as a dash', {
    open: '-',
    header: ['ref', 'member', 'joined', 'left', 'tier', 'dues'],
  }),
  contracts('open ends as null', { open: 'NULL', date: 'sas' }),
  snapshots('a row an account a month'),
  usage('use in Korean', ['고객', '시각', '행동'], ['로그인', '내보내기', '공유']),
  usage('use as Java prints it', ['member', 'stamp', 'deed'], ['peek', 'poke', 'push'], 'java'),
  // beside the orders
  withSpend('spend a month by channel beside orders'),
  withReviews('reviews that know the order alone'),
  withSends('mails that know the campaign alone'),
  supported('tickets and answers in words of nobody', [
    ['caseRef', 'memberRef', 'raisedOn', 'shutOn', 'topic', 'via'],
    ['memberRef', 'heardOn', 'verdict', 'words'],
  ]),
  supported('tickets and answers in Finnish', [
    ['Tapaus', 'Asiakasnro', 'Avattu', 'Suljettu', 'Aihe', 'Kanava'],
    ['Asiakasnro', 'Vastattu', 'Arvosana', 'Kommentti'],
  ]),
];
