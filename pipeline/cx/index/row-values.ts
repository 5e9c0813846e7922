import type { Metric } from '../metric.ts';

/** What a row adds to a metric that is a sum over rows that count: the figure is Σ value ÷ Σ counts. */
export interface RowValues {
  /** Condition for a row that counts. */
  readonly counts: string;
  /** A decimal of at most four digits; read only of rows that count. */
  readonly value: string;
  /** What a row's value is multiplied with to be in the metric's unit. */
  readonly factor: number;
}

/** Null for times, ratios and stocks, which are no mean of rows. */
export function rowValues({ statistic, records, unit }: Metric): RowValues | null {
  if (records.counts === 'stock') return null;
  const factor = unit === 'points' ? 100 : 1;
  const counts = 'of' in statistic && statistic.of !== undefined ? `(${statistic.of})` : 'true';
  switch (statistic.kind) {
    case 'share':
      return { counts, value: flag(statistic.hit), factor };
    case 'net':
      return { counts, value: `${flag(statistic.up)} - ${flag(statistic.down)}`, factor };
    case 'mean':
      return { counts, value: statistic.value, factor };
    default:
      return null;
  }
}

const flag = (condition: string): string => `case when ${condition} then 1 else 0 end`;

const exact = 'decimal(18, 4)';

/** The value of a row as a decimal, 0 where the row does not count. */
export const valueSql = ({ counts, value }: RowValues): string =>
  `case when ${counts} then cast(${value} as ${exact}) else cast(0 as ${exact}) end`;

/** 1 for a row that counts. */
export const countsSql = ({ counts }: RowValues): string => `case when ${counts} then 1 else 0 end`;
