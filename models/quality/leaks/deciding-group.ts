import { betaBelow } from '../../numerics/beta.ts';
import type { CutColumn } from './cut-column.ts';
import type { JudgedRows } from './judged-rows.ts';
import type { Leak, RowGroup } from './leak.ts';
import { countGroups, type GroupCounts } from './ranking-power.ts';

/** Share of a group that may have stayed, by the bound. */
const mostStayers = 0.03;
/** Odds of staying beside the group over those in it, by both bounds: an honest slope does not fall so steeply. */
const steepest = 20;
/** A group of fewer of those who left does little harm. */
const fewestLeavers = 0.05;
const rowsBeside = 100;
const level = 0.99;

interface Candidate {
  /** Groups inside, and those beside them. */
  readonly inside: readonly number[];
  readonly beside: readonly number[];
  readonly group: RowGroup;
}

/**
 * Values, an interval, or the missing (or filled) rows of a column in which all leave: the upper 99% bound (Clopper and
 * Pearson 1934) of the share that stays is at most 3%, the odds of staying fall at least twentyfold from beside the
 * group into it by both bounds, and the group holds a twentieth of those who left. A group in which nobody leaves proves
 * nothing: a contract that runs on may keep customers honestly. A customer of several rows counts as one.
 */
export function decidingGroup(cut: CutColumn, later: JudgedRows): Leak | null {
  const counts = countGroups(cut.later, later, cut.groups);
  const customersPerRow = later.clusters / later.rows.length;
  for (const { inside, beside, group } of candidates(cut, counts)) {
    const within = sumOf(counts, inside);
    const next = sumOf(counts, beside);
    if (within.left < fewestLeavers * later.leavers || next.rows === 0) continue;
    const stay = upperShare(within.rows - within.left, within.left, customersPerRow);
    const stayBeside = 1 - upperShare(next.left, next.rows - next.left, customersPerRow);
    if (stay > mostStayers || odds(stayBeside) < steepest * odds(stay)) continue;
    const shared = { column: cut.name, sign: 'decides', limit: 1 - mostStayers } as const;
    return {
      ...shared,
      figure: within.left / within.rows,
      bound: 1 - stay,
      rows: within.rows,
      group,
    };
  }
  return null;
}

/** Missing rows, filled rows, runs of intervals in which nearly all leave, and such levels together. */
function candidates(cut: CutColumn, counts: GroupCounts): Candidate[] {
  const filled = [...counts.all.keys()].filter((group) => group !== cut.missing);
  const missing = cut.missing < 0 ? [] : [cut.missing];
  const leaves = (group: number) =>
    counts.all[group] > 0 && counts.left[group] >= (1 - mostStayers) * counts.all[group];
  return [
    { inside: missing, beside: filled, group: { kind: 'missing' } },
    { inside: filled, beside: missing, group: { kind: 'filled' } },
    ...(cut.ordered ? runs(cut, filled, leaves, counts) : levels(cut, filled, missing, leaves)),
  ];
}

/** Runs of neighbouring intervals. */
function runs(
  cut: CutColumn,
  filled: readonly number[],
  leaves: (group: number) => boolean,
  counts: GroupCounts,
): Candidate[] {
  const found: Candidate[] = [];
  for (let first = 0; first < filled.length; first++) {
    if (!leaves(first)) continue;
    let last = first;
    while (last + 1 < filled.length && leaves(last + 1)) last++;
    const before = filled.slice(0, first).reverse();
    const beside = [...nearest(before, counts), ...nearest(filled.slice(last + 1), counts)];
    found.push({ inside: filled.slice(first, last + 1), beside, group: cut.held(first, last) });
    first = last;
  }
  return found;
}

/** The first two intervals, and as many more as it takes to have rows enough to judge by. */
function nearest(groups: readonly number[], { all }: GroupCounts): number[] {
  let rows = 0;
  return groups.filter((group, i) => {
    const wanted = i < 2 || rows < rowsBeside;
    rows += all[group];
    return wanted;
  });
}

/** All levels in which nearly all leave, beside all others. */
function levels(
  cut: CutColumn,
  filled: readonly number[],
  missing: readonly number[],
  leaves: (group: number) => boolean,
): Candidate[] {
  const inside = filled.filter(leaves);
  const beside = [...filled.filter((group) => !leaves(group)), ...missing];
  const group: RowGroup =
    inside.length === 1 ? cut.held(inside[0], inside[0]) : { kind: 'levels', count: inside.length };
  return [{ inside, beside, group }];
}

function sumOf({ left, all }: GroupCounts, groups: readonly number[]): { left: number; rows: number } {
  const sum = (of: Float64Array) => groups.reduce((total, group) => total + of[group], 0);
  return { left: sum(left), rows: sum(all) };
}

/** One-sided upper bound of the share `hits / (hits + misses)`, by bisection of the beta distribution. */
function upperShare(hits: number, misses: number, customersPerRow: number): number {
  if (misses === 0) return 1;
  let [low, high] = [0, 1];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, hits * customersPerRow + 1, misses * customersPerRow) < level) low = middle;
    else high = middle;
  }
  return high;
}

const odds = (share: number) => share / (1 - share);
