import { type RowEncoder, rowEncoder } from '../learn/encoding/encode-rows.ts';
import type { Encoding } from '../learn/encoding/encoding.ts';
import type { HyperParameters } from '../learn/network/hyper-parameters.ts';
import { initialParameters } from '../learn/network/initial-parameters.ts';
import { type Network, networkOf, networkShape } from '../learn/network/network.ts';
import type { Parameter } from '../learn/network/shape.ts';
import { learningTargets } from '../learn/network/targets.ts';
import { type TrainingCourse, trainNetwork } from '../learn/network/train-network.ts';
import { someCustomers } from '../learn/some-customers.ts';
import type { FitOptions, LearningSet } from '../types.ts';
import { splitRows, type Taught } from './split-rows.ts';

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

/** More rows are a sample of customers, so that rows × epochs, and with them the time, stay bounded (network-rules.ts). */
export const mostNetworkRows = 200_000;

export interface NetworkFit extends Pick<FitOptions, 'seed' | 'onProgress'> {
  readonly hyper: HyperParameters;
  /** A network of the same encoding and sizes, whose weights training starts from. */
  readonly start?: Network | undefined;
}

/** Trains the network. The backend must be ready and the rows checked. */
export async function fitNetwork(
  encoding: Encoding,
  train: LearningSet,
  { seed, onProgress, hyper, start }: NetworkFit,
): Promise<TrainedNetwork> {
  const shape = networkShape(encoding, hyper);
  const at = someCustomers(train.customer, mostNetworkRows, seed);
  const taught = outcomesAt(train, at);
  const targets = learningTargets(taught);
  const parameters = start ? copied(start) : initialParameters(shape, targets.start, seed);
  const network = networkOf(encoding, shape, parameters);
  const { learn, watch } = splitRows(taught, hyper.patience > 0, seed);
  const encoder = rowEncoder(encoding, train.table);
  const cells = encoder.encode(at);
  const onEpoch = (epoch: number, note: string) =>
    onProgress?.(epoch / hyper.epochs, `epoch ${epoch} of ${hyper.epochs}: ${note}`);
  const course = await trainNetwork(network, { cells, targets, learn, watch }, { hyper, seed, onEpoch });
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

const outcomesAt = ({ churned, value, customer }: LearningSet, at: Int32Array): Taught => ({
  churned: Float64Array.from(at, (i) => churned[i]),
  value: Float64Array.from(at, (i) => value[i]),
  customer: at.map((i) => customer[i]),
});

const copied = ({ parameters }: Network): Parameter[] =>
  parameters.map((parameter) => ({ ...parameter, values: parameter.values.slice() }));
