import { describe, expect, it } from 'vitest';
import type { EffectReport } from '../../../../contracts/artefacts/effect-report.ts';
import { effectVerdict } from '../../../../pipeline/reports/effect/effect-verdict.ts';
import { effectExample } from '../../../support/effect-example.ts';

const effect = (value: number, low: number, high: number) => ({
  ...{ value, standardError: null, safe: null },
  interval: { low, high, level: 0.95, method: 'newcombe' as const },
});

/** A table of rare buyers, compared by their share or by what they spent. */
function verdictOf(
  answer: EffectReport['verdict']['answer'],
  found: ReturnType<typeof effect>,
  positive: string | null,
): string {
  const { question, money, retention, verdict } = effectExample;
  const table = { outcome: 'bought', positive, arm: 'arm', contact: 'mail', control: 'none', arms: 1 };
  return effectVerdict(
    {
      ...effectExample,
      question: { ...question, table },
      money: positive === null ? { ...money!, headline: found, net: null, roi: null } : null,
      retention: positive === null ? null : { ...retention!, points: found },
      verdict: { ...verdict, answer, reasons: [], cautions: [] },
    } as EffectReport,
    'en',
  );
}

describe('the effect of a table', () => {
  it.each([
    ['raises', effect(0.0011, 0.0002, 0.002), '1', '0.11 points (95% interval 0.02 points to 0.20 points)'],
    ['no-difference', effect(0.0009, -0.0001, 0.0019), '1', '−0.01 points to 0.19 points'],
    ['raises', effect(0.05, 0.0012, 0.0988), null, '0.050 per customer (95% interval €0.001 to €0.099)'],
    ['raises', effect(0.022, 0.008, 0.025), '1', '2.2 points (95% interval 0.8 points to 2.5 points)'],
    ['no-difference', effect(0.022, 0, 0.044), '1', '0.0 points to 4.4 points'],
  ] as const)('has no end that looks like zero and is none: %s', (answer, found, positive, words) => {
    expect(verdictOf(answer, found, positive)).toContain(words);
  });
});
