import { blendScores } from '../../learn/blend/blend-scores.ts';
import type { FeatureTable, Prediction, RetentionModel } from '../../types.ts';
import { adjusted } from '../adjustment.ts';
import type { EnsembleParts } from './ensemble-parts.ts';
import { explainEnsemble } from './explain-ensemble.ts';
import { saveEnsemble } from './save-ensemble.ts';
import { scoreMembers } from './score-members.ts';
import { scoredBy } from './stand-in.ts';

/** The model that its parts make. The backend must be ready. */
export function modelOfEnsemble(parts: EnsembleParts): RetentionModel {
  return {
    kind: parts.manifest.kind,
    predict: (table) => predict(parts, table),
    explain: (table, rows) => explainEnsemble(parts, table, rows),
    usual: () => parts.encoding.features.map(({ name, usual }) => ({ name, usual })),
    save: () => saveEnsemble(parts),
  };
}

function predict(parts: EnsembleParts, table: FeatureTable): Prediction {
  const { blend, standIn, adjustment } = parts.manifest;
  const valueUnit = parts.manifest.valueUnit ?? Number.NaN;
  const members = scoreMembers(parts, valueUnit, table);
  const how = { churn: blend.churn.weights, value: blend.value.weights, shape: blend.shape };
  const scores = scoredBy(standIn, table, blendScores(members, how, valueUnit));
  return adjusted(adjustment, scores);
}
