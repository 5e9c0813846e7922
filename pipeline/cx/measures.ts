import type { Metric, Statistic } from './metric.ts';

/** A column of counts or sums that a figure is made of. */
export interface Measure {
  readonly name: string;
  /** Its name without the metric's. */
  readonly part: string;
  /** Aggregate over the rows of records. */
  readonly sql: string;
}

/** Sums are of decimals, so that no order of the rows changes them; so many digits hold the square of money to the cent. */
const exact = 'decimal(38, 8)';

type Part = Omit<Measure, 'name'>;

const counted = (part: string, condition: string): Part => ({
  part,
  sql: `count_if(${condition})`,
});

const summed = (part: string, condition: string, value: string): Part => ({
  part,
  sql: `sum(case when ${condition} then cast(${value} as ${exact}) end)`,
});

/** A product of two decimals, by way of doubles: no engine lets the digits of a decimal grow without end. */
const product = (a: string, b: string): string => `cast(${a} as double) * cast(${b} as double)`;

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
    case 'mean':
      return [counted('n', of), ...sumsOf('', of, statistic.value)];
    case 'ratio': {
      const { above, below } = statistic;
      return [
        counted('n', of),
        summed('a', of, above),
        summed('b', of, below),
        summed('aa', of, product(above, above)),
        summed('bb', of, product(below, below)),
        summed('ab', of, product(above, below)),
      ];
    }
    case 'gap': {
      const { group, others, value } = statistic;
      return [
        counted('n', `(${group})`),
        ...sumsOf('', `(${group})`, value),
        counted('other_n', `(${others})`),
        ...sumsOf('other_', `(${others})`, value),
      ];
    }
    case 'count':
    case 'time':
      return [counted('n', of)];
  }
}

const sumsOf = (prefix: string, condition: string, value: string): Part[] => [
  summed(`${prefix}sum`, condition, value),
  summed(`${prefix}squares`, condition, product(value, value)),
];
