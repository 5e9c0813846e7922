import { referenceCells, rowEncoder } from '../encoding/encode-rows.ts';
import { informative } from '../encoding/encoding.ts';
import { explanationOf } from '../reasons/explanation-of.ts';
import { integratedGradients } from '../reasons/integrated-gradients.ts';
import type { Explanation, FeatureTable, Prediction, RetentionModel } from '../types.ts';
import { adjusted } from './adjustment.ts';
import type { FittedParts } from './fitted-parts.ts';
import { rawScores } from './raw-scores.ts';
import { saveModel } from './save-model.ts';

/** The model that its parts make. The backend must be ready. */
export function modelOf(parts: FittedParts): RetentionModel {
  return {
    kind: parts.manifest.kind,
    predict: (table) => predict(parts, table),
    explain: (table, rows) => explain(parts, table, rows),
    usual: () => parts.encoding.features.map(({ name, usual }) => ({ name, usual })),
    save: () => saveModel(parts),
  };
}

function predict({ encoding, network, manifest }: FittedParts, table: FeatureTable): Prediction {
  const scores = rawScores(network, rowEncoder(encoding, table), manifest.valueUnit ?? Number.NaN);
  return adjusted(manifest.adjustment, manifest.lostShare, scores);
}

function explain(
  { encoding, network }: FittedParts,
  table: FeatureTable,
  rows: readonly number[],
): Explanation {
  const cells = rowEncoder(encoding, table).encode(Int32Array.from(rows));
  const attributions = integratedGradients(network, cells, referenceCells(encoding));
  const names = informative(encoding).map(({ name }) => name);
  return explanationOf(table, rows.length, [{ weight: 1, names, attributions }]);
}
