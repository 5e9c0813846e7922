import { hash32, hashText } from '../../models/random.ts';
import { ConfigError, DataRefusedError } from '../contracts/errors.ts';
import type { FlatRows } from './flat-rows.ts';
import type { TablePlan } from './plan.ts';
import { type NamedPart, namedPart } from './plan-split.ts';

/**
 * How rows are parted. With folds, each row of known outcome is judged once, by a model that other folds taught;
 * otherwise `test` rows judge a model that `train` rows taught and `validation` rows calibrated.
 */
export interface Parts {
  readonly kind: 'folds' | 'parts';
  /** Fold of each row, or 0 train, 1 validation, 2 test; -1 for rows that are scored only. */
  readonly part: Int8Array;
  /** In words. */
  readonly sentence: string;
}

export const partNames = ['train', 'validation', 'test'] as const;
export const folds = 5;
/** Up to so many rows of known outcome, all of them judge. */
const mostCrossValidated = 10_000;
const shares = [0.6, 0.2, 0.2];
/** Share of the training rows that calibrates where the table names no validation rows. */
const calibrationShare = 0.25;
/** Fewer cannot teach a model and judge it. */
const fewestRows = 80;
const fewestOfEach = 10;

/** @throws DataRefusedError where rows, or rows of either outcome, are too few to learn from or to judge by */
export function partRows(rows: FlatRows, { split, target, id }: TablePlan, seed: number): Parts {
  refuseFew(rows.churned, `the target "${target.name}"`);
  const parts = split.kind === 'random' ? randomly(rows, id !== null, seed) : given(rows, split, seed);
  if (parts.kind === 'parts') {
    partNames.forEach((name, p) => {
      const judged = rows.churned.filter((_, row) => parts.part[row] === p);
      if (name === 'train') refuseFew(judged, 'the training part', 60);
      else refuseFew(judged, `the ${name} part`, 20, 1);
    });
  }
  return parts;
}

function refuseFew(churned: Float64Array, where: string, fewest = fewestRows, each = fewestOfEach): void {
  const left = churned.filter((y) => y === 1).length;
  const stayed = churned.filter((y) => y === 0).length;
  if (left + stayed < fewest) {
    throw new DataRefusedError(
      `Only ${left + stayed} rows have a known outcome in ${where}; at least ${fewest} are needed`,
    );
  }
  if (Math.min(left, stayed) < each) {
    throw new DataRefusedError(
      `In ${where} ${left} rows left and ${stayed} stayed; at least ${each} of each are needed`,
    );
  }
}

function randomly(rows: FlatRows, byId: boolean, seed: number): Parts {
  const known = rows.churned.filter((y) => !Number.isNaN(y)).length;
  const by = byId ? 'at random by id' : 'at random by row';
  if (known <= mostCrossValidated) {
    return {
      kind: 'folds',
      part: dealt(rows, all, seed, (share) => Math.min(folds - 1, Math.floor(share * folds))),
      sentence: `${folds}-fold cross-validation ${by}: every row is judged once, by a model that rows of other folds taught`,
    };
  }
  return {
    kind: 'parts',
    part: dealt(rows, all, seed, (share) =>
      share < shares[0]! ? 0 : share < shares[0]! + shares[1]! ? 1 : 2,
    ),
    sentence: `${by}: 60% train, 20% validate and calibrate, 20% test`,
  };
}

const all = (): boolean => true;

/**
 * Deals ids out by a hash of their text, leavers and stayers apart, so that parts have equal shares of both.
 * @param partAt the part at a share of the way through each class
 */
function dealt(
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

function given(rows: FlatRows, split: Exclude<TablePlan['split'], { kind: 'random' }>, seed: number): Parts {
  return split.kind === 'named' ? byName(rows, split.name, seed) : byDate(rows, split, seed);
}

function byName(rows: FlatRows, name: string, seed: number): Parts {
  const code = (part: NamedPart) => partNames.indexOf(part);
  const told = Int8Array.from(rows.split!, (value, row) => {
    const part = value === null ? null : namedPart(value);
    return part === null || Number.isNaN(rows.churned[row]!) ? -1 : code(part);
  });
  for (const wanted of ['train', 'test'] as const) {
    if (told.includes(code(wanted))) continue;
    throw new ConfigError(`--split ${name}: no row of known outcome is of ${wanted}`);
  }
  if (told.includes(1))
    return { kind: 'parts', part: told, sentence: `as "${name}" says: train, validation, test` };
  return {
    kind: 'parts',
    part: withCalibration(rows, told, seed),
    sentence: `as "${name}" says; a quarter of the training rows, at random, calibrates`,
  };
}

/** Gives a quarter of the training ids to calibration. */
function withCalibration(rows: FlatRows, told: Int8Array, seed: number): Int8Array {
  const quarter = dealt(
    rows,
    (row) => told[row] === 0,
    seed,
    (share) => (share < calibrationShare ? 1 : 0),
  );
  return told.map((part, row) => (part === 0 ? quarter[row]! : part));
}

/** The newest days judge: from the day that the person names, or the newest fifth of the rows. */
function byDate(rows: FlatRows, { name, from }: { name: string; from: number | null }, seed: number): Parts {
  const known = Int32Array.from(rows.churned.keys()).filter(
    (row) => !Number.isNaN(rows.churned[row]!) && !Number.isNaN(rows.day![row]!),
  );
  const days = Float64Array.from(known, (row) => rows.day![row]!).sort();
  const testFrom = from ?? borderDay(days, 1 - shares[2]!);
  if (testFrom === null || days.length === 0 || testFrom <= days[0]! || testFrom > days.at(-1)!) {
    throw new ConfigError(
      `--split ${name}: no day parts its rows into earlier and later ones; ${from === null ? 'it has one day only' : 'choose another --split-at'}`,
    );
  }
  const earlier = days.filter((day) => day < testFrom);
  const calibrateFrom = borderDay(earlier, 1 - calibrationShare);
  const part = new Int8Array(rows.count).fill(-1);
  for (const row of known) {
    const day = rows.day![row]!;
    part[row] = day >= testFrom ? 2 : calibrateFrom !== null && day >= calibrateFrom ? 1 : 0;
  }
  const judged = `rows of "${name}" from ${dayText(testFrom)} on are judged`;
  return calibrateFrom === null
    ? {
        kind: 'parts',
        part: withCalibration(rows, part, seed),
        sentence: `${judged}; of those before, all of one day, a quarter calibrates`,
      }
    : {
        kind: 'parts',
        part,
        sentence: `${judged}; those from ${dayText(calibrateFrom)} on calibrate, those before train`,
      };
}

/** The day, not the first, that leaves nearest to the share of the rows before it; null where there is one day only. */
function borderDay(sorted: Float64Array, share: number): number | null {
  const at = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (at === undefined) return null;
  if (at > sorted[0]!) return at;
  return sorted.find((day) => day > sorted[0]!) ?? null;
}

export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
