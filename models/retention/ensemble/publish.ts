import type { BackendName } from '../../backend.ts';
import { nameOfBehaviour } from '../../buying/behaviour/behaviour.ts';
import { blendSentence, callMember } from '../../learn/blend/blend-sentence.ts';
import type { BlendRecord } from '../../learn/blend/choose-blend.ts';
import { savedFeature } from '../../learn/encoding/saved-encoding.ts';
import { saveFloor } from '../../learn/logistic/saved-floor.ts';
import { sizeSentence } from '../../learn/trees/size-sentence.ts';
import type { FitOptions, LearningSet, RetentionModel } from '../../types.ts';
import { trainingRecord } from '../manifest.ts';
import { notesOn, notesOnChurn, notesOnRefit } from '../notes.ts';
import { saveTrees } from '../saved-trees.ts';
import type { EnsembleMembers } from './ensemble-parts.ts';
import { fewSentence, type Taught } from './few-customers.ts';
import type { TaughtOnce } from './first-fit.ts';
import type { FittedMembers } from './fit-members.ts';
import { ensembleKind, ensembleVersion, type PublishedBlend } from './manifest.ts';
import { modelOfEnsemble } from './model-of-ensemble.ts';
import type { Refitted } from './refit.ts';
import { standInNotes } from './stand-in.ts';

/** Makes a model of members and their adjustment, blended as the first fit taught. */
export function modelsOf(
  { learned, standIn, fitted: { members, taught } }: TaughtOnce,
  later: LearningSet,
  { seed, churnOnly = false }: FitOptions,
  backend: BackendName,
) {
  const { scored, choice } = learned;
  const blend = { churn: published(scored.churn), value: published(scored.value), shape: scored.shape };
  const notesOnLevel = ({ adjustment, left, levels }: Omit<Refitted, 'fitted'>) => {
    if (left !== null) return notesOnRefit({ adjustment, levels, churnOnly, left: left.map(callMember) });
    return churnOnly ? notesOnChurn(adjustment, choice) : notesOn(adjustment, choice);
  };
  return ({ fitted, adjustment, left, levels }: Refitted): RetentionModel => {
    const manifest = {
      kind: ensembleKind,
      version: ensembleVersion,
      backend,
      ...describeMembers(fitted),
      training: trainingRecord(fitted.trained, later, seed),
      adjustment,
      calibrationChoice: choice,
      levels,
      notes: [
        ...notesOnBehaviour(members, taught),
        blend.churn.sentence,
        sizeSentence(members.trees.growth.churn),
        ...(churnOnly ? [] : [blend.value.sentence]),
        ...standInNotes(standIn),
        ...notesOnLevel({ adjustment, left, levels }),
      ],
      weightBytes: 0,
      blend,
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

const notesOnBehaviour = ({ behaviour }: EnsembleMembers, taught: Taught): string[] =>
  behaviour === null ? [] : [fewSentence(taught, nameOfBehaviour(behaviour))];

const published = (record: BlendRecord): PublishedBlend => ({ ...record, sentence: blendSentence(record) });
