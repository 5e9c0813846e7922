import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvaluateReport } from '../../flat/report.ts';
import { evaluationFiles } from '../../flat/write-evaluation.ts';
import { auc } from '../../models/quality.ts';
import { readParquet, writeParquet } from '../../pipeline/tables/parquet.ts';
import { csvOf, type MadeRow, madeRows, usualColumns } from '../flat/made-table.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { sharedData } from '../support/shared-data.ts';

interface Evaluated {
  readonly report: EvaluateReport;
  readonly scores: Awaited<ReturnType<typeof readParquet>>;
  readonly out: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Evaluates a table and answers the document that was printed, the scores and all files. */
async function evaluate(
  text: string | Uint8Array,
  options: string[],
  name = 'table.csv',
): Promise<Evaluated> {
  const folder = scratchFolder();
  const out = join(folder, 'out');
  const table = writeText(folder, name, text);
  const { code, out: printed, err } = await holdfast('evaluate', table, '--out', out, '--json', ...options);
  expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
  const read = (file: string) => readFileSync(join(out, file));
  return {
    report: JSON.parse(printed) as EvaluateReport,
    scores: await readParquet(read('scores.parquet')),
    out,
    files: Object.fromEntries(
      [...evaluationFiles, 'metrics.json'].map((file) => [file, read(file).toString('latin1')]),
    ),
  };
}

const rows = madeRows(400);
/** Every fourth customer judges. */
const split = (_: MadeRow, i: number) => (i % 4 === 0 ? 'test' : 'train');
const parted = { ...usualColumns, split };
const target = ['--target', 'churned'];
const bySplit = [...target, '--split', 'split'];
/** The plain table, evaluated once for all who look at it. */
let plainly: Promise<Evaluated> | undefined;
const plain = (): Promise<Evaluated> => (plainly ??= evaluate(csvOf(rows, parted), bySplit));
const useOf = (report: EvaluateReport, name: string) => report.columns.find((column) => column.name === name);
const aucOf = (report: EvaluateReport) => report.quality.churn!.auc.value;

describe('a table without a split', () => {
  it('of 300 rows: each is judged by a model that had not seen it, about as well as the truth would', async () => {
    const few = rows.slice(0, 300);
    const { report, scores, files } = await evaluate(csvOf(few, usualColumns), target);
    const left = Float64Array.from(few, (row) => Number(row.left));
    expect(report.quality.churn).toMatchObject({ rows: 300, churners: left.reduce((sum, y) => sum + y, 0) });
    const truth = auc(
      Float64Array.from(few, (row) => row.truth),
      left,
    );
    expect(Math.abs(aucOf(report) - truth)).toBeLessThan(0.05);
    expect(aucOf(report)).toBeCloseTo(
      auc(
        Float64Array.from(scores, ({ churn }) => Number(churn)),
        left,
      ),
      9,
    );
    expect(scores.map(({ id }) => id)).toEqual(few.map(({ id }) => id));
    expect(new Set(scores.map(({ part }) => part))).toEqual(
      new Set([1, 2, 3, 4, 5].map((fold) => `fold ${fold}`)),
    );
    expect(files['card.html']).toContain('Learned from 240 rows, calibrated on 60, judged on 300');
    expect(report.drivers[0]!.group).toMatch(/days_since_visit|plan/);
  });
});

describe('a given split', () => {
  it('judges the test rows, whose outcomes change nothing of any score', async () => {
    const turned = (remainder: number) =>
      csvOf(rows, {
        ...parted,
        churned: (row, i) => (row.left === (i % 8 === remainder) ? 'no' : 'yes'),
      });
    const honest = await plain();
    expect(honest.report.design).toMatchObject({ train: 225, calibration: 75, judged: 100 });
    expect(aucOf(honest.report)).toBeGreaterThan(0.7);
    const churn = ({ scores }: Evaluated) => scores.map((row) => row.churn);
    expect(churn(await evaluate(turned(0), bySplit))).toEqual(churn(honest));
    expect(churn(await evaluate(turned(1), bySplit))).not.toEqual(churn(honest));
  });

  it('the same table gives the same bytes, as Parquet too', async () => {
    const once = await plain();
    const again = await evaluate(csvOf(rows, parted), bySplit);
    expect(again.files).toEqual(once.files);
    const parquet = writeParquet(
      Object.entries(parted).map(([name, cell]) => {
        const values = rows.map((row, i) => cell(row, i));
        return {
          name,
          type: typeof values[0] === 'number' ? ('number' as const) : ('text' as const),
          values,
        };
      }),
    );
    const typed = await evaluate(parquet, bySplit, 'table.parquet');
    expect(typed.files['scores.csv']).toBe(once.files['scores.csv']);
    expect(typed.files['weights.bin']).toBe(once.files['weights.bin']);
  });

  it('by dates: later rows judge, and other dates count from the row’s own', async () => {
    const seen = (_: MadeRow, i: number) => `2026-0${1 + (i % 6)}-15`;
    const table = csvOf(rows, { ...usualColumns, seen });
    const { report, scores } = await evaluate(table, [
      ...target,
      '--split',
      'seen',
      '--split-at',
      '2026-05-01',
    ]);
    const judged = scores.filter(({ part }) => part === 'test').map(({ id }) => id);
    expect(judged).toEqual(rows.filter((_, i) => i % 6 >= 4).map(({ id }) => id));
    expect(report.design.sentence).toMatch(
      /from 2026-05-01 on are judged; those from 2026-04-15 on calibrate/,
    );
    expect(report.quality.churn!.rows).toBe(report.design.judged);
    expect(JSON.stringify(scores)).toMatch(
      /joined lies [\d,]+ days before the row's seen; a typical customer: /,
    );
    const newest = await evaluate(table, [...target, '--split', 'seen']);
    expect(newest.report.design.sentence).toMatch(/from 2026-05-15 on are judged/);
  });
});

describe('value', () => {
  it('is predicted with its range where a column of money is named', async () => {
    const table = csvOf(rows, { ...parted, money: ({ value }) => value });
    const { report, scores } = await evaluate(table, [...bySplit, '--value', 'money']);
    expect(report.quality.value!.normalisedGini.value).toBeGreaterThan(0.3);
    expect(report.quality.value!.rules.map(({ name }) => name)).toEqual([
      'everybody alike',
      'logistic regression',
    ]);
    for (const { value, value_p10, value_p50, value_p90 } of scores) {
      expect(Number(value)).toBeGreaterThanOrEqual(0);
      expect([value_p10, value_p50, value_p90]).toEqual(
        [value_p10, value_p50, value_p90].sort((a, b) => Number(a) - Number(b)),
      );
    }
    expect(report.columns.filter(({ use }) => use === 'value').map(({ name }) => name)).toEqual(['money']);
  });

  it('is no column of the scores, and no word of the card, where none is named', async () => {
    const { scores, files } = await plain();
    expect(Object.keys(scores[0]!).filter((name) => name.startsWith('value'))).toEqual([]);
    expect(files['card.md']).not.toMatch(/value/i);
  });
});

describe('what is guessed, and said', () => {
  it('a German export: semicolons, decimal commas, days first, latin-1, ja and nein', async () => {
    const german = csvOf(
      rows,
      {
        Kundennummer: ({ id }) => id,
        'Tage seit Besuch': ({ days }) => days,
        Umsatz: ({ spend }) => (1000 + spend).toLocaleString('de-DE', { minimumFractionDigits: 2 }),
        Tarif: ({ plan }) => plan.replace('monthly', 'für Übergang'),
        Beitritt: ({ joined }) => joined.split('-').reverse().join('.'),
        Kündigung: ({ left }) => (left ? 'ja' : 'nein'),
        Teil: split,
      },
      ';',
    );
    const { report } = await evaluate(Buffer.from(german, 'latin1'), [
      '--target',
      'Kündigung',
      '--split',
      'Teil',
      '--id',
      'Kundennummer',
    ]);
    expect(useOf(report, 'Umsatz')).toMatchObject({ use: 'number', said: 'decimal comma' });
    expect(useOf(report, 'Beitritt')).toMatchObject({
      use: 'date',
      said: expect.stringContaining('dd.MM.yyyy'),
    });
    expect(report.target.positive).toBe('ja');
    expect(report.table.remarks.join()).toMatch(/latin-1/);
    expect(aucOf(report)).toBeGreaterThan(0.7);
  });

  it('columns that tell nothing, ids, free text and the outcome’s own words are left out', async () => {
    const table = csvOf(rows, {
      ...parted,
      row: (_, i) => i + 1,
      CLIENTNUM: (_, i) => 708_082_083 + 1_137 * ((i * 7919) % 401),
      handed: (_, i) => 10_000_019 + 1_013 * ((i * 577) % 401),
      income: (_, i) => 20_000 + 1_013 * ((i * 577) % 401),
      constant: () => 'x',
      empty: () => '',
      comment: ({ id }) => `wrote about ${id}`,
      'churned reason': ({ left }) => (left ? 'price' : ''),
    });
    const { report } = await evaluate(table, [...bySplit, '--drop', 'region']);
    const why = Object.fromEntries(
      report.columns.filter(({ use }) => use === 'left out').map(({ name, said }) => [name, said]),
    );
    expect(why).toEqual({
      region: 'you said so',
      row: 'ids: a different number in every row',
      CLIENTNUM: 'ids: a different number in every row',
      handed: 'ids: a different number in every row',
      constant: 'it is the same in every row',
      empty: 'it is empty',
      comment: 'free text or ids: 400 different values in 400 rows',
      'churned reason': 'its name suggests that it is the outcome; use it with --keep',
    });
  });

  it('a column that knows the outcome is left out loudly, and used where somebody vouches for it', async () => {
    const table = csvOf(rows, { ...parted, closing: ({ left, days }) => (left ? 1000 + days : days) });
    const { report } = await evaluate(table, bySplit);
    expect(report.leaks.map(({ column }) => column)).toEqual(['closing']);
    expect(report.notes[0]).toMatch(
      /^Left out: closing: alone it predicts who left.*other rows.*--keep "closing"/,
    );
    expect(aucOf(report)).toBeLessThan(0.95);
    const vouched = await evaluate(table, [...bySplit, '--keep', 'closing']);
    expect(aucOf(vouched.report)).toBeGreaterThan(0.99);
  });

  it('rows whose outcome is not known are scored only', async () => {
    const table = csvOf(rows, { ...parted, churned: (row, i) => (i < 40 ? '' : row.left ? 1 : 0) });
    const { report, scores } = await evaluate(table, bySplit);
    expect(report.target.unknown).toBe(40);
    expect(
      scores
        .slice(0, 40)
        .every(({ part, churned, churn }) => part === 'scored only' && churned === null && Number(churn) > 0),
    ).toBe(true);
  });

  it('names may be anything, and no text that could run as a formula reaches the CSV', async () => {
    const odd = ['select "a"; {value}', '=1+1', 'Größe, in %'] as const;
    const table = csvOf(rows, {
      ID: ({ id }) => `=${id}`,
      [odd[0]]: ({ days }) => days,
      [odd[1]]: ({ plan }) => plan,
      [odd[2]]: ({ spend }) => spend,
      gender: ({ region }) => region,
      churned: usualColumns.churned,
      split,
    });
    const { files, scores, report } = await evaluate(table, bySplit);
    expect(scores[0]!.id).toBe(`=${rows[0]!.id}`);
    expect(
      files['scores.csv']!.split('\r\n')
        .slice(1, -1)
        .every((line) => /^"'=c-\d{6}",/.test(line)),
    ).toBe(true);
    expect(files['scores.csv']).not.toMatch(/,"=/);
    const reasons = JSON.stringify(scores);
    expect(reasons).toMatch(/; value is \d+; a typical customer: \d+/);
    expect(reasons).not.toContain('gender');
    expect(useOf(report, 'gender')?.use).toBe('category');
  });
});

describe('what cannot be', () => {
  const table = csvOf(rows, parted);
  const without = (column: string, cell: (row: MadeRow, i: number) => string) =>
    csvOf(rows, { ...parted, [column]: cell });
  it.each<[string, string, string[], number, RegExp]>([
    ['no target', table, [], 2, /--target/],
    ['a mistyped target', table, ['--target', 'chruned'], 2, /did you mean "churned"/],
    [
      'a mistyped column of values',
      table,
      [...target, '--value', 'nothing like it'],
      2,
      /It has customer_id, days_since_visit/,
    ],
    [
      'values that are no numbers',
      table,
      [...target, '--value', 'plan'],
      2,
      /--value plan: its values are not numbers$/m,
    ],
    [
      'values that are all the same',
      without('spend', () => '0'),
      [...target, '--value', 'spend'],
      2,
      /its values carry no information \(it is the same in every row\)/,
    ],
    [
      'one column for two purposes',
      table,
      [...target, '--value', 'spend', '--id', 'spend'],
      2,
      /two purposes/,
    ],
    ['a split that names no parts', table, [...target, '--split', 'plan'], 2, /"monthly".*train, validation/],
    ['a day that is none', table, [...target, '--split', 'joined', '--split-at', 'May'], 2, /2026-01-31/],
    [
      'a day that no month has',
      table,
      [...target, '--split', 'joined', '--split-at', '2025-02-30'],
      2,
      /--split-at 2025-02-30: write a day/,
    ],
    ['a target of three values', table, ['--target', 'plan'], 3, /"monthly".*not two/],
    [
      'a target that never varies',
      without('churned', () => 'no'),
      target,
      3,
      /"no" \(\d+ rows\), in every row/,
    ],
    ['too few rows', csvOf(rows.slice(0, 50), usualColumns), target, 3, /Only 50 rows.*at least 80/],
    [
      'too few who left',
      without('churned', (_, i) => (i < 5 ? 'yes' : 'no')),
      target,
      3,
      /5 rows left and 395 stayed/,
    ],
    [
      'no column to learn from',
      csvOf(rows, { id: ({ id }) => id, churned: usualColumns.churned }),
      target,
      3,
      /no column to learn from/,
    ],
    ['no outcome at all', table, ['--target', 'zzzzzzzzzz'], 2, /nothing to learn from: add a column/],
    ['an unknown delimiter', table.replaceAll(',', '~'), target, 3, /no delimiter/],
  ])('%s', async (_, text, options, code, message) => {
    const folder = scratchFolder();
    const file = writeText(folder, 'table.csv', text);
    const refused = await holdfast('evaluate', file, '--out', join(folder, 'out'), ...options);
    expect(refused.err).toMatch(message);
    expect(refused.code).toBe(code);
  });

  it('a file that is not there', async () => {
    expect(await holdfast('evaluate', 'nowhere.csv', ...target)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/There is no .*nowhere.csv/),
    });
  });
});

const telco = sharedData('telco/Telco-Customer-Churn.csv');

describe.skipIf(telco.missing)('Telco', () => {
  it('reaches the AUC that is known of it, on rows that taught nothing, and shows it beside a logistic regression', async () => {
    const lines = readFileSync(telco.path, 'utf8').trimEnd().split(/\r?\n/);
    const text = lines
      .map((line, i) => `${line},${i === 0 ? 'part' : i % 5 === 0 ? 'test' : 'train'}`)
      .join('\n');
    const folder = scratchFolder();
    const file = writeText(folder, 'telco.csv', text);
    const options = ['--target', 'Churn', '--split', 'part', '--reasons', '50', '--out', join(folder, 'out')];
    const { code, out } = await holdfast('evaluate', file, ...options);
    expect(code).toBe(0);
    const { quality, leaks } = JSON.parse(
      readFileSync(join(folder, 'out', 'metrics.json'), 'utf8'),
    ) as EvaluateReport;
    expect(leaks).toEqual([]);
    expect(quality.churn!.auc.value).toBeGreaterThan(0.83);
    expect(quality.churn!.auc.value).toBeLessThan(0.87);
    expect(quality.churn!.logLoss.value).toBeLessThan(quality.churn!.rules[1]!.logLoss.value + 0.003);
    expect(out).toMatch(/number {4}SeniorCitizen, tenure, MonthlyCharges, TotalCharges/);
    expect(out).toMatch(/the model {12}0\.8/);
  });
});
