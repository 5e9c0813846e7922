import type { Metric, Statistic } from './metric.ts';

/** A column of counts or sums that a figure is made of. */
export interface Measure {
  readonly name: string;
  /** Aggregate over the rows of records. */
  readonly sql: string;
  /** Its type as it leaves the warehouse. */
  readonly type: 'bigint' | 'double';
}

/** Sums are of decimals, so that no order of the rows changes them; so many digits hold the square of money to the cent. */
const exact = 'decimal(38, 8)';

const counted = (name: string, condition: string): Measure => ({
  name,
  sql: `count_if(${condition})`,
  type: 'bigint',
});

const summed = (name: string, condition: string, value: string): Measure => ({
  name,
  sql: `sum(case when ${condition} then cast(${value} as ${exact}) end)`,
  type: 'double',
});

/** A product of two decimals, by way of doubles: no engine lets the digits of a decimal grow without end. */
const product = (a: string, b: string): string => `cast(${a} as double) * cast(${b} as double)`;

/** The measures of a metric, each under a name that begins with the metric's. */
export function measuresOf({ name, statistic, records }: Metric): Measure[] {
  const all = partsOf(statistic, records.counts === 'stock');
  return all.map((measure) => ({ ...measure, name: `${name}__${measure.name}` }));
}

function partsOf(statistic: Statistic, isStock: boolean): Measure[] {
  const of = 'of' in statistic && statistic.of !== undefined ? `(${statistic.of})` : 'true';
  switch (statistic.kind) {
    case 'share':
      if (isStock) {
        return [
          { name: 'n', sql: `cast(sum(${statistic.of ?? '1'}) as bigint)`, type: 'bigint' },
          { name: 'hits', sql: `cast(sum(${statistic.hit}) as bigint)`, type: 'bigint' },
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

const sumsOf = (prefix: string, condition: string, value: string): Measure[] => [
  summed(`${prefix}sum`, condition, value),
  summed(`${prefix}squares`, condition, product(value, value)),
];
