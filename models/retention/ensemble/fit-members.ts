import type { BehaviourColumns } from '../../buying/behaviour/behaviour.ts';
import { fitBehaviour, hasBehaviour } from '../../buying/behaviour/fit-behaviour.ts';
import { rowEncoder } from '../../learn/encoding/encode-rows.ts';
import { fitEncoding } from '../../learn/encoding/fit-encoding.ts';
import type { FittedFloor } from '../../learn/logistic/linear-floor.ts';
import type { HyperParameters } from '../../learn/network/hyper-parameters.ts';
import type { FeatureTable, FitOptions, LearningSet } from '../../types.ts';
import { fitNetwork, type TrainedNetwork } from '../fit-network.ts';
import { partOf } from '../progress.ts';
import type { EnsembleMembers } from './ensemble-parts.ts';
import { type Taught, taughtBy } from './few-customers.ts';
import { beginTreesAndFloor } from './second-thread.ts';
import { type TreesAndFloor, treesAndFloorRows } from './trees-and-floor.ts';

/** Shares of the progress; the rest is blending and calibration on later rows. */
const networkShare = 0.7;
const treesAndFloorShare = 0.25;

export interface FittedMembers {
  readonly members: EnsembleMembers;
  readonly trained: TrainedNetwork;
  readonly floorRecord: Omit<FittedFloor, 'floor'>;
  readonly taught: Taught;
}

/**
 * Fits network, trees and logistic floor on the same rows; where customers are few, a model of how they behave as well.
 * On two cores the network has one, trees and floor the other.
 * @param later table that will be scored: refused before anything is trained where it does not fit
 * @param first an earlier fit on fewer rows, from which this one starts: its encoding, sizes, rounds and penalties are kept,
 *   its weights and coefficients are where the search begins
 */
export async function fitMembers(
  train: LearningSet,
  later: FeatureTable,
  options: FitOptions,
  hyper: HyperParameters,
  first: FittedMembers | null = null,
): Promise<FittedMembers> {
  const { seed } = options;
  const encoding = first?.members.encoding ?? fitEncoding(train.table, hyper.bins);
  rowEncoder(encoding, later);
  const beside = beginTreesAndFloor(
    () => treesAndFloorRows(encoding, train, seed, first && treesAndFloorOf(first)),
    options.threads,
  );
  try {
    const trained = await fitNetwork(
      encoding,
      train,
      { seed, onProgress: partOf(options, networkShare) },
      hyper,
      first?.members.network,
    );
    const {
      trees,
      floor: { floor, ...floorRecord },
    } = await beside.finish(partOf(options, treesAndFloorShare, networkShare));
    const columns = behaviourOf(train, options);
    const behaviour = columns === null ? null : fitBehaviour(train, columns);
    const members = { encoding, network: trained.network, trees, floor, behaviour };
    return { members, trained, floorRecord, taught: taughtBy(train) };
  } catch (error) {
    await beside.abandon();
    throw error;
  }
}

const treesAndFloorOf = ({ members: { trees, floor }, floorRecord }: FittedMembers): TreesAndFloor => ({
  trees,
  floor: { floor, ...floorRecord },
});

/** What a model of behaviour is fitted on; null where customers are not few, or nothing shows how they behave. */
export function behaviourOf(train: LearningSet, { behaviour }: FitOptions): BehaviourColumns | null {
  const usable = behaviour !== undefined && hasBehaviour(train.table, behaviour);
  return usable && taughtBy(train).few ? behaviour : null;
}
