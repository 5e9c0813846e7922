import type { Extrapolation } from '../../contracts/artefacts/model-entry.ts';
import type { Schedule } from '../../contracts/artefacts/schedule.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { FeatureTable, LearningSet } from '../../models/types.ts';
import type { LabelledMatrix } from '../features/matrix.ts';
import { write } from '../reports/format.ts';
import { extrapolateByBuying } from './extrapolate-by-buying.ts';
import { extrapolateBySurvival } from './extrapolate-by-survival.ts';
import { frequencyStrata, learnExtrapolation, noExtrapolation, ordersOf } from './extrapolation.ts';
import { datesWith } from './learning-set.ts';
import { type MaturedLevel, maturedLevel } from './matured-level.ts';

/** What value beyond the observed days may be learned from. */
export interface KnownValues {
  readonly rows: LearningSet;
  readonly later: LearningSet;
  /** Reads the matrix at some as-of dates. */
  readonly read: (dates: readonly string[]) => Promise<LabelledMatrix>;
  /** What the model says customers bring over the observed days. */
  readonly predict: (table: FeatureTable) => Float64Array;
}

/**
 * How value over the observed days grows to the CLV horizon: by what came at the date that has seen all of it, at the level
 * of that date; where there is none yet, by the survival curve of contracts, or by the model of buying.
 *
 * That date stands in the season of the scoring date, a horizon earlier; the dates that taught the model do not. A factor of
 * realised values alone takes the observed days of that season for granted.
 */
export async function extrapolateValue(
  { churn, clv }: Config,
  schedule: Schedule,
  { rows, later, read, predict }: KnownValues,
): Promise<Extrapolation> {
  if (schedule.observedDays === schedule.valueDays) return noExtrapolation;
  const [matured] = datesWith(schedule, 'extrapolate');
  if (matured !== undefined) {
    const { table, value, fullValue } = await read([matured]);
    const level = maturedLevel({ realised: value, predicted: predict(table) });
    const observed = value.map((own) => own / level.level);
    const learned = learnExtrapolation({ stratum: ordersOf(table), observed, full: fullValue });
    return described(
      { ...learned, ...neverLess(learned, level), notes: [...levelNotes(matured, level), ...learned.notes] },
      schedule,
      `what customers as of ${matured} were worth over both`,
    );
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

/** A low level takes no more than what lies beyond the observed days. */
function neverLess({ factors, pooled }: Extrapolation, { level }: MaturedLevel) {
  const least = (factor: number) => Math.max(factor, Math.min(1, factor / level));
  return { factors: factors.map(least), pooled: least(pooled) };
}

const levelNotes = (asOf: string, { level, measured }: MaturedLevel): string[] =>
  measured === null
    ? []
    : [
        `Customers as of ${asOf} brought ${write.number(measured, 2)} times what the model expects of them over the observed days, by their season or a trend: ${write.number(level, 2)} of it, the rest being chance, is in the factors.`,
      ];

/** Says which part of CLV is observed, which extrapolated, and by what. */
function described(learned: Extrapolation, { observedDays, valueDays }: Schedule, by: string): Extrapolation {
  const factors = learned.factors.flatMap((factor, i) =>
    learned.rows[i]! > 0 ? [`× ${write.number(factor, 2)} with ${frequencyStrata[i]}`] : [],
  );
  const sentence = `CLV covers ${valueDays} days: value over the first ${observedDays} is learned directly (observed), the rest is extrapolated by ${by} (${factors.join(', ')}).`;
  return { ...learned, notes: [sentence, ...learned.notes] };
}
