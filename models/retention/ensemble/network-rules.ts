import { type HyperParameters, hyperParametersFor } from '../../learn/network/hyper-parameters.ts';
import { mostNetworkRows } from '../fit-network.ts';

/** Batches of few rows; larger ones let the rate rise. */
const fewInBatch = 64;
/** From so many rows on a network is half as wide. */
const someRows = 4_300;
/** From so many rows on no dropout holds it back. */
const manyRows = 30_000;

/**
 * The network as one of several members: smaller and trained at twice the rate than alone, and to the end on all rows.
 * Measured on Telco, CDNOW, Online Retail and simulated customers, the blend lost nothing by it (log loss within .0002
 * of that with the large network, AUC of the network itself .844, .775, .747, .772 against .842, .774, .748, .771) for a
 * quarter of the time.
 *
 * From 4,300 to 10,000 rows it takes ten passes or little more, in batches of an eightieth of the rows and at a rate that rises with
 * the root of the batch: against fourteen in batches of 64 at one rate, the log loss of the blend was −.0008 to +.0001 on tables of
 * bench/panel with as many rows and on Telco, with three seeds, for two thirds of the CPU of network and blend. Where features interact
 * the network alone is worse by a twentieth to a tenth, which the blend makes good.
 *
 * From 4,300 rows on it is half as wide, for six tenths of the network's CPU, and half as much of it is dropped: the blend was as good
 * on every table of bench/panel and on Telco, while on 2,600 rows it lost .003 of AUC (docs/results.md). From 30,000 rows on it sees
 * the features that make up four fifths of what trees ask in place of nine tenths: on a fold of the simulated shop the blend was as
 * good, for half of the network's CPU with the width. Half of the passes cost log loss.
 */
export function networkRulesFor(rowCount: number): HyperParameters {
  const width = rowCount < someRows ? 32 : 16;
  const common = { ...hyperParametersFor(rowCount), members: 8, width, learningRate: 6e-3, patience: 0 };
  if (rowCount < 10_000) {
    const largest = Math.max(fewInBatch, rowCount / 80);
    const batch = Math.max(10, Math.floor(Math.min(rowCount / 10, largest)));
    const learningRate = common.learningRate * Math.sqrt(Math.max(1, batch / fewInBatch));
    const dropout = rowCount < someRows ? 0.2 : 0.1;
    return { ...common, dropout, batch, learningRate, epochs: epochsFor(60_000, rowCount, 10, 40) };
  }
  if (rowCount < manyRows) return { ...common, dropout: 0.1, batch: 125, epochs: 6 };
  return { ...common, dropout: 0, epochs: epochsFor(300_000, Math.min(rowCount, mostNetworkRows), 3, 8) };
}

/** Share of what the trees ask that the features of network and floor make up. */
export const askedShareFor = (rowCount: number): number => (rowCount < manyRows ? 0.9 : 0.8);

/** A network that starts from an earlier one's weights: a third of the passes, at half the rate. */
export const goingOn = (hyper: HyperParameters): HyperParameters => ({
  ...hyper,
  learningRate: hyper.learningRate / 2,
  epochs: Math.max(1, Math.round(hyper.epochs / 3)),
});

/** Epochs in which about so many rows pass, within bounds. */
const epochsFor = (rows: number, rowCount: number, fewest: number, most: number) =>
  Math.max(fewest, Math.min(most, Math.round(rows / rowCount)));
