import { rowEncoder } from '../encoding/encode-rows.ts';
import { fitEncoding } from '../encoding/fit-encoding.ts';
import { type FittedFloor, fitFloor } from '../logistic/linear-floor.ts';
import type { HyperParameters } from '../network/hyper-parameters.ts';
import type { BehaviourColumns } from '../probabilistic/behaviour/behaviour.ts';
import { fitBehaviour, hasBehaviour } from '../probabilistic/behaviour/fit-behaviour.ts';
import { fitNetwork, type TrainedNetwork } from '../retention/fit-network.ts';
import { partOf, stepsOf } from '../retention/progress.ts';
import { fitRetentionTrees } from '../trees/retention-trees.ts';
import type { FeatureTable, FitOptions, LearningSet } from '../types.ts';
import type { EnsembleMembers } from './ensemble-parts.ts';
import { type Taught, taughtBy } from './few-customers.ts';

/** Shares of the progress; the rest is blending and calibration on later rows. */
const networkShare = 0.7;
const treesShare = 0.15;
const floorShare = 0.1;

export interface FittedMembers {
  readonly members: EnsembleMembers;
  readonly trained: TrainedNetwork;
  readonly floorRecord: Omit<FittedFloor, 'floor'>;
  readonly taught: Taught;
}

/**
 * Fits network, trees and logistic floor on the same rows; where customers are few, a model of how they behave as well.
 * @param later table that will be scored: refused before anything is trained where it does not fit
 */
export async function fitMembers(
  train: LearningSet,
  later: FeatureTable,
  options: FitOptions,
  hyper: HyperParameters,
): Promise<FittedMembers> {
  const { seed } = options;
  const encoding = fitEncoding(train.table, hyper.bins);
  rowEncoder(encoding, later);
  const report = partOf(options, networkShare);
  const trained = await fitNetwork(encoding, train, { seed, onProgress: report }, hyper);
  const treeSteps = stepsOf(partOf(options, treesShare, networkShare), 'boosted trees', 3);
  const trees = await fitRetentionTrees(train, seed, treeSteps);
  const floorSteps = stepsOf(partOf(options, floorShare, networkShare + treesShare), 'logistic floor', 5);
  const { floor, ...floorRecord } = await fitFloor(encoding, train, seed, floorSteps);
  const columns = behaviourOf(train, options);
  const behaviour = columns === null ? null : fitBehaviour(train, columns);
  const members = { encoding, network: trained.network, trees, floor, behaviour };
  return { members, trained, floorRecord, taught: taughtBy(train) };
}

/** What a model of behaviour is fitted on; null where customers are not few, or nothing shows how they behave. */
export function behaviourOf(train: LearningSet, { behaviour }: FitOptions): BehaviourColumns | null {
  const usable = behaviour !== undefined && hasBehaviour(train.table, behaviour);
  return usable && taughtBy(train).few ? behaviour : null;
}
