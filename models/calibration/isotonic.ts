import type { CalibrationRows, Calibrator } from './calibrator.ts';

/** Rows of one score level: their total weight, weighted label and weighted logit. */
interface Block {
  weight: number;
  positive: number;
  logit: number;
}

/**
 * Isotonic regression by pooling adjacent violators (Zadrozny and Elkan 2002), with straight lines between the
 * blocks' mean scores so that ranks are kept. Rates stay half a row away from 0 and 1.
 */
export function fitIsotonic(rows: CalibrationRows): Calibrator {
  const blocks: Block[] = [];
  for (const i of risingOrder(rows)) {
    const weight = rows.weight[i];
    blocks.push({ weight, positive: rows.label[i] * weight, logit: rows.logit[i] * weight });
    poolViolators(blocks);
  }
  if (blocks.length === 0) return { method: 'none' };
  const margin = 0.5 / blocks.reduce((sum, { weight }) => sum + weight, 0);
  return {
    method: 'isotonic',
    logits: blocks.map(({ logit, weight }) => logit / weight),
    rates: blocks.map(({ positive, weight }) => Math.min(1 - margin, Math.max(margin, positive / weight))),
  };
}

function risingOrder({ logit, weight }: CalibrationRows): Int32Array {
  const rows = Int32Array.from(logit.keys()).filter((i) => weight[i] > 0);
  return rows.sort((a, b) => logit[a] - logit[b] || a - b);
}

function poolViolators(blocks: Block[]): void {
  while (blocks.length > 1) {
    const last = blocks[blocks.length - 1];
    const before = blocks[blocks.length - 2];
    const tied = before.logit / before.weight === last.logit / last.weight;
    if (!tied && before.positive * last.weight < last.positive * before.weight) return;
    before.weight += last.weight;
    before.positive += last.positive;
    before.logit += last.logit;
    blocks.pop();
  }
}
