import type { Standing } from '../../learn/blend/choose-fallback.ts';
import type { HyperParameters } from '../../learn/network/hyper-parameters.ts';
import type { FitOptions, LearningSet } from '../../types.ts';
import { calibrationRows } from '../adjustment.ts';
import { type CrossFitted, partsOf, type UnscoredRows } from '../cross-fit.ts';
import type { StandIn } from '../rules/fitted-rule.ts';
import { valuedRows } from '../valued-rows.ts';
import type { BlendedLater, Blending, TaughtRows } from './blend-later.ts';
import { crossFitBeside } from './cross-fit-beside.ts';
import { type FittedMembers, fitMembers } from './fit-members.ts';
import { networkRulesFor } from './network-rules.ts';
import type { FirstFit } from './refit.ts';
import { scoreMembers } from './score-members.ts';
import { nobodyStandsIn } from './stand-in.ts';
import type { EnsembleOptions } from './trees-ahead.ts';

/** What training rows taught the members, and later rows how to use them. */
export interface TaughtOnce {
  readonly rows: UnscoredRows;
  readonly fitted: FittedMembers;
  readonly learned: CrossFitted<BlendedLater>;
  readonly blending: Blending;
  /** What scores in the blend's place. */
  readonly standIn: StandIn;
}

/** Fits the members on training rows; their blend, calibration, level and intervals on later ones. */
export async function firstFit(
  train: LearningSet,
  later: LearningSet,
  options: EnsembleOptions,
  override: Partial<HyperParameters>,
): Promise<TaughtOnce> {
  const { seed } = options;
  const hyper = { ...networkRulesFor(train.table.rowCount), ...override };
  const fitted = await fitMembers(train, later.table, { options, hyper, trees: options.trees });
  const { valueUnit } = fitted.trained;
  const { churned, value, customer } = later;
  const rows = { churned, value, customer, valueUnit, part: partsOf(customer, seed) };
  const blending: Blending = {
    members: scoreMembers(fitted.members, valueUnit, later.table),
    later: rows,
    taught: taughtRows(fitted, train),
    standing: standingOf(fitted),
    byFloor: false,
  };
  const learned = await crossFitBeside(blending, options);
  options.onProgress?.(1, `blended and calibrated on ${later.table.rowCount} held-out rows`);
  return { rows, fitted, learned, blending, standIn: nobodyStandsIn };
}

/** The same members with the logistic regression alone in the place of the blend of churn, which needs no calibration. */
export async function taughtByFloor(
  { rows, fitted, blending }: TaughtOnce,
  options: FitOptions,
): Promise<TaughtOnce> {
  const alone = { ...blending, byFloor: true };
  const learned = await crossFitBeside(alone, options);
  return { rows, fitted, learned, blending: alone, standIn: nobodyStandsIn };
}

/** What a second fit keeps. */
export const taughtBlend = ({
  rows,
  fitted,
  standIn,
  learned: { scored, adjustment },
}: TaughtOnce): FirstFit => ({
  fitted,
  standIn,
  blend: { churn: scored.churn.weights, value: scored.value.weights, shape: scored.shape },
  adjustment,
  later: calibrationRows({ ...rows, scores: scored.scores }, new Uint8Array(rows.part.length).fill(1)),
});

/** Shoppers' own rhythm says more than network and trees learn from few; how long contracts have run says less. */
const standingOf = ({ members: { behaviour } }: FittedMembers): Standing | null =>
  behaviour === null ? null : behaviour.columns.kind === 'buying' ? 'pair' : 'mean';

function taughtRows({ members, trained, taught: { few } }: FittedMembers, train: LearningSet): TaughtRows {
  const at = valuedRows(train);
  const own = (outcome: Float64Array) => Float64Array.from(at, (row) => outcome[row]);
  return {
    at,
    members: scoreMembers(members, trained.valueUnit, train.table, at),
    churned: own(train.churned),
    value: own(train.value),
    few,
  };
}
