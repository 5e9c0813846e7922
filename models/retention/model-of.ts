import { referenceCells, rowEncoder } from '../encoding/encode-rows.ts';
import { integratedGradients } from '../reasons/integrated-gradients.ts';
import type { Explanation, FeatureTable, Prediction, RetentionModel } from '../types.ts';
import { adjustRow, emptyPrediction } from './adjustment.ts';
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
  const scores = rawScores(network, rowEncoder(encoding, table), manifest.valueUnit);
  const prediction = emptyPrediction(table.rowCount);
  for (let i = 0; i < table.rowCount; i++) {
    adjustRow(manifest.adjustment, manifest.lostShare, scores, i, prediction);
  }
  return prediction;
}

function explain(
  { encoding, network }: FittedParts,
  table: FeatureTable,
  rows: readonly number[],
): Explanation {
  const cells = rowEncoder(encoding, table).encode(Int32Array.from(rows));
  const { contributions, logit, baseline } = integratedGradients(network, cells, referenceCells(encoding));
  const place = new Map(table.columns.map(({ name }, at) => [name, at]));
  const seen = encoding.features.filter((f) => f.rowCount > 0).map(({ name }) => place.get(name)!);
  const width = table.columns.length;
  const placed = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    for (let f = 0; f < seen.length; f++) {
      placed[i * width + seen[f]] = contributions[i * seen.length + f];
    }
  }
  return { features: table.columns.map(({ name }) => name), contributions: placed, logit, baseline };
}
