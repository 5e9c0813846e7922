import { type RowEncoder, rowEncoder } from '../learn/encoding/encode-rows.ts';
import type { Encoding } from '../learn/encoding/encoding.ts';
import type { HyperParameters } from '../learn/network/hyper-parameters.ts';
import { initialParameters } from '../learn/network/initial-parameters.ts';
import { type Network, networkOf, networkShape } from '../learn/network/network.ts';
import type { Parameter } from '../learn/network/shape.ts';
import { learningTargets } from '../learn/network/targets.ts';
import { type TrainingCourse, trainNetwork } from '../learn/network/train-network.ts';
import type { FitOptions, LearningSet } from '../types.ts';
import { splitRows } from './split-rows.ts';

/** A network trained on earlier rows, before anything later corrected it. */
export interface TrainedNetwork {
  readonly network: Network;
  readonly hyper: HyperParameters;
  readonly course: TrainingCourse;
  /** Rows learned from, and rows watched to stop early. */
  readonly learned: number;
  readonly watched: number;
  /** Geometric mean of positive training values. */
  readonly valueUnit: number;
  /** Encodes the training rows. */
  readonly encoder: RowEncoder;
}

/**
 * Trains the network. The backend must be ready and the rows checked.
 * @param start a network of the same encoding and sizes, whose weights training starts from
 */
export async function fitNetwork(
  encoding: Encoding,
  train: LearningSet,
  { seed, onProgress }: FitOptions,
  hyper: HyperParameters,
  start?: Network,
): Promise<TrainedNetwork> {
  const shape = networkShape(encoding, hyper);
  const targets = learningTargets(train);
  const parameters = start ? copied(start) : initialParameters(shape, targets.start, seed);
  const network = networkOf(encoding, shape, parameters);
  const { learn, watch } = splitRows(train, hyper.patience > 0, seed);
  const encoder = rowEncoder(encoding, train.table);
  const cells = encoder.encode(Int32Array.from({ length: train.table.rowCount }, (_, i) => i));
  const course = await trainNetwork(network, { cells, targets, learn, watch }, hyper, seed, (epoch, note) =>
    onProgress?.(epoch / hyper.epochs, `epoch ${epoch} of ${hyper.epochs}: ${note}`),
  );
  const { valueUnit } = targets;
  return {
    network,
    hyper,
    course,
    learned: learn.length,
    watched: watch.length,
    valueUnit,
    encoder,
  };
}

const copied = ({ parameters }: Network): Parameter[] =>
  parameters.map((parameter) => ({ ...parameter, values: parameter.values.slice() }));
