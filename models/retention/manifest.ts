import type { BackendName } from '../backend.ts';
import type { CalibratorChoice } from '../learn/calibration/choose-calibrator.ts';
import type { SavedFeature } from '../learn/encoding/saved-encoding.ts';
import type { HyperParameters } from '../learn/network/hyper-parameters.ts';
import type { LearningSet } from '../types.ts';
import type { Adjustment } from './adjustment.ts';
import type { TrainedNetwork } from './fit-network.ts';

/** What is saved beside the weights. Plain JSON: numbers are finite, NaN is null. */
export interface RetentionManifest {
  readonly kind: string;
  readonly version: number;
  /** Backend that trained: another one gives the same scores but for the last digits. */
  readonly backend: BackendName;
  readonly features: readonly SavedFeature[];
  readonly tableRows: number;
  readonly hyperParameters: HyperParameters;
  readonly training: TrainingRecord;
  /** Geometric mean of positive training values; null where churn alone was taught. */
  readonly valueUnit: number | null;
  readonly adjustment: Adjustment;
  readonly calibrationChoice: CalibratorChoice | null;
  readonly weightBytes: number;
}

export function trainingRecord(
  { course, learned, watched }: TrainedNetwork,
  later: LearningSet,
  seed: number,
): TrainingRecord {
  return {
    seed,
    rows: learned,
    watchedRows: watched,
    laterRows: later.table.rowCount,
    laterRowsWithValue: later.value.filter((v) => !Number.isNaN(v)).length,
    epochs: course.losses.length,
    keptEpoch: course.kept,
    losses: course.losses,
  };
}

export interface TrainingRecord {
  readonly seed: number;
  readonly rows: number;
  readonly watchedRows: number;
  readonly laterRows: number;
  readonly laterRowsWithValue: number;
  readonly epochs: number;
  readonly keptEpoch: number;
  readonly losses: readonly { learn: number; watch: number | null }[];
}
