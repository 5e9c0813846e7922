import { normaliseText } from './normalise-text.ts';
import { type SparseRows, SparseWriter } from './sparse-rows.ts';
import { tokensOf } from './tokens.ts';

/** Buckets of one block of features: characters take the first ones, words the second. */
export const blockSize = 1 << 17;
/** The constant's place, after both blocks. */
export const constantAt = 2 * blockSize;
/** Letters of one text that are read; what comes after adds little and costs as much. */
const longest = 5000;
const [shortestGram, longestGram] = [2, 5];

/**
 * How often each feature stands in each text, hashed to buckets (Weinberger et al. 2009): characters in runs of 2 to 5 within a
 * word and its borders, then words and pairs of words. A row's buckets come in the order in which they were met.
 */
export function countFeatures(texts: readonly string[]): SparseRows {
  const writer = new SparseWriter();
  const counter = new Counter();
  for (const text of texts) {
    countOne(text, counter);
    counter.flush(writer);
  }
  return writer.rows();
}

/** Counts of one text, over all buckets; cleared bucket by bucket. */
class Counter {
  private readonly counts = new Int32Array(2 * blockSize);
  private readonly met: number[] = [];

  add(bucket: number): void {
    if (this.counts[bucket]++ === 0) this.met.push(bucket);
  }

  flush(writer: SparseWriter): void {
    for (const bucket of this.met) {
      writer.add(bucket, this.counts[bucket]);
      this.counts[bucket] = 0;
    }
    writer.endRow();
    this.met.length = 0;
  }
}

function countOne(text: string, counter: Counter): void {
  const tokens = tokensOf(normaliseText(text.slice(0, longest)));
  let before = 0;
  for (const token of tokens) {
    countCharacters(` ${token} `, counter);
    const own = hashOf(token);
    counter.add(blockSize + bucketOf(own));
    if (before !== 0) counter.add(blockSize + bucketOf(Math.imul(before, 0x01000193) ^ own));
    before = own;
  }
}

function countCharacters(word: string, counter: Counter): void {
  for (let from = 0; from + shortestGram <= word.length; from++) {
    let hash = 0x811c9dc5;
    const end = Math.min(word.length, from + longestGram);
    for (let i = from; i < end; i++) {
      hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
      if (i - from + 1 >= shortestGram) counter.add(bucketOf(hash));
    }
  }
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash || 1;
}

/** The last mixing of MurmurHash3, since the low bits of FNV-1a alone repeat. */
function bucketOf(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) & (blockSize - 1);
}
