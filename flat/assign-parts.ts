import { hash32, hashText } from '../models/numerics.ts';
import type { FlatRows } from './flat-rows.ts';

/** Share of the training rows that calibrates where the table names no validation rows. */
export const calibrationShare = 0.25;

/**
 * Assigns ids to parts by a hash of their text, leavers and stayers apart, so that parts have equal shares of both.
 * @param partAt the part at a share of the way through each class
 */
export function assignParts(
  { customer, customers, ids, churned, count }: FlatRows,
  takes: (row: number) => boolean,
  seed: number,
  partAt: (share: number) => number,
): Int8Array {
  const key = hash32(seed >>> 0, 0x5f1a7);
  const outcome = new Int8Array(customers).fill(-1);
  const hash = new Float64Array(customers);
  for (let row = count - 1; row >= 0; row--) {
    if (Number.isNaN(churned[row]!) || !takes(row)) continue;
    const c = customer[row]!;
    outcome[c] = Math.max(outcome[c]!, churned[row]!);
    hash[c] = hash32(hashText(ids[row]! || String(row)), key);
  }
  const partOf = new Int8Array(customers).fill(-1);
  for (const y of [0, 1]) {
    const own = Int32Array.from(outcome.keys()).filter((c) => outcome[c] === y);
    own.sort((a, b) => hash[a]! - hash[b]! || a - b);
    own.forEach((c, at) => {
      partOf[c] = partAt((at + 0.5) / own.length);
    });
  }
  return Int8Array.from(customer, (c, row) => (Number.isNaN(churned[row]!) || !takes(row) ? -1 : partOf[c]!));
}

/** Gives a quarter of the training ids to calibration. */
export function withCalibration(rows: FlatRows, told: Int8Array, seed: number): Int8Array {
  const quarter = assignParts(
    rows,
    (row) => told[row] === 0,
    seed,
    (share) => (share < calibrationShare ? 1 : 0),
  );
  return told.map((part, row) => (part === 0 ? quarter[row]! : part));
}
