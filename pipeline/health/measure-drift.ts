import type { DriftReport, EstimateReport } from '../../contracts/artefacts/health-report.ts';
import type { Feature } from '../../contracts/feature.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Baseline } from '../../models/drift.ts';
import { countInto, driftOf, estimateDrift, estimatePerformance, familiesOf } from '../../models/drift.ts';
import { readMatrixRows } from '../features/read-matrix.ts';
import { openParquet } from '../tables/parquet-columns.ts';
import type { ActiveScores } from './read-scores.ts';
import { healthRule } from './rule.ts';

/**
 * Compares the features of customers who were scored, one file at a time, and their scores with a model's baseline.
 * @param files keys of files with their features
 */
export async function measureDrift(
  store: ObjectStore,
  { files, features }: { readonly files: readonly string[]; readonly features: readonly Feature[] },
  scores: ActiveScores,
  baseline: Baseline,
): Promise<DriftReport> {
  const counts = await countFeatures(store, files, features, baseline);
  const compared = features.map(({ name, family }, f) => {
    const reference = baseline.features[f]!;
    return { name, family, reference, current: counts[f]!, usualPsi: reference.usualPsi };
  });
  const drifts = driftOf(compared, healthRule);
  const prediction = (name: 'churn' | 'value') => ({
    name,
    family: 'predictions',
    reference: baseline[name],
    current: countAll(baseline, name, scores),
    usualPsi: null,
  });
  return {
    reference: { asOf: baseline.asOf, customers: baseline.rows },
    customers: scores.churn.length,
    features: drifts,
    families: familiesOf(drifts),
    predictions: driftOf([prediction('churn'), prediction('value')], healthRule),
  };
}

/** At the share at which the reference was measured. Null where either set of chances leaves nothing to order. */
export function measureEstimate(
  scores: ActiveScores,
  { estimated: reference }: Baseline,
): EstimateReport | null {
  const now = reference && estimatePerformance(scores.churn, reference.listShare);
  if (now === null || reference === null) return null;
  return { now, reference, drift: estimateDrift(now, reference, healthRule) };
}

async function countFeatures(
  store: ObjectStore,
  files: readonly string[],
  features: readonly Feature[],
  baseline: Baseline,
): Promise<Float64Array[]> {
  const counts = baseline.features.map((reference) => new Float64Array(reference.counts.length));
  for (const key of files) {
    const { active, table } = await readMatrixRows(await openParquet(store, key), features);
    table.columns.forEach((column, f) => {
      countInto(baseline.features[f]!.bins, column, active).forEach((count, bin) => {
        counts[f]![bin]! += count;
      });
    });
  }
  return counts;
}

const countAll = (baseline: Baseline, name: 'churn' | 'value', scores: ActiveScores): Float64Array =>
  countInto(
    baseline[name].bins,
    { kind: 'number', name, values: scores[name] },
    new Uint8Array(scores[name].length).fill(1),
  );
