import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

const header = 'order,customer,day,total';
const line = (i: number, day = '2025-06-01') => `o${i},c${i % 700},${day},${10 + (i % 7)}.50`;
const lines = (n: number) => Array.from({ length: n }, (_, i) => line(i));
const goodSales = [header, ...lines(1400)].join('\n');

const goodConfig = `version: 1
business: { name: Shop, currency: EUR, dataUntil: 2026-01-01 }
inputs:
  sales: { file: sales.csv }
sources:
  customers:
    query: select customer, min(day) as first_day from sales group by customer
    columns: { customer_id: customer, joined_at: first_day }
  orders:
    from: sales
    columns: { order_id: order, customer_id: customer, ordered_at: day, amount: total }
churn: { kind: non-contractual, horizonDays: 30, lookbackDays: 90 }
`;

function business(config: string, sales: string | Uint8Array | null) {
  const folder = scratchFolder();
  const out = join(folder, 'out');
  const file = writeText(folder, 'holdfast.yaml', config);
  if (sales !== null) writeText(folder, 'sales.csv', sales);
  return { check: () => holdfast('check', '--config', file, '--out', out), out };
}

describe('holdfast check refuses', () => {
  it.each([
    ['a file that is missing', goodConfig, null, 2, /inputs\.sales\.file: there is no .*sales\.csv/],
    ['an empty file', goodConfig, '', 3, /the file .*sales\.csv is empty/],
    ['a header without rows', goodConfig, `${header}\n`, 3, /has no rows/],
    [
      'another delimiter',
      goodConfig,
      goodSales.replaceAll(',', ';'),
      2,
      /one column was read: is the delimiter right/i,
    ],
    [
      'another encoding',
      goodConfig,
      Buffer.from(goodSales.replaceAll('o', 'ö'), 'latin1'),
      2,
      /not written in utf-8.*encoding: latin-1/,
    ],
    ['a file cut short', goodConfig.replace('sales.csv', 'sales.csv.gz'), null, 2, /there is no/],
    ['a column that is not there', goodConfig, goodSales.replace('total', 'sum'), 2, /no column "total"/],
    [
      'an expression that does not parse',
      goodConfig.replace('amount: total', 'amount: { sql: "(total" }'),
      goodSales,
      2,
      /sources\.orders\.columns\.amount\.sql does not run.*\n.*the input has order, customer, day, total/,
    ],
    [
      'an expression over many rows',
      goodConfig.replace('amount: total', 'amount: { sql: "cast(count(total) as varchar)" }'),
      goodSales,
      2,
      /amount\.sql does not run: write one expression.*without aggregates/,
    ],
    [
      'an expression that some row breaks',
      goodConfig.replace('ordered_at: day', 'ordered_at: { sql: "cast(cast(day as integer) as varchar)" }'),
      goodSales,
      2,
      /ordered_at\.sql does not run.*a value could not be worked with/,
    ],
    [
      'columns of two sources that are not there, both named',
      goodConfig.replace('customer_id: customer, joined', 'customer_id: kunde, joined'),
      goodSales.replace('day,total', 'day,sum'),
      2,
      /sources\.customers.*"kunde"[\s\S]*sources\.orders.*"total"/,
    ],
    [
      'two of one source, both named',
      goodConfig.replace('order_id: order,', 'order_id: nummer, channel: kanal,'),
      goodSales,
      2,
      /"nummer"[\s\S]*"kanal"/,
    ],
    ['days that are none', goodConfig, goodSales.replaceAll('2025-06-01', 'June 1st'), 3, /unreadable_/],
    [
      'a currency without a rate',
      goodConfig.replace(
        'amount: total',
        "amount: total, currency: { sql: \"case when total = '10.50' then 'USD' else 'EUR' end\" }",
      ),
      goodSales,
      3,
      /currency without a rate/,
    ],
    [
      'fewer than 500 customers',
      goodConfig,
      [header, ...lines(300)].join('\n'),
      3,
      /300 kept.*500 \(training\.minCustomers\)/,
    ],
    [
      'a mistyped key',
      goodConfig.replace('lookbackDays', 'lookBackDays'),
      goodSales,
      2,
      /did you mean "lookbackDays"/,
    ],
    ['a config that is empty', '', goodSales, 2, /is empty: `holdfast init FILES…` writes a config/],
  ] as const)('%s', async (_, config, sales, code, says) => {
    const finished = await business(config, sales).check();
    expect(finished.err).toMatch(says);
    expect(finished.code).toBe(code);
    expect(finished.err).not.toMatch(/bug in Holdfast/);
  });

  it('a compressed file that is cut short', async () => {
    const folder = scratchFolder();
    const file = writeText(folder, 'holdfast.yaml', goodConfig.replace('sales.csv', 'sales.csv.gz'));
    const whole = gzipSync(goodSales);
    writeText(folder, 'sales.csv.gz', whole.subarray(0, whole.length - 300));
    const { code, err } = await holdfast('check', '--config', file, '--out', join(folder, 'out'));
    expect(err).toMatch(/inputs\.sales: .*sales\.csv\.gz is cut short or damaged/);
    expect(code).toBe(3);
  });

  it.each<[what: string, name: string, bytes: Buffer, says: RegExp]>([
    [
      'a workbook',
      'sales.xlsx',
      Buffer.from(zipSync({ 'xl/workbook.xml': Buffer.from('<workbook/>') })),
      /sales\.xlsx is a workbook or a zip: of an \.xlsx write `format: excel`/,
    ],
    ['Parquet', 'sales.dat', Buffer.from('PAR1\x15\x04\xff\xfe'), /is Parquet: write `format: parquet`/],
    [
      'an old workbook',
      'sales.xls',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      /old Excel: save it as \.xlsx or as CSV/,
    ],
    [
      'a packed file without its ending',
      'sales.txt',
      gzipSync(goodSales),
      /packed by gzip: give it the ending \.gz/,
    ],
    [
      'a zip that is cut short',
      'sales.zip',
      Buffer.from(zipSync({ 'sales.csv': Buffer.from(goodSales) })).subarray(0, 900),
      /sales\.zip is cut short/,
    ],
    ['a zip of nothing', 'sales.zip', Buffer.from(zipSync({})), /sales\.zip is cut short, or holds no file/],
  ])('%s that is taken for a text says what it is', async (_, name, bytes, says) => {
    const folder = scratchFolder();
    const file = writeText(folder, 'holdfast.yaml', goodConfig.replace('sales.csv', name));
    writeText(folder, name, bytes);
    const { code, err } = await holdfast('check', '--config', file, '--out', join(folder, 'out'));
    expect(err).toMatch(says);
    expect(err).not.toMatch(/encoding|bug in Holdfast/);
    expect(code).toBeGreaterThan(1);
  });

  it('and leaves nothing published', async () => {
    const { check, out } = business(goodConfig, goodSales.replaceAll('2025-06-01', 'June 1st'));
    await check();
    expect(readdirSync(out)).not.toContain('lists');
  });
});

describe('the command line', () => {
  it('passes good data and prints one screen', async () => {
    const { code, out } = await business(goodConfig, goodSales).check();
    expect(code).toBe(0);
    expect(out).toMatch(/orders +1,400 +1,400 +0/);
    expect(out.split('\n').length).toBeLessThan(40);
  });

  it('prints one JSON document on standard output with --json', async () => {
    const folder = scratchFolder();
    const file = writeText(folder, 'holdfast.yaml', goodConfig);
    writeText(folder, 'sales.csv', goodSales);
    const { out } = await holdfast('check', '--config', file, '--out', join(folder, 'out'), '--json');
    expect(JSON.parse(out).sources).toHaveLength(2);
  });

  it.each([
    [['chekc']],
    [['check', '--threads', 'many']],
    [['check', '--nonsense']],
    [['check', '--memory', 'lots']],
  ])('answers 2 to %j', async (args) => {
    expect((await holdfast(...args)).code).toBe(2);
  });

  it('says a refusal as one document where a program reads it', async () => {
    const { code, out, err } = await holdfast('check', '--config', 'nowhere.yaml', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { exitCode: 2, message: err.trim() } });
  });

  it('says wrong use as one document as well', async () => {
    const { code, out, err } = await holdfast('check', '--nonsense', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      error: { exitCode: 2, message: expect.stringMatching(/nonsense/) },
    });
    expect(err).toMatch(/unknown option '--nonsense'/);
  });

  it('refuses an as-of date that is no day', async () => {
    const folder = scratchFolder();
    const file = writeText(folder, 'holdfast.yaml', goodConfig);
    writeText(folder, 'sales.csv', goodSales);
    const { code, err } = await holdfast('check', '--config', file, '--as-of', '2025-02-30');
    expect(code).toBe(2);
    expect(err).toMatch(/--as-of 2025-02-30: write a real day/);
  });
});

it.each(['2025-02-30', '2025-04-02,tomorrow'])(
  'a day of the truth that is none is a wrong use: %s',
  async (days) => {
    const { code, out, err } = await holdfast(
      'simulate',
      '--truth',
      days,
      '--out',
      scratchFolder(),
      '--json',
    );
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { exitCode: 2 } });
    expect(err).toMatch(/--truth.*write real days/s);
  },
);

it('a group of commands without one of them is a wrong use', async () => {
  const { code, out, err } = await holdfast('models', '--json');
  expect(code).toBe(2);
  const message = expect.stringMatching(/^holdfast models needs one of its commands: list, show, /);
  expect(JSON.parse(out)).toEqual({ error: { message, exitCode: 2 } });
  expect(err).toContain('Usage: holdfast models');
});
