import type { Extrapolation } from '../../contracts/artefacts/model-entry.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import type { BuyingFit } from '../../models/buying.ts';
import { fitBestBuying, futureDiscountedPurchases } from '../../models/buying.ts';
import type { LearningSet } from '../../models/types.ts';
import { write } from '../reports/format.ts';
import { learnExtrapolation, ordersOf } from './extrapolation.ts';
import { purchaseHistories } from './purchase-histories.ts';
import { forceOfInterest, type ValueWindows } from './value-windows.ts';

/** Short histories hardly tell who has left; a factor of 50 either way of what is usual is wide enough. */
const priorSpread = 2;
/** Expectations vary less than outcomes: a stratum needs fewer customers than one of realised values. */
const fewest = 30;

const called = { 'bg-nbd': 'BG/NBD', 'mbg-nbd': 'MBG/NBD', 'pareto-nbd': 'Pareto/NBD' } as const;

/**
 * The ratio of discounted purchases expected over the whole CLV horizon to those over the observed days, by the likeliest
 * model of buying and stopping. What a purchase is worth is taken not to change.
 * @param later rows of which those at the newest as-of date teach the model
 * @throws DataRefusedError where there are no orders, or nobody ordered twice
 */
export function extrapolateByBuying(
  { table, asOf }: Pick<LearningSet, 'table' | 'asOf'>,
  windows: ValueWindows,
): Extrapolation {
  const newest = asOf.reduce((most, day) => Math.max(most, day), 0);
  const rows = Int32Array.from(asOf.keys()).filter((i) => asOf[i] === newest);
  const histories = purchaseHistories(table, rows);
  if (histories === null || !histories.repeats.some((x) => x > 0)) {
    throw new DataRefusedError(
      'No as-of date has a full CLV horizon after it, and without customers who ordered twice no model of buying can go beyond the observed days. Shorten clv.horizonDays or set clv.observedDays to it.',
    );
  }
  const fit = fitBestBuying(histories, { priorSpread });
  const expected = (days: number) =>
    futureDiscountedPurchases(fit, histories, days, forceOfInterest(windows));
  const all = ordersOf(table);
  const values = {
    stratum: Uint8Array.from(histories.row, (row) => all[row]!),
    observed: expected(windows.observedDays),
    full: expected(windows.valueDays),
  };
  const learned = learnExtrapolation(values, fewest, 'buying model');
  return { ...learned, notes: [sentenceOn(fit), ...learned.notes] };
}

function sentenceOn({ kind, parameters, observations, undetermined }: BuyingFit): string {
  const figures = Object.entries(parameters).map(([name, value]) => `${name} ${write.figures(value, 3)}`);
  const doubt = undetermined.length > 0 ? `, of which ${undetermined.join(', ')} say little` : '';
  return `The model of buying is ${called[kind]}, the most likely of three, on the orders of ${write.count(observations)} customers (${figures.join(', ')}${doubt}).`;
}
