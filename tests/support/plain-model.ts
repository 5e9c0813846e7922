import type { EnsembleManifest } from '../../models/retention.ts';

export const gain = (mean: number, low: number, high: number) => ({ mean, low, high });

export const blend: EnsembleManifest['blend']['churn'] = {
  task: 'churn',
  published: 'blend',
  weights: { network: 0.35, trees: 0.51, logistic: 0.14 },
  rows: 6000,
  customers: 5400,
  losses: { network: 0.4925, trees: 0.4903, logistic: 0.5075, blend: 0.4712 },
  gain: gain(0.0191, 0.0103, 0.0279),
  overFloor: { network: gain(0.015, -0.002, 0.03), trees: gain(0.0172, 0.01, 0.02) },
};

/** What a model's manifest says of how it was fitted, where nothing is out of the ordinary. */
export const plainModel = {
  kind: 'ensemble',
  version: 4,
  features: [],
  behaviour: null,
  taught: { customers: 9000, left: 3000, fewest: { customers: 2000, left: 200 }, few: false },
  notFittedAgain: null,
  levels: null,
  valueUnit: 40,
  adjustment: {
    calibrator: { method: 'platt', slope: 1.1, intercept: 0 },
    churnSpread: null,
    level: 0.87,
    predictive: { kept: { shapes: [[], []] }, lostShare: 0.2 },
  },
  calibrationChoice: { method: 'beta' },
  blend: { churn: blend, value: { ...blend, task: 'value' } },
  trees: { growth: { churn: { size: 'small', losses: [] } } },
  standIn: { churn: null, value: null },
} as unknown as EnsembleManifest;
