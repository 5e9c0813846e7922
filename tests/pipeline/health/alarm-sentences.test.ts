import { describe, expect, it } from 'vitest';
import { healthLines, healthScreen } from '../../../cli/screens/health-screen.ts';
import type {
  DriftReport,
  EstimateReport,
  HealthReport,
  MaturedReport,
} from '../../../contracts/artefacts/health-report.ts';
import type { Deviation, Drift } from '../../../models/drift.ts';
import { estimatePerformance } from '../../../models/drift.ts';
import { alarmSentences } from '../../../pipeline/health/alarm-sentences.ts';
import { healthRule } from '../../../pipeline/health/rule.ts';

const deviation = (actual: number, expected: number, alarm: boolean): Deviation => ({
  actual,
  expected,
  error: 0.01,
  p: 0.5,
  alarm,
});
const drift = (name: string, psi: number, alarm: boolean, family = 'orders'): Drift => ({
  name,
  family,
  psi,
  psiByChance: 0.01,
  p: 0.2,
  adjustedP: 0.5,
  gap: { gap: 0.1, p: 0.2 },
  usualPsi: 0.02,
  missing: { before: 0, now: 0.25 },
  alarm,
});
const drifts = (alarm: boolean): DriftReport => ({
  reference: { asOf: '2025-01-01', customers: 900 },
  customers: 1000,
  features: ['a', 'b', 'c', 'd'].map((name, i) => drift(name, 0.2 + i / 10, alarm)),
  families: [{ family: 'orders', features: 4, psi: 0.5, p: 0.2, moved: [] }],
  predictions: [drift('churn', 0.15, alarm, 'predictions'), drift('value', 0.01, false, 'predictions')],
});
const estimated = estimatePerformance(Float64Array.of(0.1, 0.4, 0.8), 0.3)!;
const estimate = (alarm: boolean): EstimateReport => ({
  now: estimated,
  reference: estimated,
  drift: { auc: deviation(0.7, 0.8, alarm), logLoss: deviation(0.5, 0.5, false) },
});
const matured = (asOf: string, alarm: boolean): MaturedReport => ({
  run: 'r0',
  asOf,
  scores: 'scores/key=s0/',
  model: 'm',
  observedDays: 90,
  maturedValue: true,
  churn: {
    customers: 800,
    churners: 280,
    churn: deviation(0.35, 0.25, alarm),
    auc: deviation(0.75, 0.8, alarm),
    logLoss: deviation(0.55, 0.5, alarm),
  },
  value: { customers: 900, totalRatio: deviation(1.4, 1, alarm) },
  why: [],
});
function reportOf(alarm: boolean): HealthReport {
  const parts = [
    drifts(alarm),
    estimate(alarm),
    [matured('2024-12-01', alarm), matured('2024-11-01', true)],
  ] as const;
  return {
    run: 'r1',
    asOf: '2025-03-01',
    model: 'm',
    rule: healthRule,
    drift: parts[0],
    estimate: parts[1],
    matured: parts[2],
    alarms: alarmSentences(...parts),
    notes: ['A note.'],
  };
}

describe('alarms', () => {
  it('are one sentence each, of the latest outcomes alone', () => {
    expect(reportOf(true).alarms).toEqual([
      '4 of 4 features have moved since 2025-01-01: d (PSI 0.50), c (PSI 0.40), b (PSI 0.30) and 1 more',
      'P(churn) has moved since 2025-01-01 (PSI 0.15)',
      'the AUC expected of these customers is 0.700; 0.800 on the reference',
      'of the customers scored on 2024-12-01, 35.0% left; 25.0% were expected',
      'the AUC of the scores of 2024-12-01 is 0.750; 0.800 expected',
      'the log loss of the scores of 2024-12-01 is 0.550; 0.500 expected',
      'predicted over realised value of 2024-12-01 is 1.40; 1.00 when the model was judged',
    ]);
    expect(reportOf(false).alarms).toEqual([]);
  });

  it('end a run in a line each, with their rate; without any, one line of facts', () => {
    const lines = healthLines(reportOf(true));
    expect(lines).toHaveLength(8);
    expect(lines.at(-1)).toMatch(/false on at most 1% of nights/);
    expect(healthLines(reportOf(false))).toEqual([
      expect.stringMatching(
        /^Health: no alarm; 0 of 4 features moved since 2025-01-01; expected AUC .*; scores of 2024-12-01: 35.0% left, 25.0% forecast\.$/,
      ),
    ]);
    const bare = { ...reportOf(false), drift: null, estimate: null, matured: [] };
    expect(healthLines(bare)).toEqual(['Health: no alarm.']);
  });

  it('stand above the tables of all that was measured', () => {
    const text = healthScreen(reportOf(true)).join('\n');
    expect(text).toMatch(/7 alarms:\n {2}4 of 4 features/);
    expect(text).toMatch(/P\(churn\) +0\.150 .* 0% → 25% +moved/);
    expect(text).toMatch(/2024-11-01 +m +800 +35\.0% \/ 25\.0% +0\.750 \/ 0\.800/);
    expect(text).toMatch(/A note\./);
    expect(healthScreen(reportOf(false)).join('\n')).toMatch(/\nNo alarm\.\n/);
  });

  it('write two figures apart however near they are, and an interval where the figure can lie', () => {
    const near: MaturedReport = {
      ...matured('2024-12-01', false),
      churn: { ...matured('2024-12-01', false).churn!, logLoss: deviation(0.50041, 0.50012, true) },
    };
    expect(alarmSentences(null, null, [near])).toEqual([
      'the log loss of the scores of 2024-12-01 is 0.5004; 0.5001 expected',
    ]);
    const wide = { value: 0.98, error: 0.05 };
    const now = { ...estimated, auc: wide, brier: { value: 0.01, error: 0.02 } };
    const text = healthScreen({ ...reportOf(false), estimate: { ...estimate(false), now } }).join('\n');
    expect(text).toMatch(/AUC +0\.980 \[0\.882, 1\.000\]/);
    expect(text).toMatch(/Brier +0\.010 \[0\.000, 0\.049\]/);
  });
});
