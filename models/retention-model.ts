import { prepareBackend } from './backend.ts';
import { encoderOf, rowEncoder } from './encoding/encode-rows.ts';
import { fitEncoding } from './encoding/fit-encoding.ts';
import { type HyperParameters, hyperParametersFor } from './network/hyper-parameters.ts';
import { initialParameters } from './network/initial-parameters.ts';
import { networkOf, networkShape } from './network/network.ts';
import { learningTargets } from './network/targets.ts';
import { trainNetwork } from './network/train-network.ts';
import { checkOutcomes, checkTrainingRows } from './retention/check-rows.ts';
import { crossFit } from './retention/cross-fit.ts';
import { lostRows, lostShare } from './retention/lost-share.ts';
import { modelKind, modelVersion } from './retention/manifest.ts';
import { modelOf } from './retention/model-of.ts';
import { notesOn } from './retention/notes.ts';
import { noticeOfBackend } from './retention/notice-of-backend.ts';
import { rawScores } from './retention/raw-scores.ts';
import { loadModel } from './retention/save-model.ts';
import { savedFeature } from './retention/saved-encoding.ts';
import { splitRows } from './retention/split-rows.ts';
import type { FitOptions, FittedModel, LearningSet, RetentionModel, SavedModel } from './types.ts';

/** Share of the progress that training takes; the rest is calibration on later rows. */
const trainingShare = 0.9;

/**
 * Fits churn and value together: the network on `train`, its calibration, level and intervals on `later`.
 * @param train rows of earlier as-of dates
 * @param later rows of later dates, none of whose label days a training label shares (the caller purged them)
 * @param override hyper-parameters in place of those chosen by the number of rows
 * @throws ModelDataError if the rows cannot carry a model: too few, one class, no positive value, nothing that varies
 */
export async function fitRetentionModel(
  train: LearningSet,
  later: LearningSet,
  options: FitOptions,
  override: Partial<HyperParameters> = {},
): Promise<FittedModel> {
  checkTrainingRows(train);
  checkOutcomes(later, 'later');
  const backend = await prepareBackend();
  const { seed } = options;
  const hyper = { ...hyperParametersFor(train.table.rowCount), ...override };
  const encoding = fitEncoding(train.table, hyper.bins);
  const laterEncoder = rowEncoder(encoding, later.table);
  const shape = networkShape(encoding, hyper);
  const targets = learningTargets(train);
  const network = networkOf(encoding, shape, initialParameters(shape, targets.start, seed));
  const { learn, watch } = splitRows(train, hyper.patience > 0, seed);
  const trainEncoder = rowEncoder(encoding, train.table);
  const cells = trainEncoder.encode(Int32Array.from({ length: train.table.rowCount }, (_, i) => i));
  const course = await trainNetwork(network, { cells, targets, learn, watch }, hyper, seed, (epoch, note) =>
    options.onProgress?.(
      (trainingShare * epoch) / hyper.epochs,
      `epoch ${epoch} of ${hyper.epochs}: ${note}`,
    ),
  );
  const { valueUnit } = targets;
  const lost = lostRows(train);
  const ifBought = rawScores(network, encoderOf(trainEncoder, lost), valueUnit).valueIfBought;
  const share = lostShare(train.value, lost, ifBought);
  const scores = rawScores(network, laterEncoder, valueUnit);
  const { adjustment, choice, predictions } = crossFit({ ...later, scores, valueUnit }, share, seed);
  options.onProgress?.(1, `calibrated on ${later.table.rowCount} later rows`);
  const manifest = {
    kind: modelKind,
    version: modelVersion,
    backend: backend.name,
    features: encoding.features.map(savedFeature),
    tableRows: encoding.tableRows,
    hyperParameters: hyper,
    training: {
      seed,
      rows: learn.length,
      watchedRows: watch.length,
      laterRows: later.table.rowCount,
      laterRowsWithValue: later.value.filter((v) => !Number.isNaN(v)).length,
      epochs: course.losses.length,
      keptEpoch: course.kept,
      losses: course.losses,
    },
    valueUnit,
    lostShare: share,
    adjustment,
    calibrationChoice: choice,
    notes: notesOn(adjustment, share, choice),
    weightBytes: 0,
  };
  return { model: modelOf({ encoding, network, manifest }), later: predictions };
}

/**
 * A saved model, ready to predict: bitwise as before on the backend that trained it, else with a notice.
 * @param expectedFeatures where given, the names that the caller will score with
 * @throws ModelDataError saying how its kind, version, features or bytes differ
 */
export async function loadRetentionModel(
  saved: SavedModel,
  expectedFeatures?: readonly string[],
): Promise<RetentionModel> {
  const parts = loadModel(saved, expectedFeatures);
  const backend = await prepareBackend();
  const model = modelOf(parts);
  const notice = noticeOfBackend(parts.manifest.backend, backend.name);
  return notice === null ? model : { ...model, notice };
}
