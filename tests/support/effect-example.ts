import type {
  EffectCheck,
  EffectEstimate,
  EffectMethod,
  EffectReason,
  EffectReport,
  RoiReport,
} from '../../contracts/artefacts/effect-report.ts';

/** A figure with an interval of so many standard errors on either side. */
export function estimated(value: number, standardError: number, method: EffectMethod): EffectEstimate {
  const around = (reach: number, by: EffectMethod) => ({
    low: value - reach * standardError,
    high: value + reach * standardError,
    level: 0.95,
    method: by,
  });
  return {
    value,
    standardError,
    interval: around(1.96, method),
    safe: around(2.24, 'declared-end'),
  };
}

const noted = (code: EffectReason['code'], found: number): EffectReason => ({
  code,
  found,
  limit: null,
  name: null,
});

const passed = (code: EffectCheck['code'], found: number, limit: number): EffectCheck => ({
  code,
  found,
  limit,
  name: null,
  state: 'passed',
});

/** The report of a randomised campaign that paid, sums and all. */
export const effectExample: EffectReport = {
  question: {
    campaign: 'late-parcel apology',
    kind: 'campaign',
    design: 'randomised',
    business: 'Maren & Vale',
    plays: ['Apology with credit'],
    channels: ['email', 'phone'],
    table: null,
    exposed: null,
  },
  dates: {
    asOf: '2026-11-16',
    firstDrawn: '2026-05-04',
    lastDrawn: '2026-05-04',
    declaredEnd: '2026-05-04',
    horizonDays: 180,
    windowDays: 180,
    lagDays: 14,
    maturesOn: '2026-11-14',
  },
  currency: 'EUR',
  level: 0.95,
  maturity: 'matured',
  verdict: { answer: 'pays', reasons: [], cautions: [noted('not-delivered', 0.061)] },
  arms: [
    {
      arm: 'contact',
      drawn: 3868,
      customers: 3868,
      kept: 2769,
      retention: { ...estimated(0.7159, 0.0073, 'wilson'), safe: null },
      margin: 88.4,
      marginUncapped: 90.1,
      deviation: 140,
      largestShare: 0.012,
      reached: 3632,
      cost: 4,
    },
    {
      arm: 'control',
      drawn: 944,
      customers: 944,
      kept: 635,
      retention: { ...estimated(0.6727, 0.0153, 'wilson'), safe: null },
      margin: 78.2,
      marginUncapped: 79.5,
      deviation: 131,
      largestShare: 0.03,
      reached: 31,
      cost: 0,
    },
  ],
  sampleRatio: {
    planned: 0.2,
    found: 0.1962,
    statistic: 0.44,
    p: 0.51,
    limit: 0.001,
    broken: false,
    lossSeen: 0.15,
  },
  kept: { by: 'orders', days: 90 },
  retention: {
    points: estimated(0.0432, 0.0168, 'newcombe'),
    stratified: estimated(0.0428, 0.0161, 'post-stratified'),
    unadjusted: null,
    relativeChurn: -0.132,
    relativeRetention: 0.0642,
  },
  money: {
    headline: estimated(9.84, 2.3, 'cuped'),
    unadjusted: estimated(10.2, 2.8, 'averaged-t'),
    uncapped: estimated(10.21, 3.1, 'cuped'),
    withoutLargest: 9.71,
    customers: 3868,
    margin: estimated(38_061.12, 8896.4, 'cuped'),
    cost: {
      from: 'touches',
      perCustomer: 3.988624612,
      fixed: 0,
      total: 15_428,
      lines: [
        { channel: 'email', play: 'Apology with credit', contacts: 3550, total: 12_407 },
        { channel: 'phone', play: 'Apology with credit', contacts: 318, total: 3021 },
      ],
    },
    net: estimated(22_633.12, 8896.4, 'fixed-cost'),
    roi: estimated(1.467, 0.577, 'fieller'),
    payback: { day: 136, date: '2026-09-17', method: 'declared-end', pointDay: 61 },
  },
  value: {
    observed: estimated(10.4, 3.2, 'averaged-t'),
    predicted: estimated(3.1, 1.7, 'averaged-t'),
    predictedDays: 365,
    together: estimated(13.5, 4.4, 'observed-and-predicted'),
    modelError: 0.1,
    mustBeFalse: 4.35,
    model: '4f2c91',
  },
  reached: { contact: 0.939, control: 0.0328, effect: estimated(10.86, 2.54, 'fieller') },
  gained: null,
  everyLook: null,
  curves: [0, 60, 120, 180].map((day) => ({
    day,
    margin: day * 0.0546,
    low: day * 0.0546 - 5.2,
    high: day * 0.0546 + 5.2,
    net: day * 0.0546 - 3.99,
    netLow: day * 0.0546 - 9.19,
    netHigh: day * 0.0546 + 1.21,
    contact: day * 0.49,
    control: day * 0.4354,
  })),
  segments: {
    groups: 2,
    level: 0.975,
    rows: ['retail', 'trade'].map((value, i) => ({
      by: 'segment',
      value,
      contact: 1934,
      control: 472,
      margin: estimated(5 + 9 * i, 3.3, 'cuped'),
      points: estimated(0.02 + 0.05 * i, 0.02, 'newcombe'),
      adjustedP: i === 0 ? 0.13 : 0.0001,
    })),
  },
  cohorts: {
    groups: 2,
    level: 0.975,
    rows: ['2024', '2025'].map((value, i) => ({
      by: 'acquisition_month' as const,
      value,
      customers: { contact: 1934, control: 472 },
      soFar: [45, 90, 135, 180].map((day) => ({
        day,
        contact: day * (0.49 + 0.02 * i),
        control: day * 0.4354,
        effect: estimated(day * (0.0546 + 0.02 * i), 2.9, 'cuped'),
      })),
      observed: { contact: 92.1 + 4 * i, control: 81.7, effect: estimated(10.4 + 4 * i, 4.1, 'cuped') },
      predicted: { contact: 64.2, control: 61.1, effect: estimated(3.1, 2.2, 'cuped') },
      together: {
        contact: 156.3 + 4 * i,
        control: 142.8,
        effect: estimated(13.5 + 4 * i, 5.6, 'observed-and-predicted'),
      },
    })),
  },
  balance: [{ name: 'margin_before', before: 0.03, after: null }],
  observed: null,
  checks: [passed('sample-ratio', 0.51, 0.001), { ...noted('not-delivered', 0.061), state: 'note' }],
  method: {
    estimator: 'cuped',
    covariates: ['margin_before', 'score'],
    varianceCut: 0.34,
    winsorise: { quantile: 0.999, cap: 600, capped: 5 },
    safe: 'declared-end',
  },
  source: { key: '4f2c919ab310', model: '4f2c91', ledgerFiles: 1, draws: 4812 },
};

/** All campaigns of that date: this one. */
export const roiExample: RoiReport = {
  asOf: '2026-11-16',
  currency: 'EUR',
  level: effectExample.level,
  campaigns: [
    {
      campaign: effectExample.question.campaign,
      kind: 'campaign',
      design: 'randomised',
      report: 'roi/key=4f2c919ab310/late-parcel%20apology/report.json',
      answer: 'pays',
      contact: 3868,
      control: 944,
      margin: effectExample.money!.margin,
      cost: effectExample.money!.cost!.total,
      net: effectExample.money!.net,
    },
  ],
  together: {
    campaigns: [effectExample.question.campaign],
    margin: effectExample.money!.margin,
    cost: effectExample.money!.cost!.total,
    net: effectExample.money!.net,
    roi: 1.467,
  },
  ledger: '9ab310',
  refused: [],
};
