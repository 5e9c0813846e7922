import type { Encoding } from '../../learn/encoding/encoding.ts';
import { type FittedFloor, type FloorRows, fitFloor, floorRows } from '../../learn/logistic/linear-floor.ts';
import type { LearningSet, Prediction } from '../../types.ts';
import { predictApart } from '../cross-fit.ts';
import { type Report, stepsOf } from '../progress.ts';
import { fitRetentionTrees, type RetentionTrees, type TreeRows, treeRows } from '../retention-trees.ts';
import { type Blending, laterBlender } from './blend-later.ts';

/** What can be fitted on another thread, on arrays alone. */
export const jobs = {
  trees: ({ rows, seed, grown }: TreesJob, report: Report): Promise<RetentionTrees> =>
    fitRetentionTrees(rows, { seed, as: grown ?? undefined, pause: stepsOf(report, 'boosted trees', 3) }),
  floor: ({ rows, seed }: FloorJob, report: Report): Promise<FittedFloor> =>
    fitFloor(rows, seed, stepsOf(report, 'logistic floor', 5)),
  apart: async ({ blending, parts, seed }: ApartJob, _report: Report): Promise<Prediction> =>
    predictApart(blending.later, laterBlender(blending), parts, seed),
};

export type JobName = keyof typeof jobs;
export type Job<Name extends JobName> = Parameters<(typeof jobs)[Name]>[0];
export type Done<Name extends JobName> = Awaited<ReturnType<(typeof jobs)[Name]>>;

interface TreesJob {
  readonly rows: TreeRows;
  readonly seed: number;
  /** Those of an earlier fit, which are kept. */
  readonly grown: RetentionTrees | null;
}

interface FloorJob {
  readonly rows: FloorRows;
  readonly seed: number;
}

/** Later rows of some parts, to be predicted by what the others teach. */
interface ApartJob {
  readonly blending: Blending;
  readonly parts: readonly number[];
  readonly seed: number;
}

/** @param grown trees of an earlier fit on fewer rows */
export const treesJob = (train: LearningSet, seed: number, grown: RetentionTrees | null): TreesJob => ({
  rows: treeRows(train, grown?.binning),
  seed,
  grown,
});

/** @param as what an earlier fit on fewer rows found: no penalty is chosen again */
export const floorJob = (
  encoding: Encoding,
  train: LearningSet,
  seed: number,
  as: FittedFloor | null,
): FloorJob => ({ rows: floorRows(encoding, train, seed, as), seed });

/** What was made for a job alone and is large: moved to the other thread rather than copied. */
export const ownBuffers = {
  trees: ({ rows }: TreesJob) => [rows.binned.bins.buffer],
  floor: ({ rows: { few, many } }: FloorJob) =>
    [few, many].flatMap(({ cells }) => [cells.row.buffer, cells.weight.buffer]),
  apart: () => [],
};

/** A dozen figures of eight bytes are known of a row that is scored. */
const bytesOfScoredRow = 100;

/** About how many bytes a job brings along. */
export const bytesOf = {
  trees: ({ rows }: TreesJob) => rows.binned.bins.byteLength,
  floor: ({ rows: { few, many } }: FloorJob) =>
    [few, many].reduce((sum, { cells }) => sum + cells.row.byteLength + cells.weight.byteLength, 0),
  apart: ({ blending: { later, taught } }: ApartJob) =>
    bytesOfScoredRow * (later.part.length + taught.at.length),
};
