import type { EffectCheck, EffectReason, EffectReport } from '../../contracts/artefacts/effect-report.ts';

type Verdict = EffectReport['verdict'];

const reasonOf = ({ state: _, ...reason }: EffectCheck): EffectReason => reason;

/** The answer as a code: a failed check turns it into a warning, whatever the figures are. */
export function verdictOf(
  checks: readonly EffectCheck[],
  { money, maturity }: Pick<EffectReport, 'money' | 'maturity'>,
): Verdict {
  const reasons = checks.filter(({ state }) => state === 'failed').map(reasonOf);
  const cautions = checks.filter(({ state }) => state === 'note').map(reasonOf);
  if (reasons.length > 0 || money === null) return { answer: 'warning', reasons, cautions };
  if (maturity === 'none') return { answer: 'not-matured', reasons: [], cautions };
  return { answer: answerOf(money), reasons: [], cautions };
}

function answerOf({ net, headline }: NonNullable<EffectReport['money']>): Verdict['answer'] {
  const decides = (net ?? headline).safe;
  const side = decides === null ? 0 : decides.low > 0 ? 1 : decides.high < 0 ? -1 : 0;
  if (net !== null) return side > 0 ? 'pays' : side < 0 ? 'loses' : 'not-shown';
  return side > 0 ? 'raises-margin' : side < 0 ? 'lowers-margin' : 'no-effect-shown';
}
