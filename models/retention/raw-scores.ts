import type { RowEncoder } from '../learn/encoding/encode-rows.ts';
import { ensembleLogit } from '../learn/network/ensemble-logit.ts';
import { spreadOf } from '../learn/network/losses.ts';
import { scoreInBatches } from '../learn/network/member-outputs.ts';
import type { Network } from '../learn/network/network.ts';
import { outputsPerMember } from '../learn/network/shape.ts';
import { logSigmoid } from '../numerics/logit.ts';

/** What the network says of n rows, before anything later corrected it. Money is in the unit of value. */
export interface RawScores {
  /** Logit of the members' mean probability of churn. */
  readonly logit: Float64Array;
  /** Standard deviation of the members' churn logits. */
  readonly memberSpread: Float64Array;
  /** Expected value, and expected value given that there is any. */
  readonly value: Float64Array;
  readonly valueIfBought: Float64Array;
}

/** A larger spread of the log would give one customer an absurd mean. */
const largestSpread = 3;

/** Means beyond e^50 units say nothing and would overflow. */
const largestLogMean = 50;

export function rawScores(network: Network, encoder: RowEncoder, valueUnit: number): RawScores {
  const scores = emptyScores(encoder.rowCount);
  const { members } = network.shape;
  scoreInBatches(network, encoder, (outputs, from, count) => {
    for (let row = 0; row < count; row++) {
      const to = from + row;
      scoreChurn({ outputs, row, rows: count }, to, scores);
      scoreValue({ outputs, row, rows: count }, to, scores, members);
      scores.value[to] *= valueUnit;
      scores.valueIfBought[to] *= valueUnit;
    }
  });
  return scores;
}

function emptyScores(n: number): RawScores {
  return {
    logit: new Float64Array(n),
    memberSpread: new Float64Array(n),
    value: new Float64Array(n),
    valueIfBought: new Float64Array(n),
  };
}

/** What the members say of one row of a batch: [members × rows × outputs]. */
interface MemberOutputs {
  readonly outputs: Float32Array;
  readonly row: number;
  readonly rows: number;
}

function scoreChurn({ outputs, row, rows }: MemberOutputs, to: number, scores: RawScores): void {
  const step = rows * outputsPerMember;
  let sum = 0;
  let squares = 0;
  let k = 0;
  for (let at = row * outputsPerMember; at < outputs.length; at += step, k++) {
    sum += outputs[at];
    squares += outputs[at] * outputs[at];
  }
  scores.logit[to] = ensembleLogit(outputs, row, rows);
  scores.memberSpread[to] = k > 1 ? Math.sqrt(Math.max(0, squares - (sum * sum) / k) / (k - 1)) : 0;
}

/** In units of value. */
function scoreValue({ outputs, row, rows }: MemberOutputs, to: number, scores: RawScores, k: number): void {
  let value = 0;
  let bought = 0;
  for (let m = 0; m < k; m++) {
    const at = (m * rows + row) * outputsPerMember;
    const spread = spreadOf(outputs[at + 3], largestSpread);
    const chance = Math.exp(logSigmoid(outputs[at + 1]));
    bought += chance / k;
    value += (chance / k) * Math.exp(Math.min(largestLogMean, outputs[at + 2] + (spread * spread) / 2));
  }
  scores.value[to] = value;
  scores.valueIfBought[to] = value / Math.max(bought, Number.MIN_VALUE);
}
