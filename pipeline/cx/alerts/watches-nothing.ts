import type { MetricRow } from '../build-metrics.ts';
import { otherValues } from '../make-records.ts';
import type { Rule } from './rules.ts';

/** Notes on rules that would wait in silence: for a name that nothing is split by, or a value that never came. */
export const watchesNothing = (rows: readonly MetricRow[], rules: readonly Rule[]): string[] =>
  rules.flatMap(({ place, metric, dimension, of }) => {
    if (dimension === 'all') return [];
    const own = rows.filter((row) => row.metric === metric.name && row.dimension === dimension);
    const isOf = ({ value }: MetricRow) =>
      of === null ? value !== null && value !== otherValues : value === of;
    if (own.some(isOf)) return [];
    const what = own.length > 0 && of !== null ? `its value of ${dimension}` : dimension;
    return [
      `${place} watches nothing: ${metric.name} has no figures by ${what}, which is misspelt, not mapped, or beyond cx.mostValues.`,
    ];
  });
