import { blockSize, constantAt } from './count-features.ts';
import { type SparseRows, SparseWriter } from './sparse-rows.ts';

/** In how many of how many texts each bucket stood. */
export interface Frequencies {
  readonly texts: number;
  readonly inTexts: Int32Array;
}

/** Other texts that a feature must have stood in to count as known. */
const known = 3;

export function frequenciesOf({ start, index }: SparseRows): Frequencies {
  const inTexts = new Int32Array(2 * blockSize);
  for (const bucket of index) inTexts[bucket]++;
  return { texts: start.length - 1, inTexts };
}

export interface Weighed {
  readonly rows: SparseRows;
  /** Share of each row's squared weight that lies in known features. */
  readonly coverage: Float64Array;
}

/**
 * @param among whether the texts are those that the frequencies were counted on: a text does not make itself known
 *
 * Counts as (1 + ln count) × inverse document frequency, each block of unit length, a constant 1 after them.
 * A text without features has the constant alone, and a coverage of 0.
 */
export function weighFeatures(counts: SparseRows, frequencies: Frequencies, among = false): Weighed {
  const fewest = among ? known + 1 : known;
  const weights = inverseFrequencies(frequencies);
  const coverage = new Float64Array(counts.start.length - 1);
  const writer = new SparseWriter(counts.index.length + coverage.length);
  for (let row = 0; row < coverage.length; row++) {
    const [from, to] = [counts.start[row], counts.start[row + 1]];
    const lengths = blockLengths(counts, from, to, weights);
    let [all, seen] = [0, 0];
    for (let i = from; i < to; i++) {
      const bucket = counts.index[i];
      const value = weightOf(counts.value[i]) * weights[bucket] * lengths[Number(bucket >= blockSize)];
      writer.add(bucket, value);
      all += value * value;
      if (frequencies.inTexts[bucket] >= fewest) seen += value * value;
    }
    coverage[row] = all === 0 ? 0 : seen / all;
    writer.add(constantAt, 1);
    writer.endRow();
  }
  return { rows: writer.rows(), coverage };
}

/** Nearly all counts are 1. */
const weightOf = (count: number): number => (count === 1 ? 1 : 1 + Math.log(count));

export function inverseFrequencies({ texts, inTexts }: Frequencies): Float64Array {
  const ofNone = Math.log(1 + texts) + 1;
  const weights = new Float64Array(inTexts.length);
  for (let i = 0; i < weights.length; i++) {
    const count = inTexts[i];
    weights[i] = count === 0 ? ofNone : Math.log((1 + texts) / (1 + count)) + 1;
  }
  return weights;
}

/** What each block is multiplied by to be of unit length. */
function blockLengths(
  { index, value }: SparseRows,
  from: number,
  to: number,
  weights: Float64Array,
): readonly [characters: number, words: number] {
  let [characters, words] = [0, 0];
  for (let i = from; i < to; i++) {
    const weight = weightOf(value[i]) * weights[index[i]];
    if (index[i] < blockSize) characters += weight * weight;
    else words += weight * weight;
  }
  return [characters === 0 ? 0 : 1 / Math.sqrt(characters), words === 0 ? 0 : 1 / Math.sqrt(words)];
}
