import { prepareBackend } from './backend.ts';
import { blendSentence } from './blend/blend-sentence.ts';
import type { BlendRecord } from './blend/choose-blend.ts';
import type { Standing } from './blend/choose-fallback.ts';
import type { CalibrationRows } from './calibration/calibrator.ts';
import { type LostRows, laterBlender } from './ensemble/blend-later.ts';
import { fewSentence } from './ensemble/few-customers.ts';
import { type FittedMembers, fitMembers } from './ensemble/fit-members.ts';
import { ensembleKind, ensembleVersion, type PublishedBlend } from './ensemble/manifest.ts';
import { modelOfEnsemble } from './ensemble/model-of-ensemble.ts';
import { networkRulesFor } from './ensemble/network-rules.ts';
import { refit } from './ensemble/refit.ts';
import { loadEnsemble } from './ensemble/save-ensemble.ts';
import { scoreMembers } from './ensemble/score-members.ts';
import { saveFloor } from './logistic/saved-floor.ts';
import type { HyperParameters } from './network/hyper-parameters.ts';
import { nameOfBehaviour } from './probabilistic/behaviour/behaviour.ts';
import { calibrationRows } from './retention/adjustment.ts';
import { checkOutcomes, checkTrainingRows } from './retention/check-rows.ts';
import { crossFit, partsOf, type ScoredLater, type UnscoredRows } from './retention/cross-fit.ts';
import { lostRows } from './retention/lost-share.ts';
import { trainingRecord } from './retention/manifest.ts';
import { notesOn, notesOnChurn, notesOnRefit } from './retention/notes.ts';
import { noticeOfBackend } from './retention/notice-of-backend.ts';
import { partOf } from './retention/progress.ts';
import { savedFeature } from './retention/saved-encoding.ts';
import { saveTrees } from './trees/saved-trees.ts';
import type { FitOptions, FittedModel, LearningSet, RetentionModel, SavedModel } from './types.ts';

/** Share of the progress that the first fit takes where there is a second. */
const firstShare = 0.5;

/**
 * Fits churn and value together: network, boosted trees and a logistic floor on `train`, and where customers are few a model of
 * how they buy or stay; how they are blended, the
 * calibration, the level and the intervals on `later`.
 * @param train rows of earlier as-of dates
 * @param later rows of later dates, none of whose label days a training label shares (the caller purged them)
 * @param override hyper-parameters of the network in place of those chosen by the number of rows
 * @throws ModelDataError if the rows cannot carry a model: too few, one class, no positive value, nothing that varies
 */
export async function fitEnsembleModel(
  train: LearningSet,
  later: LearningSet,
  options: FitOptions,
  override: Partial<HyperParameters> = {},
): Promise<FittedModel> {
  return options.churnOnly
    ? fit(withoutValue(train), withoutValue(later), options, override)
    : fit(train, later, options, override);
}

const withoutValue = (rows: LearningSet): LearningSet => ({
  ...rows,
  value: new Float64Array(rows.table.rowCount).fill(Number.NaN),
});

async function fit(
  train: LearningSet,
  later: LearningSet,
  options: FitOptions,
  override: Partial<HyperParameters>,
): Promise<FittedModel> {
  const { churnOnly = false } = options;
  checkTrainingRows(train, churnOnly);
  checkOutcomes(later, 'later');
  const backend = await prepareBackend();
  const { seed } = options;
  const hyper = { ...networkRulesFor(train.table.rowCount), ...override };
  const first = options.refit ? { ...options, onProgress: partOf(options, firstShare) } : options;
  const fitted = await fitMembers(train, later.table, first, hyper);
  const { valueUnit } = fitted.trained;
  const rows = { ...later, valueUnit, part: partsOf(later.customer, seed) };
  const scores = scoreMembers(fitted.members, valueUnit, later.table);
  const blender = laterBlender(scores, rows, lostOf(fitted, train), standingOf(fitted));
  const learned = crossFit(rows, blender, seed);
  first.onProgress?.(1, `blended and calibrated on ${later.table.rowCount} later rows`);
  const { scored, choice, predictions } = learned;
  const blend = { churn: published(scored.churn), value: published(scored.value), shape: scored.shape };
  const weights = { churn: scored.churn.weights, value: scored.value.weights, shape: scored.shape };
  const again = wantsRefit(options, fitted)
    ? await refit(
        { blend: weights, adjustment: learned.adjustment, later: laterOf(rows, scored) },
        train,
        later,
        { ...options, onProgress: partOf(options, 1 - firstShare, firstShare) },
        override,
      )
    : null;
  const { fitted: final, adjustment } = again ?? { fitted, adjustment: learned.adjustment };
  const notesOnFit = () =>
    churnOnly ? notesOnChurn(adjustment, choice) : notesOn(adjustment, scored.lostShare, choice);
  const manifest = {
    kind: ensembleKind,
    version: ensembleVersion,
    backend: backend.name,
    ...describeMembers(final),
    training: trainingRecord(final.trained, later, seed),
    lostShare: scored.lostShare,
    adjustment,
    calibrationChoice: choice,
    notes: [
      ...notesOnBehaviour(fitted),
      blend.churn.sentence,
      ...(churnOnly ? [] : [blend.value.sentence]),
      ...(again ? notesOnRefit(adjustment, scored.lostShare, churnOnly) : notesOnFit()),
    ],
    weightBytes: 0,
    blend,
  };
  return { model: modelOfEnsemble({ ...final.members, manifest }), later: predictions };
}

/** A model of behaviour has its place among few customers, and keeps it. */
const wantsRefit = (options: FitOptions, { members }: FittedMembers): boolean =>
  options.refit === true && members.behaviour === null;

const laterOf = (later: UnscoredRows, { scores }: ScoredLater): CalibrationRows =>
  calibrationRows({ ...later, scores }, new Uint8Array(later.part.length).fill(1));

function describeMembers({ members, trained, floorRecord }: FittedMembers) {
  const { encoding, trees, floor, behaviour } = members;
  return {
    features: encoding.features.map(savedFeature),
    tableRows: encoding.tableRows,
    hyperParameters: trained.hyper,
    valueUnit: Number.isNaN(trained.valueUnit) ? null : trained.valueUnit,
    trees: saveTrees(trees).saved,
    logistic: { ...saveFloor(floor).saved, ...floorRecord },
    behaviour,
  };
}

/** Shoppers' own rhythm says more than network and trees learn from few; how long contracts have run says less. */
const standingOf = ({ members: { behaviour } }: FittedMembers): Standing | null =>
  behaviour === null ? null : behaviour.columns.kind === 'buying' ? 'pair' : 'mean';

const notesOnBehaviour = ({ members: { behaviour }, taught }: FittedMembers): string[] =>
  behaviour === null ? [] : [fewSentence(taught, nameOfBehaviour(behaviour))];

function lostOf({ members, trained }: FittedMembers, train: LearningSet): LostRows {
  const at = lostRows(train);
  return {
    members: scoreMembers(members, trained.valueUnit, train.table, at),
    value: Float64Array.from(at, (i) => train.value[i]),
  };
}

const published = (record: BlendRecord): PublishedBlend => ({ ...record, sentence: blendSentence(record) });

/**
 * A saved ensemble, ready to predict: bitwise as before on the backend that trained it, else with a notice.
 * @param expectedFeatures where given, the names that the caller will score with
 * @throws ModelDataError saying how its kind, version, features or bytes differ
 */
export async function loadEnsembleModel(
  saved: SavedModel,
  expectedFeatures?: readonly string[],
): Promise<RetentionModel> {
  const parts = loadEnsemble(saved, expectedFeatures);
  const backend = await prepareBackend();
  const model = modelOfEnsemble(parts);
  const notice = noticeOfBackend(parts.manifest.backend, backend.name);
  return notice === null ? model : { ...model, notice };
}
