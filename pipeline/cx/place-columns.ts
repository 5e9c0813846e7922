import { literal } from '../sql/sql-text.ts';
import type { Dimension } from './dimensions.ts';

/** Which dimension a row of grouping sets belongs to, and its value. */
export const placeColumns = (dimensions: readonly Dimension[]): string => {
  const cases = (said: (dimension: Dimension) => string) =>
    dimensions.map((dimension) => `when grouping(${dimension.column}) = 0 then ${said(dimension)}`).join(' ');
  if (dimensions.length === 0) return `'all' as dimension, cast(null as varchar) as value`;
  return `case ${cases(({ name }) => literal(name))} else 'all' end as dimension,
    case ${cases(({ column }) => column)} end as value`;
};

/** Everything, and each dimension by itself, within what is common to all of them. */
export const groupingSets = (common: string, dimensions: readonly Dimension[]): string =>
  [`(${common})`, ...dimensions.map(({ column }) => `(${common}, ${column})`)].join(', ');
