import type { Attributions } from '../attributions.ts';
import type { BinRun } from '../encoding/bin-runs.ts';
import type { Cells } from '../encoding/encode-rows.ts';
import { type LinearModel, linearScores, linearTerms } from './linear-model.ts';

/** What each feature adds against the reference customer: exact, as the score is a sum over features. */
export function linearAttributions(
  model: LinearModel,
  cells: Cells,
  reference: Cells,
  runs: readonly BinRun[],
): Attributions {
  const usual = linearTerms(model, reference, runs);
  const features = cells.featureCount;
  return {
    contributions: linearTerms(model, cells, runs).map((term, at) => term - usual[at % features]),
    logit: linearScores(model, cells, runs),
    baseline: linearScores(model, reference, runs)[0],
  };
}
