import type { Measured, ValueQuality } from '../../../models/quality.ts';
import { byCustomer, estimateOf, share } from '../estimate.ts';
import { type Format, write } from '../format.ts';
import { type Cell, type Table, tableOf } from '../table.ts';
import { cellOf } from './churn-table.ts';

type Judged = Readonly<Record<'normalisedGini' | 'spearman' | 'decileError', Measured>>;

/** As `churnTable`. */
export function valueTable({ customers, rules, ...own }: ValueQuality, ranks = 'the model'): Table {
  const row = (name: string, { normalisedGini, spearman, decileError }: Judged): Cell[] => [
    name,
    cellOf(normalisedGini, { unit: 'number', digits: 3 }, customers),
    cellOf(spearman, { unit: 'number', digits: 3 }, customers),
    cellOf(decileError, { unit: 'number', digits: 2 }, customers),
  ];
  return tableOf(
    ['', 'normalised Gini', 'Spearman', 'error by decile'],
    [row(ranks, own), ...rules.map((rule) => row(rule.name, rule))],
  );
}

/** Level and intervals of the values, above the table. */
export function valueHeading({ totalRatio, coverage80 }: ValueQuality, format: Format = write): string {
  const ratio = format.interval(estimateOf(totalRatio, { unit: 'number', digits: 2 }, byCustomer));
  return `Value: predicted ÷ realised total ${ratio}; ${format.quantity(share(coverage80.value, 0))} of values lie between P10 and P90`;
}
