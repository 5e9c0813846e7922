/** How a network is built and trained. */
export interface HyperParameters {
  readonly members: number;
  readonly width: number;
  readonly layers: number;
  /** Most bins of a number. */
  readonly bins: number;
  /** Share of hidden units silenced in each step. */
  readonly dropout: number;
  readonly learningRate: number;
  readonly decay: number;
  readonly batch: number;
  /** Passes over the rows; the learning rate falls to zero along a cosine over all of them. */
  readonly epochs: number;
  /** Epochs without a better validation loss before it stops; 0 trains to the end on all rows. */
  readonly patience: number;
}

/** Few rows need many passes and a watch on validation loss; many rows need neither (measured, see docs). */
export function hyperParametersFor(rowCount: number): HyperParameters {
  const few = rowCount < 30_000;
  const many = rowCount >= 100_000;
  return {
    members: few ? 32 : 16,
    width: 64,
    layers: 2,
    bins: 16,
    dropout: few ? 0.2 : many ? 0 : 0.1,
    learningRate: 3e-3,
    decay: 0.1,
    batch: batchSize(rowCount),
    epochs: epochsFor(rowCount),
    patience: few ? 8 : 0,
  };
}

function epochsFor(rowCount: number): number {
  return Math.max(3, Math.min(40, Math.round(480_000 / rowCount)));
}

/** Not a multiple of 16, which would make transposes of its hidden layer slow on wasm. */
function batchSize(rowCount: number): number {
  if (rowCount >= 200_000) return 1000;
  return Math.max(10, Math.min(250, Math.floor(rowCount / 10)));
}
