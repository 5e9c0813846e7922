import { betaBelow } from '../metrics/incomplete-beta.ts';
import type { CutColumn } from './cut-column.ts';
import type { JudgedRows } from './judged-rows.ts';
import type { Leak } from './leak.ts';
import { countGroups, type GroupCounts } from './ranking-power.ts';

/** Rows of a group with the other outcome: at most this share, by the bound. */
const mostImpurity = 0.02;
/** Odds of the other outcome beside the group over those in it, by both bounds: an honest slope does not fall so steeply. */
const steepest = 20;
/** A group smaller than this share of its outcome harms nobody. */
const fewestOfClass = 0.05;

interface Candidate {
  /** Groups inside, and the groups beside them. */
  readonly inside: readonly number[];
  readonly beside: readonly number[];
  readonly words: string;
}

interface Counted {
  readonly rows: number;
  /** Rows with the other outcome. */
  readonly others: number;
}

/**
 * A value, an interval, or the missing (or filled) rows of a column whose outcome is decided: found on training rows,
 * then judged on later rows. The upper bound (Clopper and Pearson 1934) of the share with the other outcome is at most
 * 2%, the odds of that outcome fall at least twentyfold from beside the group into it by both bounds, and the group holds
 * a twentieth of all rows of its outcome. Where a customer has several rows they count as one.
 */
export function decidingGroup(
  cut: CutColumn,
  rows: { readonly train: JudgedRows; readonly later: JudgedRows },
): Leak | null {
  const taught = countGroups(cut.train, rows.train, cut.groups);
  const judged = countGroups(cut.later, rows.later, cut.groups);
  const perRow = rows.later.clusters / rows.later.rows.length;
  for (const outcome of [1, 0] as const) {
    const total = sumOf(judged, outcome, judged.all.keys());
    for (const candidate of candidates(cut, taught, judged, outcome)) {
      const found = judgeGroup(candidate, judged, outcome, { total, perRow });
      if (found !== null) return { column: cut.name, sign: 'decides', limit: 1 - mostImpurity, ...found };
    }
  }
  return null;
}

function judgeGroup(
  { inside, beside, words }: Candidate,
  judged: GroupCounts,
  outcome: 0 | 1,
  { total, perRow }: { total: number; perRow: number },
): Pick<Leak, 'figure' | 'bound' | 'rows' | 'detail'> | null {
  const within = counted(judged, inside, outcome);
  const next = counted(judged, beside, outcome);
  if (within.rows === 0 || next.rows === 0) return null;
  if (within.rows - within.others < fewestOfClass * total) return null;
  const most = upperShare(within, perRow);
  const least = 1 - upperShare({ rows: next.rows, others: next.rows - next.others }, perRow);
  if (most > mostImpurity || odds(least) < steepest * odds(most)) return null;
  const figure = 1 - within.others / within.rows;
  return { figure, bound: 1 - most, rows: within.rows, detail: words };
}

/** Groups that are pure on the training rows: runs of intervals, levels, missing and filled rows. */
function candidates(cut: CutColumn, taught: GroupCounts, judged: GroupCounts, outcome: 0 | 1): Candidate[] {
  const all = [...taught.all.keys()];
  const filled = all.filter((group) => group !== cut.missing);
  const pure = (groups: readonly number[]) => {
    const { rows, others } = counted(taught, groups, outcome);
    return rows > 0 && others <= mostImpurity * rows;
  };
  const found: Candidate[] = [];
  if (cut.missing >= 0) {
    found.push({ inside: [cut.missing], beside: filled, words: 'it is missing' });
    found.push({ inside: filled, beside: [cut.missing], words: 'it is filled' });
  }
  found.push(...(cut.ordered ? runs(cut, filled, pure, judged) : levels(cut, filled, all, pure)));
  return found.filter(({ inside }) => pure(inside));
}

function runs(
  cut: CutColumn,
  filled: readonly number[],
  pure: (groups: readonly number[]) => boolean,
  judged: GroupCounts,
): Candidate[] {
  const found: Candidate[] = [];
  for (let first = 0; first < filled.length; first++) {
    if (!pure([first])) continue;
    let last = first;
    while (last + 1 < filled.length && pure([last + 1])) last++;
    const inside = filled.slice(first, last + 1);
    const rows = inside.reduce((sum, group) => sum + judged.all[group], 0);
    const beside = [...next(first, -1, rows / 4, filled, judged), ...next(last, 1, rows / 4, filled, judged)];
    found.push({ inside, beside, words: cut.describe(first, last) });
    first = last;
  }
  return found;
}

/** The nearest groups on one side of a run, until they hold as many rows as wanted. */
function next(
  from: number,
  step: 1 | -1,
  wanted: number,
  filled: readonly number[],
  judged: GroupCounts,
): number[] {
  const found: number[] = [];
  for (let group = from + step, rows = 0; group >= 0 && group < filled.length; group += step) {
    if (rows >= wanted && found.length > 0) break;
    found.push(group);
    rows += judged.all[group];
  }
  return found;
}

/** All pure levels together, beside all others. */
function levels(
  cut: CutColumn,
  filled: readonly number[],
  all: readonly number[],
  pure: (groups: readonly number[]) => boolean,
): Candidate[] {
  const inside = filled.filter((group) => pure([group]));
  if (inside.length === 0) return [];
  const words =
    inside.length === 1 ? cut.describe(inside[0], inside[0]) : `it has one of ${inside.length} values`;
  return [{ inside, beside: all.filter((group) => !inside.includes(group)), words }];
}

function counted(counts: GroupCounts, groups: readonly number[], outcome: 0 | 1): Counted {
  const rows = groups.reduce((sum, group) => sum + counts.all[group], 0);
  return { rows, others: rows - sumOf(counts, outcome, groups) };
}

function sumOf({ left, all }: GroupCounts, outcome: 0 | 1, groups: Iterable<number>): number {
  let sum = 0;
  for (const group of groups) sum += outcome === 1 ? left[group] : all[group] - left[group];
  return sum;
}

/** One-sided 95% upper bound of a share, by bisection of the beta distribution. */
function upperShare({ rows, others }: Counted, perRow: number): number {
  const n = rows * perRow;
  const k = others * perRow;
  if (n - k <= 0) return 1;
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, k + 1, n - k) < 0.95) low = middle;
    else high = middle;
  }
  return high;
}

const odds = (share: number) => share / (1 - share);
