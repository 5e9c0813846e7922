import { studentCdf, studentQuantile } from '../../numerics/student.ts';
import { basisOf } from '../observed/basis.ts';
import { medianOf } from '../treated-effect.ts';
import type { DoseRows } from './dose-rows.ts';
import { residualsOf } from './residuals.ts';

/** What one more unit of the dose is worth in an outcome. */
export interface Slope {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Chance of a slope so far from 0 if there were none. */
  readonly p: number;
}

export interface DoseEffect {
  readonly rows: number;
  readonly customers: number;
  /** Mean and standard deviation of the dose as it was lived. */
  readonly mean: number;
  readonly deviation: number;
  /** Share of the dose's variance that the state before does not tell: what the slope is learned from. */
  readonly unexplained: number;
  /** For each outcome: its mean, the slope adjusted for the state before, and the plain one. */
  readonly outcomes: readonly { readonly mean: number; readonly adjusted: Slope; readonly plain: Slope }[];
}

/** Ways to part the customers into folds, of which the median is taken; with many customers they hardly differ. */
const splitsFor = (customers: number): number => (customers <= 5000 ? 3 : 1);
/** Below this share of its variance a dose is told by the state before, to rounding. */
const nothingLeft = 1e-3;

/**
 * Effect of one more unit of a dose that was not randomised, in a partially linear model: what the state before does not
 * tell of the outcome, on what it does not tell of the dose. Both come from rows of other customers, so that errors of
 * either model touch the slope in the second order only (double machine learning; Chernozhukov et al. 2018, section 4.1).
 * Limits by Student's t, customers as draws.
 * @returns null where the dose is the same for everybody, or told by the state before
 */
export function doseEffect(
  rows: DoseRows,
  { level, seed }: { level: number; seed: number },
): DoseEffect | null {
  const { customer, dose, outcomes, covariates } = rows;
  const [mean, deviation] = shapeOf(dose);
  if (dose.every((value) => value === dose[0])) return null;
  const { columns } = basisOf(covariates);
  const draws = customersIn(customer);
  const splits = splitsFor(draws);
  const fits = Array.from({ length: splits }, (_, split) => {
    const targets = [dose, ...outcomes];
    const [left, ...lefts] = residualsOf({ columns, targets, customer }, seed * splits + split);
    const slopes = lefts.map((outcome) => slopeOf({ dose: left, outcome, customer }));
    return { unexplained: meanSquare(left) / deviation ** 2, slopes };
  });
  const unexplained = medianOf(fits.map((fit) => fit.unexplained));
  if (!(unexplained > nothingLeft)) return null;
  const reach = studentQuantile((1 + level) / 2, draws - 1);
  const about = (values: Float64Array) => centred(values, shapeOf(values)[0]);
  const plainDose = about(dose);
  return {
    rows: dose.length,
    customers: draws,
    mean,
    deviation,
    unexplained,
    outcomes: outcomes.map((outcome, o) => ({
      mean: shapeOf(outcome)[0],
      adjusted: limits(medianOfSlopes(fits.map(({ slopes }) => slopes[o])), reach, draws),
      plain: limits(slopeOf({ dose: plainDose, outcome: about(outcome), customer }), reach, draws),
    })),
  };
}

interface RawSlope {
  readonly value: number;
  readonly standardError: number;
}

/**
 * The root of Σ (outcome − slope·dose)·dose, its error by leaving each customer out, so that one with many rows does not pull
 * the slope to their own and look sure (CR3; MacKinnon, Nielsen & Webb 2023).
 */
function slopeOf(rows: { dose: Float64Array; outcome: Float64Array; customer: Int32Array }): RawSlope {
  const { dose, outcome, customer } = rows;
  const sums = new Map<number, [cross: number, square: number]>();
  let [cross, square] = [0, 0];
  for (let i = 0; i < dose.length; i++) {
    const own = sums.get(customer[i]) ?? [0, 0];
    sums.set(customer[i], [own[0] + dose[i] * outcome[i], own[1] + dose[i] * dose[i]]);
    cross += dose[i] * outcome[i];
    square += dose[i] * dose[i];
  }
  const value = cross / square;
  let spread = 0;
  for (const [own, of] of sums.values()) spread += ((own - value * of) / (square - of)) ** 2;
  return { value, standardError: Math.sqrt(((sums.size - 1) / sums.size) * spread) };
}

/** The median over the splits; its error holds how far they lie from it (Chernozhukov et al. 2018, definition 3.3). */
function medianOfSlopes(slopes: readonly RawSlope[]): RawSlope {
  const value = medianOf(slopes.map((slope) => slope.value));
  const variance = medianOf(slopes.map((slope) => slope.standardError ** 2 + (slope.value - value) ** 2));
  return { value, standardError: Math.sqrt(variance) };
}

function limits({ value, standardError }: RawSlope, reach: number, draws: number): Slope {
  const size = Math.abs(value) / standardError;
  const p = standardError > 0 ? 2 * (1 - studentCdf(size, draws - 1)) : Number(value === 0);
  return { value, standardError, low: value - reach * standardError, high: value + reach * standardError, p };
}

const customersIn = (customer: Int32Array): number => new Set(customer).size;

const centred = (values: Float64Array, mean: number): Float64Array => values.map((value) => value - mean);

function shapeOf(values: Float64Array): [mean: number, deviation: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(meanSquare(centred(values, mean)))];
}

const meanSquare = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;
