import type { EffectCheck, EffectReason, EffectReport } from '../../contracts/artefacts/effect-report.ts';

type Verdict = EffectReport['verdict'];

const reasonOf = ({ state: _, ...reason }: EffectCheck): EffectReason => reason;

/** The answer as a code: a failed check turns it into a warning, whatever the figures are. */
export function verdictOf(
  checks: readonly EffectCheck[],
  {
    money,
    maturity,
    kind,
  }: Pick<EffectReport, 'money' | 'maturity'> & Pick<EffectReport['question'], 'kind'>,
): Verdict {
  if (money === null) return judged(checks, 'warning');
  if (maturity === 'none') return judged(checks, 'not-matured');
  return judged(checks, kind === 'exposure' ? changeOf(money) : answerOf(money));
}

/** Of a change nobody asks whether it paid. */
const changeOf = ({ headline }: NonNullable<EffectReport['money']>): Verdict['answer'] =>
  (['lowers', 'no-difference', 'raises'] as const)[sideOf(headline.safe) + 1]!;

/** An answer by the checks that speak for or against it. */
export function judged(checks: readonly EffectCheck[], answer: Verdict['answer']): Verdict {
  const reasons = checks.filter(({ state }) => state === 'failed').map(reasonOf);
  const cautions = checks.filter(({ state }) => state === 'note').map(reasonOf);
  return { answer: reasons.length > 0 ? 'warning' : answer, reasons, cautions };
}

function answerOf({ net, headline }: NonNullable<EffectReport['money']>): Verdict['answer'] {
  const side = sideOf((net ?? headline).safe);
  if (net !== null) return side > 0 ? 'pays' : side < 0 ? 'loses' : 'not-shown';
  return side > 0 ? 'raises-margin' : side < 0 ? 'lowers-margin' : 'no-effect-shown';
}

/** On which side of zero an interval lies; 0 where it holds zero, or there is none. */
export const sideOf = (interval: { readonly low: number; readonly high: number } | null): -1 | 0 | 1 =>
  interval === null ? 0 : interval.low > 0 ? 1 : interval.high < 0 ? -1 : 0;
