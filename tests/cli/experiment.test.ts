import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../models/numerics.ts';
import { holdfast } from '../support/command-line.ts';
import { lalonde } from '../support/lalonde.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

interface Customer {
  readonly id: string;
  readonly arm: string;
  readonly spend: number | string;
  readonly before: number;
  readonly kept: string;
}

const stream = randomStream(11, 'experiment');
/** Nine in ten were written to and spend five more; a few stay because of it. */
const customers: readonly Customer[] = Array.from({ length: 2000 }, (_, i) => {
  const arm = i % 10 === 0 ? 'hold-out' : 'mail';
  const before = Math.round(100 * Math.exp(0.5 * stream.normal()));
  const spend = Math.round(before + 20 * stream.normal() + (arm === 'mail' ? 5 : 0));
  const kept = stream.uniform() < (arm === 'mail' ? 0.75 : 0.55) ? 'yes' : 'no';
  return { id: `c${i}`, arm, spend, before, kept };
});

const csv = (rows: readonly Customer[]): string =>
  ['id,arm,spend,before,kept', ...rows.map((row) => Object.values(row).join(','))].join('\n');

async function experiment(text: string, ...options: string[]) {
  const folder = scratchFolder();
  const out = join(folder, 'out');
  const table = writeText(folder, 'results.csv', text);
  const { code, out: printed, err } = await holdfast('experiment', table, '--out', out, '--json', ...options);
  return { code, err, result: code === 0 ? JSON.parse(printed) : null, out };
}

/** What it was, but for a few who pay a little less. */
const fee = (row: Customer, i: number, pays: number): Customer => {
  const before = 900 + 100 * (i % 4);
  return { ...row, before, spend: Math.round(pays * before) };
};

const money = ['--arm', 'arm', '--outcome', 'spend', '--currency', 'EUR'];

describe('an experiment in a flat table', () => {
  it('is compared by intention to treat, adjusted, per cost, and reported', async () => {
    const options = [
      ...money,
      '--before',
      'before',
      '--cost',
      '0.8',
      '--id',
      'id',
      '--shares',
      'hold-out=0.1,mail=0.9',
    ];
    const { code, err, result, out } = await experiment(csv(customers), ...options);
    expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
    const [mail] = result.arms;
    expect(result.control).toBe('hold-out');
    expect(mail.adjusted.low).toBeLessThan(5);
    expect(mail.adjusted.high).toBeGreaterThan(5);
    expect(mail.adjusted.varianceRatio).toBeLessThan(0.3);
    expect(mail.perCost.value).toBeCloseTo(mail.adjusted.value / 0.8, 9);
    expect(result.draw).toMatchObject({ broken: false });
    expect(result.verdict).toMatch(/^Did “mail” pay\? Yes: it earned €\d/);
    const page = readFileSync(join(out, 'report.html'), 'utf8');
    expect(page).toContain('Yes: it earned €');
    expect(page).toContain('The sums hold to the cent');
    const { money: found } = result.reports[0];
    expect(found.net.value).toBeCloseTo(1800 * (mail.adjusted.value - 0.8), 6);
    expect(found.net.interval.low).toBeCloseTo(1800 * (mail.adjusted.low - 0.8), 6);
    expect(found.roi.value).toBeCloseTo(mail.perCost.value - 1, 9);
    expect(readFileSync(join(out, '03-money.csv'), 'utf8')).toContain(String(found.net.value));
    expect(page).not.toMatch(/src=|https?:\/\/(?!www\.w3\.org)/);
  });

  it('of money says so where the held out bring a loss, and of other figures does not', async () => {
    const rows = customers.map((row) => ({ ...row, spend: Number(row.spend) - 250 }));
    const [ofMoney, ofFigure] = [
      await experiment(csv(rows), ...money, '--cost', '0.8'),
      await experiment(csv(rows), '--arm', 'arm', '--outcome', 'spend'),
    ];
    const codes = ({ result }: typeof ofMoney) =>
      result.reports[0].verdict.cautions.map(({ code }: { code: string }) => code);
    expect(codes(ofMoney)).toContain('negative-margins');
    expect(codes(ofFigure)).not.toContain('negative-margins');
    expect(codes(await experiment(csv(customers), ...money))).not.toContain('negative-margins');
  });

  it('of who stayed is a difference of shares', async () => {
    const { result } = await experiment(csv(customers), '--arm', 'arm', '--outcome', 'kept');
    const [{ shares, plain }] = result.arms;
    expect(shares.value).toBeCloseTo(plain.value, 12);
    expect(result.verdict).toMatch(
      /it raised “kept = yes” by \d+\.\d points \(95% interval \d+\.\d points to/,
    );
  });

  it('of several arms compares each with the control, and says how many', async () => {
    const three = customers.map((row, i) =>
      row.arm === 'mail' && i % 2 === 1 ? { ...row, arm: 'call' } : row,
    );
    const { result, out } = await experiment(csv(three), ...money);
    expect(result.level).toBeCloseTo(0.975, 12);
    expect(result.reports.map(({ level }: { level: number }) => level)).toEqual([result.level, result.level]);
    const page = readFileSync(join(out, 'report.html'), 'utf8');
    expect(page).toContain('Arms compared with “hold-out”: 2. Intervals are widened (97.5%)');
    expect(page).toMatch(/Did “call” change “spend”[\s\S]*Did “mail” change “spend”/);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(result.arms.map(({ name }: { name: string }) => name)).toEqual(['call', 'mail']);
    for (const { p, adjustedP } of result.arms) expect(adjustedP).toBeGreaterThanOrEqual(p);
  });

  it('takes the one arm that was offered nothing for the control', async () => {
    const named: Readonly<Record<string, string>> = { mail: 'Free month', 'hold-out': 'No offer' };
    const offered = customers.map((row) => ({ ...row, arm: named[row.arm]! }));
    expect((await experiment(csv(offered), ...money)).result.control).toBe('No offer');
    const halves = offered.map((row, i) => (i % 3 === 0 ? { ...row, arm: 'No call' } : row));
    const { code, err } = await experiment(csv(halves), ...money);
    expect([code, err]).toEqual([2, expect.stringContaining('name it with --control')]);
  });

  it.each([
    ['de', 'Ja: „spend“ stieg um'],
    ['pl', 'Tak: „spend” wzrosło o'],
    ['ru', 'Да: «spend» выросло на'],
  ])('is written in %s where that is asked for', async (language, says) => {
    const { out } = await experiment(csv(customers), ...money, '--before', 'before', '--language', language);
    const page = readFileSync(join(out, 'report.html'), 'utf8');
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(says);
    expect(page).not.toMatch(/\{\w+\}|undefined|NaN/);
  });

  it.skipIf(lalonde.missing)("is LaLonde's to the cent", async () => {
    const { result } = await experiment(
      readFileSync(lalonde.path, 'utf8'),
      '--arm',
      'treat',
      '--outcome',
      're78',
    );
    expect(result.control).toBe('0');
    expect(result.arms[0].plain.value).toBeCloseTo(1794.34, 2);
  });
});

describe('figures that would mislead', () => {
  const verdictOf = async (rows: readonly Customer[], ...options: string[]) =>
    (await experiment(csv(rows), ...money, ...options)).result.verdict;

  it('of arms that are not as they were drawn are no figures', async () => {
    const lost = customers.filter(({ arm }, i) => arm === 'mail' || i % 20 === 0);
    expect(await verdictOf(lost, '--shares', 'hold-out=0.1,mail=0.9')).toMatch(
      /No effect can be stated\. Why: group sizes against the plan/,
    );
  });

  it('of an arm whose outcomes went missing are no figures', async () => {
    const missing = customers.map((row, i) =>
      row.arm === 'mail' && i % 3 === 0 ? { ...row, spend: '' } : row,
    );
    expect(await verdictOf(missing)).toMatch(/No effect can be stated\. Why: outcomes missing more often/);
  });

  it('of a campaign without effect say that none can be told', async () => {
    const idle = customers.map((row) => ({ ...row, spend: row.before }));
    expect(await verdictOf(idle)).toMatch(/No effect on “spend” is shown \(95% interval/);
  });

  it('of a handful of customers have no interval', async () => {
    expect(await verdictOf(customers.slice(0, 150))).toMatch(/Why: too few customers for an interval/);
  });

  it.each([1_000_000, -1_000_000])(
    'of one customer with %d are no figures, and the one without is in the file',
    async (spend) => {
      const rich = customers.map((row, i) => (i === 0 ? { ...row, spend } : row));
      const { result } = await experiment(csv(rich), ...money);
      expect(result.verdict).toMatch(/one customer’s share/);
      expect(Math.abs(result.reports[0].money.withoutLargest)).toBeLessThan(20);
    },
  );
});

/** A marketer writes to good customers, above all in the shop; writing is worth five. */
function chosen(n: number, keen: number) {
  const draws = randomStream(3, 'chosen by eye');
  return Array.from({ length: n }, (_, i) => {
    const shop = draws.uniform() < 0.4;
    const before = Math.round(100 * Math.exp(0.4 * draws.normal()));
    const worth = Math.log(before / 100) + (shop ? 0.4 : 0);
    const mail = draws.uniform() < 1 / (1 + Math.exp(0.8 - keen * worth));
    const after = Math.round(before + (shop ? 30 : 0) + 12 * draws.normal() + (mail ? 5 : 0));
    return [`c${i}`, mail ? 'mail' : 'none', after, before, shop ? 'shop' : 'web'].join(',');
  });
}

describe('a comparison without a draw', () => {
  const ask = ['--arm', 'arm', '--outcome', 'spend', '--observational', '--currency', 'EUR'];
  const table = (n: number, keen: number) => ['id,arm,spend,before,channel', ...chosen(n, keen)].join('\n');

  it('finds the effect beside the plain difference, and says everywhere that nobody drew lots', async () => {
    const { code, err, result, out } = await experiment(
      table(400, 1.2),
      ...ask,
      '--before',
      'channel',
      '--earlier',
      'before',
    );
    expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
    const [arm] = result.arms;
    expect(arm.naive.value).toBeGreaterThan(15);
    expect(arm.refusals).toEqual([]);
    expect(Math.abs(arm.blend.value - 5)).toBeLessThan(2.5 * arm.blend.standardError);
    expect(arm.blend.standardError).toBeLessThan(2);
    expect(result.design).toBe('not randomised');
    expect(result.verdict).toMatch(/Not randomised\. Yes: it raised “spend” by €/);
    expect(arm.overlap.balance.map(({ name }: { name: string }) => name)).toEqual([
      'channel = shop',
      'before',
    ]);
    const files = readdirSync(out).filter((file) => /\w\.(html|json|csv)$/.test(file));
    expect(files.length).toBeGreaterThan(7);
    for (const file of files)
      expect(readFileSync(join(out, file), 'utf8').toLowerCase(), file).toMatch(/not.randomised/);
    const blend = readFileSync(join(out, '07-methods.csv'), 'utf8')
      .split('\r\n')
      .find((line) => line.startsWith('blend,'));
    expect(Number(blend!.split(',')[1])).toBe(arm.blend.value);
  });

  it('is refused with its numbers where hardly anybody like them was left alone', async () => {
    const { result } = await experiment(table(250, 12), ...ask, '--before', 'channel,before');
    expect(result.arms[0].refusals.length).toBeGreaterThan(1);
    expect(result.verdict).toMatch(/Not randomised\. No effect can be stated\. Why: /);
    expect(result.verdict).not.toContain('€');
  });

  it('says no more than there is of arms that did nothing, and of controls of whom nobody did', async () => {
    const arms = ['hold-out', 'letter', 'mail'];
    const rows = Array.from({ length: 600 }, (_, i) => {
      const arm = arms[i % 3]!;
      return `${arm},${arm === 'mail' && i % 4 === 0 ? 1 : 0},${Math.round(100 * stream.normal())}`;
    });
    const { result, out } = await experiment(
      ['arm,bought,before', ...rows].join('\n'),
      ...['--arm', 'arm', '--outcome', 'bought', '--observational', '--before', 'before'],
    );
    const [letter, mail] = result.arms;
    expect(letter.eValue.limit).toBe(1);
    expect(mail.eValue.effect).toBeLessThan(2 * 2 * 50);
    const page = readFileSync(join(out, 'report.html'), 'utf8');
    expect(page.match(/An unmeasured cause would have to/g)?.length ?? 0).toBeLessThan(2);
    expect(page).not.toMatch(/∞|NaN|Infinity/);
  });
});

describe('costs', () => {
  const withCosts = (cost: (row: Customer, i: number) => string) =>
    [
      'id,arm,spend,before,kept,cost',
      ...customers.map((row, i) => `${Object.values(row).join(',')},${cost(row, i)}`),
    ].join('\n');

  it('that are not known are not nothing', async () => {
    const some = withCosts(({ arm }, i) => (arm === 'mail' && i % 50 !== 1 ? '0.8' : ''));
    const { code, err } = await experiment(some, ...money, '--cost', 'cost');
    expect(code).toBe(3);
    expect(err).toContain('40 customers of the arm "mail" have no cost');
  });

  it('below zero are gains of nobody', async () => {
    const refunds = withCosts(({ arm }, i) => (arm === 'mail' ? (i % 50 === 1 ? '-5' : '0.8') : ''));
    const { code, err } = await experiment(refunds, ...money, '--cost', 'cost');
    expect(code).toBe(3);
    expect(err).toContain('have a cost below zero');
  });

  it('of nothing for everybody say nothing', async () => {
    const { code, err } = await experiment(
      withCosts(() => '0'),
      ...money,
      '--cost',
      'cost',
    );
    expect(code).toBe(3);
    expect(err).toContain('The cost is 0 for every customer of the arm "mail"');
  });

  it('that are the same for everybody are costs', async () => {
    const { result } = await experiment(
      withCosts(() => '0.8'),
      ...money,
      '--cost',
      'cost',
    );
    expect(result.arms[0].treated.cost).toBeCloseTo(0.8, 12);
  });

  it('of the control are not asked for', async () => {
    const treated = withCosts(({ arm }) => (arm === 'mail' ? '0.8' : ''));
    const { result } = await experiment(treated, ...money, '--cost', 'cost');
    expect(result.arms[0].treated.cost).toBeCloseTo(0.8, 12);
  });
});

it('an earlier figure that is the same for all who are compared is said, not left out', async () => {
  const some = customers.slice(0, 600).map((row, i) => ({
    ...row,
    arm: i % 3 === 0 ? 'hold-out' : 'mail',
    kept: i === 0 ? '8' : '7',
    spend: i === 0 ? '' : row.spend,
  }));
  const { code, err, out } = await experiment(
    csv(some),
    ...[...money, '--observational', '--before', 'before', '--earlier', 'kept'],
  );
  expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
  expect(readFileSync(join(out, 'report.html'), 'utf8').toLowerCase()).toContain(
    'the earlier figure is the same for everyone',
  );
});

describe('settings that cannot be', () => {
  const amount = 'neither a column nor an amount. Write an amount with a point';
  const level = 'a share of at least 0.5 and below 1';
  const shares = 'write each arm with its share from 0 to 1';
  it.each([
    ['--cost=1,5', amount],
    ['--cost=1 000', amount],
    ['--cost=NaN', amount],
    ['--cost=Infinity', amount],
    ['--cost=1e400', amount],
    ['--cost=', '--cost is empty: write a value'],
    ['--cost=0', 'an amount above 0'],
    ['--cost=-1', 'an amount above 0'],
    ['--level=1', level],
    ['--level=1.2', level],
    ['--level=95', level],
    ['--level=0,95', level],
    ['--level=NaN', level],
    ['--level=', level],
    ['--shares=hold-out=0,mail=1', shares],
    ['--shares=hold-out=1.2,mail=0.5', shares],
    ['--shares=hold-out=0,5,mail=0,5', shares],
    ['--shares=hold-out', shares],
    ['--language=xx', 'Allowed choices are en, pl'],
    ['--currency=euro', 'ISO 4217'],
  ])('%s is refused', async (option, says) => {
    const { code, err } = await experiment(csv(customers), ...money, option);
    expect(err).toContain(says);
    expect(code).toBe(2);
  });
});

describe('tables that hold no comparison', () => {
  it.each([
    ['no such column', csv(customers), ['--arm', 'group', '--outcome', 'spend'], 2, 'no such column'],
    [
      'arms that do not say which is left alone',
      csv(customers).replaceAll('hold-out', 'A').replaceAll('mail', 'B'),
      money,
      2,
      '--control',
    ],
    ['no such control', csv(customers), [...money, '--control', 'nobody'], 2, 'no such arm'],
    [
      'one arm',
      csv(customers.filter(({ arm }) => arm === 'mail')),
      money,
      3,
      'every row is in one arm, "mail" (',
    ],
    [
      'a customer in two arms',
      csv([...customers, { ...customers[1]!, arm: 'hold-out' }]),
      [...money, '--id', 'id'],
      3,
      '1 customer of "id" is in several arms',
    ],
    [
      'a value that no row has, of an amount',
      csv(customers),
      ['--arm', 'arm', '--outcome', 'spend', '--positive', 'yes'],
      2,
      '--positive yes: no row has it in "spend"',
    ],
    ['ids for arms', csv(customers), ['--arm', 'id', '--outcome', 'spend'], 3, 'cannot be arms'],
    [
      'shares that are not whole',
      csv(customers),
      [...money, '--shares', 'hold-out=0.1,mail=0.8'],
      2,
      'not to 1',
    ],
    [
      'the same outcome for all',
      csv(customers.map((row) => ({ ...row, spend: 7 }))),
      money,
      3,
      'same in every row',
    ],
    [
      'a customer in two arms',
      csv([...customers, { ...customers[0]!, arm: 'mail' }]),
      [...money, '--id', 'id'],
      3,
      'several arms',
    ],
    ['a customer twice', csv([...customers, customers[1]!]), [...money, '--id', 'id'], 3, 'several rows'],
    [
      'words of which none counts',
      csv(customers.map((row) => ({ ...row, kept: row.kept === 'yes' ? 'gold' : 'iron' }))),
      ['--arm', 'arm', '--outcome', 'kept'],
      2,
      '--positive',
    ],
    [
      'no such value',
      csv(customers),
      ['--arm', 'arm', '--outcome', 'kept', '--positive', 'perhaps'],
      2,
      '"no", "yes"',
    ],
    [
      'an outcome that is the arm itself',
      csv(customers.map((row) => ({ ...row, kept: row.arm === 'mail' ? 'yes' : 'no' }))),
      ['--arm', 'arm', '--outcome', 'kept'],
      3,
      'follows from the arm',
    ],
    [
      'an outcome without bounds',
      csv(customers).replace(/^(c1,[\w-]+),[^,]*/m, '$1,inf'),
      money,
      3,
      'in 1 row',
    ],
    [
      'the outcome among what was known before',
      csv(customers.map((row) => ({ ...row, before: 2 * Number(row.spend) + 1 }))),
      [...money, '--before', 'before'],
      3,
      'are almost identical in every arm (correlation 1). Where it is the outcome in another unit',
    ],
    [
      'a fee that hardly anybody changed',
      csv(customers.map((row, i) => fee(row, i, i % 50 === 7 ? 0.99 : 1))),
      [...money, '--before', 'before'],
      3,
      'as with a fixed fee, make the change since then a column',
    ],
    [
      'the arm itself among what was known before',
      csv(customers.map((row) => ({ ...row, before: row.arm === 'mail' ? 1 : 0 }))),
      [...money, '--before', 'before'],
      3,
      'it says who was in which arm',
    ],
    [
      'arms written in several ways',
      csv(
        customers.map((row, i) =>
          i % 7 === 0 ? { ...row, arm: row.arm === 'mail' ? 'Mail' : 'Hold out' } : row,
        ),
      ),
      [...money, '--control', 'hold-out'],
      3,
      'differ only in capitals, spaces or dashes',
    ],
    [
      'blanks in place of no',
      csv(customers.map((row) => ({ ...row, kept: row.kept === 'yes' ? '1' : '' }))),
      ['--arm', 'arm', '--outcome', 'kept'],
      3,
      'Where a blank means no, write 0 or no instead',
    ],
    [
      'words of which there is yes alone',
      csv(customers.map((row) => ({ ...row, kept: row.kept === 'yes' ? 'yes' : '' }))),
      ['--arm', 'arm', '--outcome', 'kept'],
      3,
      'Where a blank means no, write 0 or no instead',
    ],
    [
      'rows that do not say whose they are',
      csv(customers.map((row, i) => (i === 5 ? { ...row, id: '' } : row))),
      [...money, '--id', 'id'],
      3,
      '"id" is blank in 1 row: whether it repeats a customer is not known',
    ],
    [
      'amounts in two currencies',
      csv(customers.map((row, i) => ({ ...row, spend: `${row.spend} ${i % 6 === 0 ? 'RON' : 'EUR'}` }))),
      money,
      3,
      '"spend" holds amounts in EUR and RON',
    ],
    [
      'a column that names two currencies',
      csv(customers.map((row, i) => ({ ...row, in: i % 6 === 0 ? 'pln' : 'EUR' }))).replace(
        'kept',
        'kept,waehrung',
      ),
      money,
      3,
      '"waehrung" says that amounts are in EUR and PLN',
    ],
    [
      'a column that names another currency than the one that was said',
      csv(customers.map((row) => ({ ...row, in: 'PLN' }))).replace('kept', 'kept,currency'),
      money,
      2,
      '--currency EUR: "currency" says that amounts are in PLN',
    ],
    [
      'another currency than the one that was said',
      csv(customers.map((row) => ({ ...row, spend: `${row.spend} zł` }))),
      money,
      2,
      '--currency EUR: "spend" is in PLN',
    ],
    [
      'days for an outcome',
      csv(customers.map((row, i) => ({ ...row, kept: `2024-0${1 + (i % 9)}-1${i % 10}` }))),
      ['--arm', 'arm', '--outcome', 'kept'],
      2,
      'its values are dates',
    ],
    [
      'days for what was known before',
      csv(customers.map((row, i) => ({ ...row, kept: `2024-0${1 + (i % 9)}-1${i % 10}` }))),
      [...money, '--before', 'kept'],
      2,
      '--before kept: its values are dates, not numbers: use the days',
    ],
    [
      'an outcome in per cent',
      csv(customers.map((row, i) => ({ ...row, kept: `${i % 97}.5%` }))),
      ['--arm', 'arm', '--outcome', 'kept'],
      2,
      'leave only the number in each cell',
    ],
    [
      'an arm without outcomes',
      csv(customers.map((row, i) => (i % 3 === 0 ? { ...row, arm: 'call', spend: '' } : row))),
      money,
      3,
      'The arm "call" has no row with a known "spend": fill its outcomes in, or leave',
    ],
    ['a cost of nothing', csv(customers), [...money, '--cost', '0'], 2, 'above 0'],
    [
      'one word for all costs',
      csv(customers.map((row) => ({ ...row, kept: 'cheap' }))),
      [...money, '--cost', 'kept'],
      2,
      '--cost kept: its values are not numbers',
    ],
    ['names for what was known before', csv(customers), [...money, '--before', 'id'], 2, 'not numbers'],
    [
      'numbers of customers for what was known before',
      csv(customers.map((row, i) => ({ ...row, id: `${40_000 + i}` }))),
      [...money, '--before', 'id'],
      2,
      'like an id',
    ],
    [
      'an earlier figure of a draw',
      csv(customers),
      [...money, '--earlier', 'before'],
      2,
      '--earlier is for --observational',
    ],
    [
      'words known before that are all the same but for a few',
      csv(customers.map((row, i) => ({ ...row, kept: i < 4 ? 'gold' : 'iron' }))),
      [...money, '--before', 'kept'],
      2,
      '--before kept: no value but the most frequent is in 10 rows',
    ],
    ['nothing known before, without a draw', csv(customers), [...money, '--observational'], 2, '--before'],
    [
      'shares of no draw',
      csv(customers),
      [...money, '--observational', '--before', 'before', '--shares', 'hold-out=0.1,mail=0.9'],
      2,
      '--shares',
    ],
    [
      'a handful, without a draw',
      csv(customers.slice(0, 300)),
      [...money, '--observational', '--before', 'before'],
      3,
      '50 are the fewest',
    ],
  ])('%s', async (_, text, options, code, says) => {
    const found = await experiment(text, ...options);
    expect(found.code).toBe(code);
    expect(found.err).toContain(says);
    expect(found.err).not.toMatch(/c\d{3}/);
  });
});
