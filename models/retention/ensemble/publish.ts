import type { BackendName } from '../../backend.ts';
import { savedFeature } from '../../learn/encoding/saved-encoding.ts';
import { saveFloor } from '../../learn/logistic/saved-floor.ts';
import type { FitOptions, LearningSet, RetentionModel } from '../../types.ts';
import { trainingRecord } from '../manifest.ts';
import { saveTrees } from '../saved-trees.ts';
import type { TaughtOnce } from './first-fit.ts';
import type { FittedMembers } from './fit-members.ts';
import { type EnsembleManifest, ensembleKind, ensembleVersion } from './manifest.ts';
import { modelOfEnsemble } from './model-of-ensemble.ts';
import type { Refitted } from './refit.ts';

/** Makes a model of members and their adjustment, blended as the first fit taught. */
export function modelsOf(
  { learned, standIn, fitted: { taught } }: TaughtOnce,
  later: LearningSet,
  { seed }: FitOptions,
  backend: BackendName,
) {
  const { churn, value, shape } = learned.scored;
  return ({ fitted, adjustment, left, levels }: Refitted): RetentionModel => {
    const manifest: EnsembleManifest = {
      kind: ensembleKind,
      version: ensembleVersion,
      backend,
      ...describeMembers(fitted),
      training: trainingRecord(fitted.trained, later, seed),
      adjustment,
      calibrationChoice: learned.choice,
      taught,
      notFittedAgain: left,
      levels,
      weightBytes: 0,
      blend: { churn, value, shape },
      standIn,
    };
    return modelOfEnsemble({ ...fitted.members, manifest });
  };
}

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
