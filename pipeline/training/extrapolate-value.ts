import type { Extrapolation } from '../../contracts/artefacts/model-entry.ts';
import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { LearningSet } from '../../models/types.ts';
import type { LabelledMatrix } from '../features/matrix.ts';
import { write } from '../reports/format.ts';
import { extrapolateByBuying } from './extrapolate-by-buying.ts';
import { extrapolateBySurvival } from './extrapolate-by-survival.ts';
import { frequencyStrata, learnExtrapolation, noExtrapolation, ordersOf } from './extrapolation.ts';
import { datesWith } from './learning-set.ts';

/** What value beyond the observed days may be learned from. */
export interface KnownValues {
  readonly rows: LearningSet;
  readonly later: LearningSet;
  /** Reads the matrix at some as-of dates. */
  readonly read: (dates: readonly string[]) => Promise<LabelledMatrix>;
}

/**
 * How value over the observed days grows to the CLV horizon: by what came at the oldest date that has seen all of it; where
 * there is none yet, by the survival curve of contracts, or by the model of buying.
 */
export async function extrapolateValue(
  { churn, clv }: Config,
  schedule: Schedule,
  { rows, later, read }: KnownValues,
): Promise<Extrapolation> {
  if (schedule.observedDays === schedule.valueDays) return noExtrapolation;
  const [matured] = datesWith(schedule, 'extrapolate');
  if (matured !== undefined) {
    const { table, value, fullValue } = await read([matured]);
    const learned = learnExtrapolation({ stratum: ordersOf(table), observed: value, full: fullValue });
    return described(learned, schedule, `what customers as of ${matured} came to be worth over both`);
  }
  const windows = { ...schedule, discountRate: clv.discountRate };
  const none = `no as-of date has ${schedule.valueDays} days of history after it yet`;
  if (churn.kind === 'contractual') {
    const by = `how long customers stay (a survival curve), as ${none}`;
    return described(extrapolateBySurvival([rows, later], windows), schedule, by);
  }
  const by = `how often customers buy and when they stop (a model of buying), as ${none}`;
  return described(extrapolateByBuying(later, windows), schedule, by);
}

/** Says which part of CLV is observed, which extrapolated, and by what. */
function described(learned: Extrapolation, { observedDays, valueDays }: Schedule, by: string): Extrapolation {
  const factors = learned.factors.flatMap((factor, i) =>
    learned.rows[i]! > 0 ? [`× ${write.number(factor, 2)} with ${frequencyStrata[i]}`] : [],
  );
  const sentence = `CLV covers ${valueDays} days: value over the first ${observedDays} is learned directly (observed), the rest is extrapolated by ${by} (${factors.join(', ')}).`;
  return { ...learned, notes: [sentence, ...learned.notes] };
}
