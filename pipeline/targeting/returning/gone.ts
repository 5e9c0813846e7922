import { addDays } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import tail from './came-back.sql';
import { datedSelect, type GoneDates } from './dated-select.ts';
import byTerms from './gone-by-terms.sql';
import byVisits from './gone-by-visits.sql';

/** Each horizon ends before the next date: what is judged has not taught, and all of it is over by the date of the list. */
export function goneDates(asOf: string, { horizonDays, lagDays }: Config['churn']): GoneDates {
  const back = (times: number) => addDays(asOf, -times * horizonDays - lagDays);
  return { list: asOf, judge: back(1), learn: [back(2), back(3)] };
}

/** SELECT of who was gone at each date, and whether they came back: see gone-by-visits.sql. */
export function goneSelect(dates: GoneDates, config: Pick<Config, 'churn' | 'business'>): string {
  const { kind, lookbackDays } = config.churn;
  const template = kind === 'contractual' ? byTerms : byVisits;
  return datedSelect(
    template.replace('{{tail}}', () => tail.trimEnd()),
    dates,
    config,
    lookbackDays,
  );
}

/** Columns that say how much alike customers gone are; SQL over `goneSelect`, each the natural logarithm of one more. */
const known = ['away_days', 'times', 'stayed_days'] as const;

/** Days in months, times and stays in steps, so that there are few cells however many customers. */
const stepped = [
  'cast(30 * ((away_days + 15) / 30) as integer)',
  'cast(least(times, 30) as integer)',
  'cast(30 * ((stayed_days + 15) / 30) as integer)',
];

/** SELECT of how many customers gone are alike at each date, and how many of them came back. */
export const cellsSelect = (gone: string): string =>
  `select on_day, ${stepped.map((sql, i) => `${sql} as ${known[i]}`).join(', ')}, count(*) as n, sum(came_back) as hits
  from ${gone}
  group by on_day, ${stepped.join(', ')}`;

/** What a row of `cellsSelect` says, by as many columns as a form reads. */
export const columnsOf = (row: Readonly<Record<string, unknown>>, columns: number): number[] =>
  known.slice(0, columns).map((name) => Math.log1p(Number(row[name])));

/** The chance of `fitCells` as SQL over `goneSelect`; six digits, beyond which engines differ. */
export function chanceSql([intercept = 0, ...beta]: readonly number[]): string {
  const terms = beta.map((b, i) => `+ (${b.toExponential()}) * ln(1e0 + cast(${stepped[i]} as double))`);
  return `round(1e0 / (1e0 + exp(-((${intercept.toExponential()}) ${terms.join(' ')}))), 6)`;
}
