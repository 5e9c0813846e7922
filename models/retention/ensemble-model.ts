import { prepareBackend } from '../backend.ts';
import type { HyperParameters } from '../learn/network/hyper-parameters.ts';
import type { FitOptions, FittedModel, LearningSet, RetentionModel, SavedModel } from '../types.ts';
import { checkOutcomes, checkTrainingRows } from './check-rows.ts';
import { firstFit, type TaughtOnce, taughtBlend, taughtByFloor } from './ensemble/first-fit.ts';
import { behaviourOf } from './ensemble/fit-members.ts';
import { modelOfEnsemble } from './ensemble/model-of-ensemble.ts';
import { modelsOf } from './ensemble/publish.ts';
import { beginRefit, refit } from './ensemble/refit.ts';
import { loadEnsemble } from './ensemble/save-ensemble.ts';
import { seenOf } from './ensemble/seen-of.ts';
import { nobodyStandsIn } from './ensemble/stand-in.ts';
import type { EnsembleOptions } from './ensemble/trees-ahead.ts';
import { withStandIn } from './ensemble/with-stand-in.ts';
import { partOf } from './progress.ts';

/** Share of the progress that the first fit takes where there is a second. */
const firstShare = 0.5;

/**
 * Fits churn and value together: network, boosted trees and a logistic floor on `train`, and where customers are few a model of
 * how they buy or stay; how they are blended, the calibration, the level and the intervals on `later`.
 * @param train rows of earlier as-of dates
 * @param later rows of later dates, none of whose label days a training label shares (the caller purged them)
 * @param override hyper-parameters of the network in place of those chosen by the number of rows
 * @throws ModelDataError if the rows cannot carry a model: too few, one class, no positive value, nothing that varies
 */
export async function fitEnsembleModel(
  train: LearningSet,
  later: LearningSet,
  options: EnsembleOptions,
  override: Partial<HyperParameters> = {},
): Promise<FittedModel> {
  return fit(seenOf(train, options), seenOf(later, options), options, override);
}

async function fit(
  train: LearningSet,
  later: LearningSet,
  options: EnsembleOptions,
  override: Partial<HyperParameters>,
): Promise<FittedModel> {
  checkTrainingRows(train, options.churnOnly ?? false);
  checkOutcomes(later, 'later');
  await prepareBackend();
  const twice = fitsTwice(options, train);
  const first = twice ? { ...options, onProgress: partOf(options, firstShare) } : options;
  const taught = await firstFit(train, later, first, override);
  return finish(taught, { train, later, options, override, twice });
}

/** What a fit learns from, and how. */
interface Given {
  readonly train: LearningSet;
  readonly later: LearningSet;
  readonly options: EnsembleOptions;
  readonly override: Partial<HyperParameters>;
  readonly twice: boolean;
}

/** Puts rules in the blend's place where they are asked for, fits once more where that is, and makes the models. */
async function finish(blended: TaughtOnce, given: Given): Promise<FittedModel> {
  const { train, later, options, override, twice } = given;
  const backend = await prepareBackend();
  const begun = twice ? beginRefit(taughtBlend(blended), { train, later }, options) : null;
  const byFloor = async () => finish(await taughtByFloor(blended, options), given);
  try {
    const standIn = options.standIn?.(blended.learned.predictions) ?? nobodyStandsIn;
    const taught = withStandIn(blended, { train: train.table, later: later.table }, standIn, options.seed);
    const { fitted, learned } = taught;
    const publish = modelsOf(taught, later, options, backend.name);
    const judged = publish({ fitted, adjustment: learned.adjustment, left: null, levels: null });
    const shared = { judged, later: learned.predictions, byFloor };
    if (begun === null) return { model: judged, ...shared };
    const second = { ...options, onProgress: partOf(options, 1 - firstShare, firstShare) };
    const again = await refit(taughtBlend(taught), { train, later, begun }, second, override);
    return { model: publish(again), ...shared };
  } catch (error) {
    await begun?.trees.abandon();
    throw error;
  }
}

/** A model of behaviour has its place among few customers, and keeps it. */
const fitsTwice = (options: FitOptions, train: LearningSet): boolean =>
  options.refit === true && behaviourOf(train, options) === null;

/**
 * A saved ensemble, ready to predict: bitwise as before on the backend that trained it; another is named (`otherBackend`).
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
  const [trained, scores] = [parts.manifest.backend, backend.name];
  return trained === scores ? model : { ...model, otherBackend: { trained, scores } };
}
