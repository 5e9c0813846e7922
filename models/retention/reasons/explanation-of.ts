import type { Attributions } from '../../learn/attributions.ts';
import type { Explanation, FeatureTable } from '../../types.ts';

/** Attributions of one model, to the features that it sees. */
export interface WeighedAttributions {
  readonly weight: number;
  readonly names: readonly string[];
  readonly attributions: Attributions;
}

/** The weighed sum of several models' attributions of the same rows, in the order of the table's columns. */
export function explanationOf(
  table: FeatureTable,
  rowCount: number,
  models: readonly WeighedAttributions[],
): Explanation {
  const features = table.columns.map(({ name }) => name);
  const contributions = new Float64Array(rowCount * features.length);
  const logit = new Float64Array(rowCount);
  let baseline = 0;
  for (const { weight, names, attributions } of models) {
    const places = names.map((name) => features.indexOf(name));
    addPlaced(contributions, attributions.contributions, { width: features.length, places, weight });
    for (let i = 0; i < rowCount; i++) logit[i] += weight * attributions.logit[i];
    baseline += weight * attributions.baseline;
  }
  return { features, contributions, logit, baseline };
}

function addPlaced(
  to: Float64Array,
  from: Float64Array,
  {
    width,
    places,
    weight,
  }: { readonly width: number; readonly places: readonly number[]; readonly weight: number },
): void {
  for (let at = 0; at < from.length; at++) {
    const row = Math.floor(at / places.length);
    to[row * width + places[at % places.length]] += weight * from[at];
  }
}
