import { stringify } from 'csv-stringify/sync';
import type { EffectEstimate, EffectReport } from '../../contracts/artefacts/effect-report.ts';
import { spreadsheetText } from '../tables/spreadsheet-text.ts';

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

/** The numbers behind a report, a CSV file each, in full precision; every row says how the arms came about and what the report answers: a row alone must not look sound where it is not. */
export function effectCsv(report: EffectReport): { name: string; text: string }[] {
  const { question, verdict, curves, segments, balance, checks } = report;
  const said = { design: question.design, answer: verdict.answer };
  const files: Readonly<Record<string, readonly Row[]>> = {
    'arms.csv': armRows(report),
    'daily.csv': curves.map((point) => ({ ...point })),
    'money.csv': moneyRows(report),
    'segments.csv': segments.rows.map(({ margin, points, ...group }) => ({
      ...group,
      ...columnsOf('margin', margin),
      ...columnsOf('points', points),
    })),
    'balance.csv': balance.map((row) => ({ ...row })),
    'checks.csv': checks.map((row) => ({ ...row })),
  };
  return Object.entries(files).flatMap(([name, rows], i) =>
    rows.length === 0
      ? []
      : [
          {
            name: `${String(i + 1).padStart(2, '0')}-${name}`,
            text: textOf(rows.map((row) => ({ ...row, ...said }))),
          },
        ],
  );
}

function textOf(rows: readonly Row[]): string {
  const told = (cell: Cell) => (typeof cell === 'string' ? spreadsheetText(cell) : cell);
  const cells = rows.map((row) => Object.values(row).map(told));
  return stringify([Object.keys(rows[0]!), ...cells], { record_delimiter: '\r\n' });
}

const armRows = ({ arms, currency }: EffectReport): Row[] =>
  arms.map(({ retention, ...arm }) => ({ ...arm, ...columnsOf('retention', retention), currency }));

/** Every figure of the money table, and what is predicted beside it. */
function moneyRows({ money, value, retention, reached, currency, dates }: EffectReport): Row[] {
  const named: readonly (readonly [string, EffectEstimate | null | undefined])[] = [
    ['margin_per_customer', money?.headline],
    ['margin_per_customer_unadjusted', money?.unadjusted],
    ['margin_per_customer_uncapped', money?.uncapped],
    ['margin', money?.margin],
    ['net', money?.net],
    ['roi', money?.roi],
    ['retention_points', retention?.points],
    ['retention_points_stratified', retention?.stratified],
    ['margin_per_customer_reached', reached?.effect],
    ['value_observed_per_customer', value?.observed],
    ['value_predicted_per_customer', value?.predicted],
    ['value_per_customer', value?.together],
  ];
  const rest = { currency, window_days: dates.windowDays, as_of: dates.asOf };
  const figures = named.flatMap(([figure, estimate]) =>
    estimate
      ? [{ figure, channel: null, play: null, contacts: null, ...columnsOf('', estimate), ...rest }]
      : [],
  );
  const cost = money?.cost;
  const lines = (cost?.lines ?? []).map(({ channel, play, contacts, total }) => ({
    figure: 'cost_line',
    channel,
    play,
    contacts,
    ...columnsOf('', exactly(total)),
    ...rest,
  }));
  const total = (figure: string, amount: number) => ({
    figure,
    channel: null,
    play: null,
    contacts: null,
    ...columnsOf('', exactly(amount)),
    ...rest,
  });
  return cost ? [...figures, ...lines, total('cost_fixed', cost.fixed), total('cost', cost.total)] : figures;
}

const exactly = (value: number): EffectEstimate => ({
  value,
  standardError: null,
  interval: null,
  safe: null,
});

function columnsOf(name: string, { value, interval, safe }: EffectEstimate): Row {
  const prefix = name === '' ? '' : `${name}_`;
  return {
    [name === '' ? 'value' : name]: value,
    [`${prefix}low`]: interval?.low ?? null,
    [`${prefix}high`]: interval?.high ?? null,
    [`${prefix}safe_low`]: safe?.low ?? null,
    [`${prefix}safe_high`]: safe?.high ?? null,
    [`${prefix}level`]: interval?.level ?? null,
    [`${prefix}method`]: interval?.method ?? null,
    [`${prefix}safe_method`]: safe?.method ?? null,
  };
}
