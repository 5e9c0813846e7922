import type { Metric, Statistic } from './metric.ts';

/** A column of counts or sums that a figure is made of. */
export interface Measure {
  readonly name: string;
  /** Its name without the metric's. */
  readonly part: string;
  /** Aggregate over the rows of records. */
  readonly sql: string;
  /** A sum of money or of its squares: more digits than a double holds. */
  readonly isLong?: true;
}

/** Sums are of decimals, so that no order of the rows changes them. */
const exact = 'decimal(38, 8)';
/** Two factors of money keep their cents in a decimal. */
const cents = 'decimal(19, 2)';

type Part = Omit<Measure, 'name'>;

const counted = (part: string, condition: string): Part => ({
  part,
  sql: `count_if(${condition})`,
});

const summed = (part: string, condition: string, value: string): Part => ({
  part,
  sql: `sum(case when ${condition} then cast(${value} as ${exact}) end)`,
});

/** A sum of money, or of a product of two columns of it: decimals alone, since engines round a large double each in its way. */
const summedMoney = (part: string, condition: string, ...columns: [string] | [string, string]): Part => ({
  part,
  sql: `sum(case when ${condition} then ${columns.map((column) => `cast(${column} as ${cents})`).join(' * ')} end)`,
  isLong: true,
});

const square = (value: string): string => `cast(${value} as double) * cast(${value} as double)`;

/** The measures of a metric, each under a name that begins with the metric's. */
export const measuresOf = ({ name, statistic, records }: Metric): Measure[] =>
  partsOf(statistic, records.counts === 'stock').map((one) => ({ ...one, name: `${name}__${one.part}` }));

function partsOf(statistic: Statistic, isStock: boolean): Part[] {
  const of = 'of' in statistic && statistic.of !== undefined ? `(${statistic.of})` : 'true';
  switch (statistic.kind) {
    case 'share':
      if (isStock) {
        return [
          { part: 'n', sql: `cast(sum(${statistic.of ?? '1'}) as bigint)` },
          { part: 'hits', sql: `cast(sum(${statistic.hit}) as bigint)` },
        ];
      }
      return [counted('n', of), counted('hits', `${of} and (${statistic.hit})`)];
    case 'net':
      return [
        counted('n', of),
        counted('up', `${of} and (${statistic.up})`),
        counted('down', `${of} and (${statistic.down})`),
      ];
    case 'mean': {
      const { value } = statistic;
      return [counted('n', of), summed('sum', of, value), summed('squares', of, square(value))];
    }
    case 'ratio': {
      const { above, below } = statistic;
      return [
        counted('n', of),
        summedMoney('a', of, above),
        summedMoney('b', of, below),
        summedMoney('aa', of, above, above),
        summedMoney('bb', of, below, below),
        summedMoney('ab', of, above, below),
      ];
    }
    case 'gap': {
      const { group, others, value } = statistic;
      return [
        counted('n', `(${group})`),
        ...moneyOf('', `(${group})`, value),
        counted('other_n', `(${others})`),
        ...moneyOf('other_', `(${others})`, value),
      ];
    }
    case 'count':
    case 'time':
      return [counted('n', of)];
  }
}

const moneyOf = (prefix: string, condition: string, value: string): Part[] => [
  summedMoney(`${prefix}sum`, condition, value),
  summedMoney(`${prefix}squares`, condition, value, value),
];

/** A sum as a double. Engines turn a decimal of more digits than that into one each in its way, but not its whole part and the rest. */
export const cellSum = ({ isLong }: Measure, sum: string): string =>
  isLong
    ? `cast(floor(${sum}) as double) + cast(${sum} - floor(${sum}) as double)`
    : `cast(${sum} as double)`;
