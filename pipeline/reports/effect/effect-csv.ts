import { stringify } from 'csv-stringify/sync';
import type { EffectEstimate, EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import { spreadsheetText } from '../../tables/spreadsheet-text.ts';

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

const nothing: Pick<EffectEstimate, 'standardError' | 'interval' | 'safe'> = {
  standardError: null,
  interval: null,
  safe: null,
};

const files: readonly { readonly name: string; readonly rows: (report: EffectReport) => readonly Row[] }[] = [
  { name: '01-arms.csv', rows: armRows },
  { name: '02-daily.csv', rows: ({ curves }) => curves },
  { name: '03-money.csv', rows: figureRows },
  {
    name: '04-segments.csv',
    rows: ({ segments }) =>
      segments.rows.map(({ margin, points, ...group }) => ({
        ...group,
        ...columnsOf('margin', margin),
        ...columnsOf('points', points),
      })),
  },
  { name: '05-balance.csv', rows: ({ balance }) => balance },
  { name: '06-checks.csv', rows: ({ checks }) => checks },
  { name: '07-methods.csv', rows: methodRows },
  { name: '08-overlap.csv', rows: overlapRows },
  { name: '09-clv.csv', rows: cohortRows },
];

/**
 * The numbers behind reports, a CSV file for each kind, in full precision. Every row says which comparison it is of, how the
 * arms came about and what the report answers: a row alone must not look sound where it is not.
 */
export const effectCsv = (reports: readonly EffectReport[]): { name: string; text: string }[] =>
  files.flatMap(({ name, rows }) => {
    const all = reports.flatMap((report) => {
      const { question, verdict } = report;
      const said = { campaign: question.campaign, design: question.design, answer: verdict.answer };
      return rows(report).map((row) => ({ ...row, ...said }));
    });
    return all.length === 0 ? [] : [{ name, text: textOf(all) }];
  });

function textOf(rows: readonly Row[]): string {
  const told = (cell: Cell) => (typeof cell === 'string' ? spreadsheetText(cell) : cell);
  const cells = rows.map((row) => Object.values(row).map(told));
  return stringify([Object.keys(rows[0]!), ...cells], { record_delimiter: '\r\n' });
}

function armRows({ arms, currency }: EffectReport): Row[] {
  return arms.map(({ retention, ...arm }) => ({
    ...arm,
    ...columnsOf('retention', retention ?? nothing),
    currency,
  }));
}

/** What other methods find, without randomisation. */
function methodRows({ observed, currency }: EffectReport): Row[] {
  if (observed === null) return [];
  const { naive, blend, linear, trees, balanced, differences, differencesBefore, placebo } = observed;
  const named = { naive, blend, linear, trees, balanced, differences, differencesBefore, placebo };
  return Object.entries(named).flatMap(([figure, estimate]) =>
    estimate === null ? [] : [{ figure, ...columnsOf('', estimate), currency }],
  );
}

/** Value after the campaign by cohort: so far by day, to date, and predicted from then on; never one figure of both but where it says so. */
function cohortRows({ cohorts, currency, dates, value }: EffectReport): Row[] {
  return cohorts.rows.flatMap(({ by, value: cohort, customers, soFar, observed, predicted, together }) => {
    const row = (part: string, day: number | null, found: typeof observed): Row => ({
      by,
      cohort,
      contact_customers: customers.contact,
      control_customers: customers.control,
      part,
      day,
      contact: found.contact,
      control: found.control,
      ...columnsOf('difference', found.effect),
      currency,
      as_of: dates?.asOf ?? null,
      predicted_days: value?.predictedDays ?? null,
    });
    return [
      ...soFar.map(({ day, ...found }) => row('so_far', day, found)),
      row('observed', null, observed),
      row('predicted', null, predicted),
      row('observed_and_predicted', null, together),
    ];
  });
}

/** Customers by their chance of contact, and what the comparison rests on. */
function overlapRows({ observed }: EffectReport): Row[] {
  if (observed === null) return [];
  const { chances, effectiveControls, certain, largestWeight, eValue } = observed;
  return chances.map((chance, i) => ({
    chance_from: i / chances.length,
    chance_to: (i + 1) / chances.length,
    ...chance,
    effective_controls: effectiveControls,
    certain,
    largest_weight: largestWeight,
    e_value: eValue.effect,
    e_value_limit: eValue.limit,
  }));
}

/** Every figure of the money table, and what stands beside it. */
function figureRows(report: EffectReport): Row[] {
  const { money, value, retention, reached, gained, currency, dates } = report;
  const named: readonly (readonly [string, EffectEstimate | null | undefined])[] = [
    ['margin_per_customer', money?.headline],
    ['margin_per_customer_unadjusted', money?.unadjusted],
    ['margin_per_customer_uncapped', money?.uncapped],
    ['margin', money?.margin],
    ['net', money?.net],
    ['roi', money?.roi],
    ['retention_points', retention?.points],
    ['retention_points_stratified', retention?.stratified],
    ['retention_points_unadjusted', retention?.unadjusted],
    ['gained_per_cost', gained],
    ['margin_per_customer_reached', reached?.effect],
    ['value_observed_per_customer', value?.observed],
    ['value_predicted_per_customer', value?.predicted],
    ['value_per_customer', value?.together],
  ];
  const rest = { currency, window_days: dates?.windowDays ?? null, as_of: dates?.asOf ?? null };
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

const exactly = (value: number): EffectEstimate => ({ value, ...nothing });

function columnsOf(name: string, { value, interval, safe }: Partial<EffectEstimate> & typeof nothing): Row {
  const prefix = name === '' ? '' : `${name}_`;
  return {
    [name === '' ? 'value' : name]: value ?? null,
    [`${prefix}low`]: interval?.low ?? null,
    [`${prefix}high`]: interval?.high ?? null,
    [`${prefix}safe_low`]: safe?.low ?? null,
    [`${prefix}safe_high`]: safe?.high ?? null,
    [`${prefix}level`]: interval?.level ?? null,
    [`${prefix}method`]: interval?.method ?? null,
    [`${prefix}safe_method`]: safe?.method ?? null,
  };
}
