import type { Outcomes } from '../../types.ts';
import type { HeadStart } from './initial-parameters.ts';
import { inverseSoftplus } from './losses.ts';

/** Labels and weights of rows, ready for the loss: a row whose outcome is not known has weight 0 in that task. */
export interface Targets {
  readonly churned: Float32Array;
  readonly churnWeight: Float32Array;
  /** Value over `valueUnit`; 0 where there is none. */
  readonly value: Float32Array;
  readonly valueWeight: Float32Array;
  /** Geometric mean of the positive values: the unit in which the log of value has mean 0. NaN where there are none. */
  readonly valueUnit: number;
  readonly start: HeadStart;
}

/** Values further than e^50 from the usual one say no more than that, and would leave the range of float32. */
const furthestLog = 50;

/** Known rows weigh 1 / share known, so that a batch's mean estimates the mean over known rows. */
export function learningTargets({ churned, value }: Outcomes): Targets {
  const knownValues = value.filter((v) => !Number.isNaN(v));
  const positive = value.filter((v) => v > 0);
  const logs = positive.map(Math.log);
  const meanLog = mean(logs);
  const valueUnit = Math.exp(meanLog);
  return {
    churned: Float32Array.from(churned, (y) => (y === 1 ? 1 : 0)),
    churnWeight: knownWeights(churned),
    value: Float32Array.from(value, (v) => (v > 0 ? scaled(Math.log(v) - meanLog) : 0)),
    valueWeight: knownWeights(value),
    valueUnit,
    start: {
      churnLogit: logit(mean(churned.filter((y) => !Number.isNaN(y)))),
      purchaseLogit: logit(knownValues.length === 0 ? 0.5 : positive.length / knownValues.length),
      rawSpread: inverseSoftplus(Math.max(0.2, positive.length === 0 ? 1 : spread(logs, meanLog))),
    },
  };
}

function knownWeights(outcome: Float64Array): Float32Array {
  const known = outcome.reduce((count, y) => count + (Number.isNaN(y) ? 0 : 1), 0);
  return Float32Array.from(outcome, (y) => (Number.isNaN(y) ? 0 : outcome.length / known));
}

const scaled = (log: number) => Math.exp(Math.max(-furthestLog, Math.min(furthestLog, log)));

const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;

const spread = (values: Float64Array, center: number) =>
  Math.sqrt(values.reduce((sum, v) => sum + (v - center) ** 2, 0) / values.length);

/** Rates of 0 and 1 start the head far out, not at infinity. */
const logit = (rate: number) => {
  const inside = Math.min(0.999, Math.max(0.001, rate));
  return Math.log(inside / (1 - inside));
};
