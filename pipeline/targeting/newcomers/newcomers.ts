import type { Config } from '../../../contracts/config/config.ts';
import { datedSelect, type GoneDates } from '../returning/dated-select.ts';
import template from './newcomers.sql';

/** SELECT of who was new at each date, and whether they came again: see newcomers.sql. */
export const newcomersSelect = (
  dates: GoneDates,
  config: Pick<Config, 'churn' | 'business'>,
  withinDays: number,
): string => datedSelect(template, dates, config, withinDays);

/** Money by how often it doubles from 1: steps that no engine rounds. */
const doublings = `case ${Array.from({ length: 20 }, (_, i) => `when first_amount >= ${2 ** (19 - i)} then ${20 - i}`).join(' ')} else 0 end`;

/** Early signals: in steps, so that there are few cells, and whether what is read of them is the logarithm of one more. */
const signals = [
  { name: 'away', sql: 'cast(5 * ((away_days + 2) / 5) as integer)', isLog: true },
  { name: 'came', sql: 'cast(least(times, 10) as integer)', isLog: true },
  { name: 'spent', sql: doublings, isLog: false },
  { name: 'late', sql: 'is_late', isLog: false },
  { name: 'asked', sql: 'case when cases > 0 then 1 else 0 end', isLog: false },
] as const;

export const signalNames: readonly string[] = signals.map(({ name }) => name);

/** SELECT of how many newcomers are alike at each date, and how many of them came again. */
export const newcomerCells = (table: string): string =>
  `select on_day, ${signals.map(({ name, sql }) => `${sql} as ${name}`).join(', ')}, count(*) as n, sum(came_back) as hits
  from ${table}
  group by on_day, ${signals.map(({ sql }) => sql).join(', ')}`;

/** What a row of `newcomerCells` says, by as many columns as a form reads. */
export const signalsOf = (row: Readonly<Record<string, unknown>>, columns: number): number[] =>
  signals.slice(0, columns).map(({ name, isLog }) => {
    const value = Number(row[name]);
    return isLog ? Math.log1p(value) : value;
  });

/** The chance of `fitCells` that a newcomer comes again, as SQL over `newcomersSelect`; six digits, beyond which engines differ. */
export function newcomerChance([intercept = 0, ...beta]: readonly number[]): string {
  const terms = beta.map((b, i) => {
    const value = `cast(${signals[i]!.sql} as double)`;
    return `+ (${b.toExponential()}) * ${signals[i]!.isLog ? `ln(1e0 + ${value})` : value}`;
  });
  return `round(1e0 / (1e0 + exp(-((${intercept.toExponential()}) ${terms.join(' ')}))), 6)`;
}
