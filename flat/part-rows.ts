import { ConfigError, DataRefusedError } from '../contracts/errors.ts';
import { assignParts, withCalibration } from './assign-parts.ts';
import type { FlatRows } from './flat-rows.ts';
import { partByDate } from './part-by-date.ts';
import { type Parts, partNames } from './parts.ts';
import type { TablePlan } from './plan.ts';
import { type NamedPart, namedPart } from './plan-split.ts';

export const folds = 5;
/** Up to so many rows of known outcome, all of them judge. */
const mostCrossValidated = 10_000;
const shares = [0.6, 0.2, 0.2];
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
      part: assignParts(rows, all, seed, (share) => Math.min(folds - 1, Math.floor(share * folds))),
      sentence: `${folds}-fold cross-validation ${by}: every row is judged once, by a model trained on the other folds`,
    };
  }
  return {
    kind: 'parts',
    part: assignParts(rows, all, seed, (share) =>
      share < shares[0]! ? 0 : share < shares[0]! + shares[1]! ? 1 : 2,
    ),
    sentence: `${by}: 60% train, 20% validate and calibrate, 20% test`,
  };
}

const all = (): boolean => true;

function given(rows: FlatRows, split: Exclude<TablePlan['split'], { kind: 'random' }>, seed: number): Parts {
  return split.kind === 'named' ? byName(rows, split.name, seed) : partByDate(rows, split, seed);
}

function byName(rows: FlatRows, name: string, seed: number): Parts {
  const code = (part: NamedPart) => partNames.indexOf(part);
  const told = Int8Array.from(rows.split!, (value, row) => {
    const part = value === null ? null : namedPart(value);
    return part === null || Number.isNaN(rows.churned[row]!) ? -1 : code(part);
  });
  for (const wanted of ['train', 'test'] as const) {
    if (told.includes(code(wanted))) continue;
    throw new ConfigError(`--split ${name}: no row with a known outcome is in ${wanted}`);
  }
  if (told.includes(1))
    return { kind: 'parts', part: told, sentence: `as "${name}" says: train, validation, test` };
  return {
    kind: 'parts',
    part: withCalibration(rows, told, seed),
    sentence: `as "${name}" says; a quarter of the training rows, at random, calibrates`,
  };
}
