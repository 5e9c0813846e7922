import type { Covariate } from '../overlap.ts';
import { shapeOf, skewnessOf, standardised } from './shape.ts';

/** A covariate bent: the functions of it that a linear model is given. */
interface Bent {
  readonly name: string;
  readonly of: (value: number) => number;
}

/** Functions of covariates, each in standard deviations about its mean. */
export interface Basis {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
}

/** A share of zeros from which "none at all" is something of its own. */
const manyZeros = 0.02;
/** Beyond this skewness a square follows a handful of rows. */
const skewed = 2;

/**
 * What a linear model needs of each covariate so that it can bend: its square; of skewed amounts their logarithm instead,
 * and whether there is any at all. Squares of money would leave an estimate to a few large customers.
 */
export function basisOf(covariates: readonly Covariate[]): Basis {
  const columns = covariates.flatMap(({ name, values }) =>
    bends(values).map((bent) => {
      const column = values.map(bent.of);
      return { name: `${bent.name}${name}`, values: standardised(column, shapeOf(column)) };
    }),
  );
  const varying = columns.filter(({ values }) => values.some((value) => value !== 0));
  return {
    names: varying.map(({ name }) => name),
    columns: varying.map(({ values }) => values),
  };
}

const itself: Bent = { name: '', of: (value) => value };

function bends(values: Float64Array): Bent[] {
  if (hasTwoValues(values)) return [itself];
  const zeros = values.reduce((count, value) => count + Number(value === 0), 0) / values.length;
  const none: Bent[] =
    zeros > manyZeros && zeros < 1 - manyZeros ? [{ name: 'no ', of: (value) => Number(value === 0) }] : [];
  if (none.length === 0 && Math.abs(skewnessOf(values)) < skewed)
    return [itself, { name: 'square of ', of: (value) => value * value }];
  const unit = usualSize(values);
  return [itself, { name: 'log of ', of: (value) => Math.asinh(value / unit) }, ...none];
}

function hasTwoValues(values: Float64Array): boolean {
  const other = values.find((value) => value !== values[0]);
  return values.every((value) => value === values[0] || value === other);
}

/** Median of the sizes that are not 0. */
function usualSize(values: Float64Array): number {
  const sizes = values
    .filter((value) => value !== 0)
    .map(Math.abs)
    .sort();
  return sizes[sizes.length >> 1] ?? 1;
}
