import { prepareBackend } from './backend.ts';
import { encoderOf, rowEncoder } from './encoding/encode-rows.ts';
import { fitEncoding } from './encoding/fit-encoding.ts';
import { type HyperParameters, hyperParametersFor } from './network/hyper-parameters.ts';
import { checkOutcomes, checkTrainingRows } from './retention/check-rows.ts';
import { crossFit, partsOf } from './retention/cross-fit.ts';
import { fitNetwork } from './retention/fit-network.ts';
import { lostRows, lostShare } from './retention/lost-share.ts';
import { modelKind, modelVersion, trainingRecord } from './retention/manifest.ts';
import { modelOf } from './retention/model-of.ts';
import { notesOn } from './retention/notes.ts';
import { noticeOfBackend } from './retention/notice-of-backend.ts';
import { partOf } from './retention/progress.ts';
import { rawScores } from './retention/raw-scores.ts';
import { loadModel } from './retention/save-model.ts';
import { savedFeature } from './retention/saved-encoding.ts';
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
  const report = partOf(options, trainingShare);
  const trained = await fitNetwork(encoding, train, { seed, onProgress: report }, hyper);
  const { network, valueUnit } = trained;
  const lost = lostRows(train);
  const ifBought = rawScores(network, encoderOf(trained.encoder, lost), valueUnit).valueIfBought;
  const share = lostShare(
    Float64Array.from(lost, (i) => train.value[i]),
    ifBought,
  );
  const scores = rawScores(network, laterEncoder, valueUnit);
  const rows = { ...later, valueUnit, part: partsOf(later.customer, seed) };
  const { adjustment, choice, predictions } = crossFit(rows, () => ({ scores, lostShare: share }), seed);
  options.onProgress?.(1, `calibrated on ${later.table.rowCount} later rows`);
  const manifest = {
    kind: modelKind,
    version: modelVersion,
    backend: backend.name,
    features: encoding.features.map(savedFeature),
    tableRows: encoding.tableRows,
    hyperParameters: hyper,
    training: trainingRecord(trained, later, seed),
    valueUnit,
    lostShare: share,
    adjustment,
    calibrationChoice: choice,
    notes: notesOn(adjustment, share, choice),
    weightBytes: 0,
  };
  const model = modelOf({ encoding, network, manifest });
  return { model, judged: model, later: predictions };
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
