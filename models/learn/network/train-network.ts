import * as tf from '@tensorflow/tfjs-core';
import { ModelDataError } from '../../errors.ts';
import { randomStream, shuffle } from '../../numerics/random.ts';
import type { Cells } from '../encoding/encode-rows.ts';
import { type AdamW, adamW } from './adamw.ts';
import { type Dropout, dropoutPool } from './dropout.ts';
import { asTensors, forward } from './forward.ts';
import type { HyperParameters } from './hyper-parameters.ts';
import type { Network } from './network.ts';
import { retentionLoss } from './retention-loss.ts';
import type { Targets } from './targets.ts';
import { learnBatch } from './training-step.ts';

/** Encoded rows with their targets, and which of them to learn from and to watch. */
export interface TrainingRows {
  readonly cells: Cells;
  readonly targets: Targets;
  readonly learn: Int32Array;
  /** Of other customers; empty without early stopping. */
  readonly watch: Int32Array;
}

export interface TrainingCourse {
  /** Loss summed over members at each epoch: of the rows learned from, and of those watched (null without). */
  readonly losses: readonly { learn: number; watch: number | null }[];
  /** The epoch whose weights were kept, from 1. */
  readonly kept: number;
}

export interface Training {
  readonly hyper: HyperParameters;
  readonly seed: number;
  readonly onEpoch?: (epoch: number, note: string) => void;
}

/** Rows evaluated at once. */
const evaluationBatch = 1000;

/** Trains in place. The weights kept are the last ones, or those of the best watched loss. */
export async function trainNetwork(
  network: Network,
  rows: TrainingRows,
  training: Training,
): Promise<TrainingCourse> {
  const { hyper, seed } = training;
  const dropout = hyper.dropout
    ? dropoutPool(network.shape, hyper.batch, hyper.dropout, seed)
    : { dispose() {} };
  try {
    return await trainEpochs(network, rows, training, 'mask' in dropout ? dropout : undefined);
  } finally {
    dropout.dispose();
  }
}

async function trainEpochs(
  network: Network,
  rows: TrainingRows,
  { hyper, seed, onEpoch }: Training,
  dropout: Dropout | undefined,
): Promise<TrainingCourse> {
  const optimiser = adamW(network.parameters, hyper.decay);
  const steps = { network, rows, hyper, optimiser, dropout };
  const random = randomStream(seed, 'order of rows');
  const order = rows.learn.slice();
  const losses: { learn: number; watch: number | null }[] = [];
  let best = { loss: Number.POSITIVE_INFINITY, epoch: 0, weights: [] as Float32Array[] };
  for (let epoch = 1; epoch <= hyper.epochs; epoch++) {
    shuffle(order, random);
    const learn = trainEpoch(steps, order, epoch);
    const watch = rows.watch.length ? watchedLoss(network, rows) : null;
    losses.push({ learn, watch });
    onEpoch?.(epoch, describe(learn, watch));
    await letOthersRun();
    if (watch === null) continue;
    if (watch < best.loss) best = { loss: watch, epoch, weights: snapshot(network) };
    else if (epoch - best.epoch >= hyper.patience) break;
  }
  if (best.epoch) restore(network, best.weights);
  return { losses, kept: best.epoch || losses.length };
}

interface Steps {
  readonly network: Network;
  readonly rows: TrainingRows;
  readonly hyper: HyperParameters;
  readonly optimiser: AdamW;
  readonly dropout: Dropout | undefined;
}

/** One pass; the last partial batch is dropped. Returns the mean loss of the batches. */
function trainEpoch(
  { network, rows: { cells, targets }, hyper, optimiser, dropout }: Steps,
  order: Int32Array,
  epoch: number,
): number {
  const steps = Math.max(1, Math.floor(order.length / hyper.batch));
  let total = 0;
  for (let step = 0; step < steps; step++) {
    const from = step * hyper.batch;
    const batch = { cells, order, from, count: Math.min(hyper.batch, order.length) };
    const done = ((epoch - 1) * steps + step + 1) / (steps * hyper.epochs);
    const { loss, gradients } = learnBatch(network, batch, targets, dropout);
    optimiser.step(gradients, hyper.learningRate * rateShare(done));
    total += loss;
  }
  if (!Number.isFinite(total)) {
    throw new ModelDataError(
      'Training diverged: the loss is not a number any more. Look for absurd values among the outcomes.',
    );
  }
  return total / steps;
}

/** Linear warm-up over the first twentieth, then half a cosine down to zero (Loshchilov and Hutter 2017). */
function rateShare(done: number): number {
  const warmUp = 0.05;
  return done < warmUp ? done / warmUp : 0.5 * (1 + Math.cos((Math.PI * (done - warmUp)) / (1 - warmUp)));
}

function watchedLoss(network: Network, { cells, targets, watch }: TrainingRows): number {
  let total = 0;
  for (let from = 0; from < watch.length; from += evaluationBatch) {
    const batch = { cells, order: watch, from, count: Math.min(evaluationBatch, watch.length - from) };
    total += tf.tidy(() => {
      const outputs = forward(asTensors(network.parameters), network.shape, batch, network.runs);
      return retentionLoss(outputs.dataSync<'float32'>(), targets, batch).loss * batch.count;
    });
  }
  return total / watch.length;
}

const describe = (learn: number, watch: number | null) =>
  watch === null ? `loss ${learn.toFixed(3)}` : `loss ${learn.toFixed(3)}, watched ${watch.toFixed(3)}`;

const snapshot = (network: Network) => network.parameters.map(({ values }) => values.slice());

function restore(network: Network, weights: readonly Float32Array[]): void {
  network.parameters.forEach(({ values }, i) => {
    values.set(weights[i]);
  });
}

/** Training holds the thread for seconds: let progress be drawn between epochs. */
const letOthersRun = () => new Promise<void>((resolve) => setImmediate(resolve));
