import type { EffectReport } from '../../../../contracts/artefacts/effect-report.ts';
import { effectExample, estimated } from '../../../support/effect-example.ts';

/** As much as a page may have to hold: many groups, every check, names with markup in them. */
export const fullReport: EffectReport = {
  ...effectExample,
  question: { ...effectExample.question, campaign: 'Spring <script>alert(1)</script> "50% off" & more' },
  segments: {
    groups: 24,
    level: 0.998,
    rows: ['country', 'segment', 'acquisition_channel', 'cohort'].flatMap((by, i) =>
      ['a', 'b & c', '<b>d</b>', 'e', 'f', 'g'].map((value, j) => ({
        by,
        value,
        contact: 900 - 40 * j - i,
        control: 200 - 10 * j,
        margin: estimated(5 + 2 * j - 3 * i, 3.3, 'cuped'),
        points: estimated(0.02, 0.02, 'newcombe'),
        adjustedP: 0.2,
      })),
    ),
  },
  cohorts: {
    ...effectExample.cohorts,
    groups: 12,
    rows: Array.from({ length: 12 }, (_, i) => ({
      ...effectExample.cohorts.rows[i % 2]!,
      value: `20${14 + i}`,
    })),
  },
  checks: (
    [
      ['sample-ratio', 0.51],
      ['uneven-outcomes', 0.2],
      ['both-arms', 0],
      ['arms-changed', 0],
      ['shares-changed', 1],
      ['ledger-gap', 0],
      ['not-matured', 1],
      ['touches-disagree', 0.03],
      ['control-contacted', 0.033],
      ['not-delivered', 0.061],
      ['costs-incomplete', 0.002],
      ['one-customer', 0.03],
    ] as const
  ).map(([code, found]) => ({ code, found, limit: 0.05, name: null, state: 'passed' })),
};

/** A comparison that was not randomised. */
export const chosenReport: EffectReport = {
  ...fullReport,
  question: { ...fullReport.question, campaign: 'winter', design: 'not-randomised', kind: 'past' },
  sampleRatio: null,
  reached: null,
  money: { ...fullReport.money!, uncapped: null },
  observed: {
    naive: estimated(31.2, 2.1, 'plain-difference'),
    blend: estimated(9.84, 2.3, 'aipw'),
    linear: estimated(9.1, 2.4, 'aipw-linear'),
    trees: estimated(10.3, 2.6, 'aipw-trees'),
    balanced: estimated(9.6, 2.2, 'entropy-balance'),
    effectiveControls: 612.4,
    treated: 3868,
    certain: 0.012,
    largestWeight: 0.01,
    chances: Array.from({ length: 10 }, (_, i) => ({ treated: 50 + 60 * i, control: 900 - 80 * i })),
    eValue: { effect: 1.57, limit: 1.1 },
    differences: estimated(8.8, 3, 'difference-in-differences'),
    differencesBefore: estimated(0.2, 1.4, 'entropy-balance'),
    placebo: estimated(0.4, 1.1, 'plain-difference'),
    splits: 10,
    taughtAtMost: 20_000,
  },
  method: {
    ...effectExample.method,
    estimator: 'aipw',
    covariates: ['margin_before', 'recency_days', 'segment trade'],
    varianceCut: null,
    safe: 'declared-end',
  },
};

/** A change that met some customers: no contact, and nothing that a contact costs. */
export const exposureReport: EffectReport = {
  ...chosenReport,
  question: {
    ...chosenReport.question,
    kind: 'exposure',
    exposed: 'country = PL',
    plays: [],
    channels: [],
  },
  verdict: { answer: 'no-difference', reasons: [], cautions: [] },
  money: { ...chosenReport.money!, cost: null, net: null, roi: null, payback: null },
  segments: { ...fullReport.segments, groups: 0, rows: [] },
  curves: [],
  value: null,
  checks: [{ code: 'few', found: 3868, limit: 30, name: null, state: 'passed' }],
};

/** One whose sample ratio failed. */
export const warnedReport: EffectReport = {
  ...effectExample,
  verdict: {
    answer: 'warning',
    reasons: [{ code: 'sample-ratio', found: 1e-9, limit: 0.001, name: null }],
    cautions: [],
  },
  sampleRatio: { ...effectExample.sampleRatio!, broken: true, p: 1e-9 },
  checks: [{ code: 'sample-ratio', found: 1e-9, limit: 0.001, name: null, state: 'failed' }],
};
