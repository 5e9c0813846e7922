import { wordsOf } from './column-words.ts';

const outcomes: readonly (readonly [RegExp, string])[] = [
  [/^(churn|churned|attrition|exited|left|lapsed)$/, 'it says who left: the outcome itself'],
  [
    /^(cancel|cancelled|canceled|cancellation|termination|terminated|kuendigung)$/,
    'it is known once a customer left or an order fell through',
  ],
  [/^(status|state|active|inactive|retained|stage)$/, 'a status as of the export tells what happened later'],
  [
    /^(score|scores|rating|probability|propensity|prediction|predicted|risk|clv|cltv|ltv|satisfaction)$/,
    'a score made elsewhere, perhaps with knowledge of the outcome',
  ],
];

/**
 * Why a column looks like an outcome, or null: such a column tells a model the answer (churn flags, statuses, scores made
 * at export time) and is never mapped without being asked for.
 */
export function outcomeLike(column: string): string | null {
  const words = wordsOf(column);
  for (const [pattern, why] of outcomes) if (words.some((word) => pattern.test(word))) return why;
  return null;
}

const unitOfTime =
  /^(days?|weeks?|months?|mon|mths?|years?|hours?|tage?|wochen?|monate?n?|jahre?|jours?|semaines?|mois|ans|dias?|semanas?|mes(es)?|anos?|giorni|settimane|mesi|anni|dni|tygodnie|miesiace|lata|zile|saptamani|luni|дней|недель|месяцев|since)$/;

/** `months_inactive` says how long a silence has lasted, as any honest recency does, and is no status. */
export const countsTime = (column: string): boolean => wordsOf(column).some((word) => unitOfTime.test(word));
