import type { FeatureTable } from '../types.ts';
import { gainLearner, type Learners } from './anchored-gain.ts';
import { crossFit, type HeldOutGains } from './cross-fit.ts';
import { type DoNotDisturb, doNotDisturb } from './do-not-disturb.ts';
import { type Interval, intervalOf, overFolds } from './fold-means.ts';
import { drawsFor } from './folds.ts';
import { type Gate, gateOf } from './gate.ts';
import { type Mean, meanOf, rankedDifference, rankedEffect } from './ranked-effect.ts';
import { type Pair, pairOf, type Trial } from './trial.ts';

/** What a trial says of one arm. */
export interface ArmAssessment {
  readonly pair: Pair;
  /** Mean effect on everybody. */
  readonly effect: Interval;
  readonly gate: Gate;
  /** How much more those gain whom the learned ranking puts first; 0 where all gain the same. */
  readonly autoc: Interval;
  readonly qini: Interval;
  /** AUTOC and Qini less those of the ranking by risk; null where no risk is known. Above 0: better than today's ranking. */
  readonly overRisk: { readonly autoc: Interval; readonly qini: Interval } | null;
  readonly harmed: DoNotDisturb;
  /** One for each split of the customers into folds. */
  readonly draws: readonly HeldOutGains[];
  /** Gain of each row of the trial by models that had not seen it. */
  readonly gain: Float64Array;
  /** Effect for one unit of risk, learned from everybody. */
  readonly anchor: number;
  /** Gain of other customers, by the model that learned from everybody. */
  predict(table: FeatureTable, risk: Float64Array | null): Float64Array;
}

/** Learns who gains from an arm, and judges the ranking by customers that it was not learned from. */
export function assessArm(trial: Trial, arm: number, learners: Learners, seed: number): ArmAssessment {
  const pair = pairOf(trial, arm);
  const { rows } = pair;
  const learn = gainLearner(trial, pair, learners);
  const gate = gateOf(trial, pair, learn, seed);
  const draws = Array.from({ length: drawsFor(rows.length) }, (_, draw) =>
    crossFit(trial, rows, learn, { seed, draw }),
  );
  const { anchor, predict } = learn(rows);
  return {
    pair,
    gate,
    anchor,
    predict,
    draws,
    effect: intervalOf(overFolds(draws, rows, meanEffect), 1),
    autoc: intervalOf(overFolds(draws, rows, rankedBy('autoc'))),
    qini: intervalOf(overFolds(draws, rows, rankedBy('qini'))),
    overRisk: trial.risk && {
      autoc: intervalOf(overFolds(draws, rows, againstRisk('autoc', trial.risk))),
      qini: intervalOf(overFolds(draws, rows, againstRisk('qini', trial.risk))),
    },
    harmed: doNotDisturb(draws, pair, gate.open),
    gain: draws[0].gain.map((_, i) => draws.reduce((sum, { gain }) => sum + gain[i], 0) / draws.length),
  };
}

const at = (values: Float64Array, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (i) => values[i]);

const meanEffect = ({ effects }: HeldOutGains, rows: Int32Array): Mean => meanOf(at(effects, rows));

const rankedBy =
  (metric: 'autoc' | 'qini') =>
  ({ effects, gain }: HeldOutGains, rows: Int32Array): Mean =>
    rankedEffect(metric, at(effects, rows), at(gain, rows));

const againstRisk =
  (metric: 'autoc' | 'qini', risk: Float64Array) =>
  ({ effects, gain }: HeldOutGains, rows: Int32Array): Mean =>
    rankedDifference(metric, at(effects, rows), at(gain, rows), at(risk, rows));
