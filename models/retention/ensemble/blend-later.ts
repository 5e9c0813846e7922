import {
  type AllScores,
  blendedLogValue,
  blendScores,
  logValues,
  type ValueShape,
} from '../../learn/blend/blend-scores.ts';
import { type BlendRecord, type BlendRows, chooseBlend, floorAlone } from '../../learn/blend/choose-blend.ts';
import { chooseFallback, type Standing } from '../../learn/blend/choose-fallback.ts';
import { fitShape } from '../../learn/blend/fit-shape.ts';
import { presentIn } from '../../learn/blend/member.ts';
import { logisticLoss } from '../../learn/losses/logistic-loss.ts';
import { tweedieLoss } from '../../learn/losses/tweedie-loss.ts';
import type { Outcomes } from '../../types.ts';
import { laterParts, type ScoredLater, type Scorer, type UnscoredRows } from '../cross-fit.ts';
import { lostShare } from '../lost-share.ts';

export interface BlendedLater extends ScoredLater {
  readonly churn: BlendRecord;
  readonly value: BlendRecord;
  readonly shape: ValueShape;
}

/** Training rows of known outcomes, and what the members say of them. */
export interface TaughtRows extends Outcomes {
  /** Places among all training rows. */
  readonly at: Int32Array;
  readonly members: AllScores;
  /** The members know the rows of few customers by heart: how far value spreads is not seen on these. */
  readonly few: boolean;
}

/** What the members say of later rows and of those that taught them: all that a blend is chosen by. */
export interface Blending {
  readonly members: AllScores;
  readonly later: UnscoredRows;
  readonly taught: TaughtRows;
  /** Where customers are few: what is published unless later rows speak against it. */
  readonly standing: Standing | null;
  /** Churn is scored by the logistic regression alone, whatever later rows say. */
  readonly byFloor: boolean;
}

/** Scores all later rows by the blends, of churn and of value, that those with `use[i]` of 1 teach. */
export function laterBlender({ members, later, taught, standing, byFloor }: Blending): Scorer<BlendedLater> {
  const { churned, value, customer, part, valueUnit } = later;
  const shared = { customer, part, parts: laterParts };
  const logits = presentIn(members).map((name) => members[name]!.logit);
  const choose = (rows: BlendRows) =>
    standing === null ? chooseBlend(rows) : chooseFallback(rows, standing);
  const logs = logValues(members, valueUnit);
  const worth = value.map((v) => Math.max(0, v) / valueUnit);
  const known = (outcome: Float64Array, use: Uint8Array) =>
    Int32Array.from(use.keys()).filter((i) => use[i] === 1 && !Number.isNaN(outcome[i]));
  return (use) => {
    const judged = choose({
      ...shared,
      task: 'churn',
      loss: logisticLoss,
      columns: logits,
      target: churned,
      rows: known(churned, use),
    });
    const churn = byFloor ? floorAlone(judged) : judged;
    const ofValue = choose({
      ...shared,
      task: 'value',
      loss: tweedieLoss,
      columns: logs,
      target: worth,
      rows: known(value, use),
    });
    const log = blendedLogValue(members, ofValue.weights, valueUnit);
    const shape = fitShape(log, worth, known(value, use), ofValue.customers);
    const blend = { churn: churn.weights, value: ofValue.weights, shape };
    const { members: own, few, ...rows } = taught;
    const earlier = { ...rows, scores: blendScores(own, blend, valueUnit) };
    return {
      scores: blendScores(members, blend, valueUnit),
      earlier: few ? null : earlier,
      lostShare: lostShare(earlier),
      asTheyAre: byFloor,
      churn,
      value: ofValue,
      shape,
    };
  };
}
