import { risingPlaces } from '../../numerics/sort-numbers.ts';
import type { CalibrationRows, Calibrator } from './calibrator.ts';

/** Rows of one rate: their total weight, weighted label and weighted logit. */
interface Block {
  weight: number;
  positive: number;
  logit: number;
}

/**
 * Isotonic regression by pooling adjacent violators (Zadrozny and Elkan 2002), with straight lines between the
 * blocks' mean scores so that ranks are kept. A block without churners, or of churners only, is taken to be half a row
 * short of that, as far as its neighbour allows: thirty rows do not prove a chance of zero.
 */
export function fitIsotonic(rows: CalibrationRows): Calibrator {
  const blocks: Block[] = [];
  for (const level of levelsOf(rows)) {
    blocks.push(level);
    poolViolators(blocks);
  }
  if (blocks.length === 0) return { method: 'none' };
  return {
    method: 'isotonic',
    logits: blocks.map(({ logit, weight }) => logit / weight),
    rates: blocks.map((block, b) => doubtfulRate(block, blocks[b - 1], blocks[b + 1])),
  };
}

/** Rows of equal score are one block, whatever their order. */
function levelsOf(rows: CalibrationRows): Block[] {
  const levels: Block[] = [];
  let score = Number.NaN;
  for (const i of risingOrder(rows)) {
    if (rows.logit[i] !== score) levels.push({ weight: 0, positive: 0, logit: 0 });
    score = rows.logit[i];
    const level = levels[levels.length - 1];
    level.weight += rows.weight[i];
    level.positive += rows.label[i] * rows.weight[i];
    level.logit += score * rows.weight[i];
  }
  return levels;
}

const rateOf = ({ positive, weight }: Block) => positive / weight;

/** Rates rise from block to block, so only the first can be 0 and only the last 1. */
function doubtfulRate(block: Block, before: Block | undefined, after: Block | undefined): number {
  const doubt = 0.5 / (block.weight + 1);
  const rate = rateOf(block);
  if (rate === 0) return Math.min(doubt, after ? rateOf(after) : 1);
  if (rate === 1) return Math.max(1 - doubt, before ? rateOf(before) : 0);
  return rate;
}

/** Rows of any weight by rising logit, ties by their place. */
export function risingOrder({ logit, weight }: CalibrationRows): Int32Array {
  const rows = new Int32Array(logit.length);
  let count = 0;
  for (let i = 0; i < logit.length; i++) if (weight[i] > 0) rows[count++] = i;
  const weighty = rows.subarray(0, count);
  const logits = valuesAt(logit, weighty);
  const risesAlready = logits.every((own, at) => at === 0 || logits[at - 1] <= own);
  return risesAlready ? weighty : risingPlaces(logits).map((at) => weighty[at]);
}

/** Rows in a given order: sorted once, no fit to some of them has to sort. */
export const rowsAt = ({ logit, label, weight }: CalibrationRows, order: Int32Array): CalibrationRows => ({
  logit: valuesAt(logit, order),
  label: valuesAt(label, order),
  weight: valuesAt(weight, order),
});

/** `Float64Array.from` with a function takes several times as long. */
function valuesAt(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
  return taken;
}

function poolViolators(blocks: Block[]): void {
  while (blocks.length > 1) {
    const last = blocks[blocks.length - 1];
    const before = blocks[blocks.length - 2];
    if (before.positive * last.weight < last.positive * before.weight) return;
    before.weight += last.weight;
    before.positive += last.positive;
    before.logit += last.logit;
    blocks.pop();
  }
}
