import type { DriftReport, EstimateReport } from '../../contracts/artefacts/health-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { hashLimit } from '../facts/customer-share.ts';
import { literal } from '../sql/sql-text.ts';
import { mostCustomers } from './rule.ts';

/** Keys of the files that hold the sample. */
export interface ScoredSample {
  readonly features: readonly string[];
  /** Prefix of the scores. */
  readonly scores: string;
}

/** Which customers to draw, and prefixes: where their features and scores are, and where the sample stands meanwhile. */
export interface SampleRequest {
  readonly asOf: string;
  readonly share: number;
  readonly features: string;
  readonly scores: string;
  readonly prefix: string;
}

/** What is measured on the sample. */
export interface Measured {
  readonly drift: DriftReport | null;
  readonly estimate: EstimateReport | null;
}

/** Share of so many scored customers that drift is measured on; 1 = all. */
export const sampleShare = (customers: number): number => Math.min(1, mostCustomers / Math.max(1, customers));

/**
 * Draws the customers that drift is measured on, by a hash of the as-of date and their ids: with them, not with all who were
 * scored, grow memory and time. Files do: which customers share one is the engine's choice, so that some of the files
 * would be no fair sample. Nothing of the sample stays.
 */
export async function onSample(
  warehouse: Warehouse,
  store: ObjectStore,
  { prefix, features, scores: all, asOf, share }: SampleRequest,
  measure: (sample: ScoredSample) => Promise<Measured>,
): Promise<Measured> {
  const scores = `${prefix}scores/`;
  const ordered = { orderBy: ['customer_id'] };
  await warehouse.attach('scored_features', features);
  await warehouse.attach('all_scores', all);
  const drawn = drawnCondition(asOf, share);
  const files = await warehouse.unload(
    `select * from scored_features where ${drawn}`,
    `${prefix}features/`,
    ordered,
  );
  await warehouse.unload(
    `select customer_id, churn, clv_observed from all_scores where ${drawn}`,
    scores,
    ordered,
  );
  const measured = await measure({ features: files.map(({ key }) => key), scores });
  for (const { key } of await store.list(prefix)) await store.delete(key);
  return measured;
}

const drawnCondition = (asOf: string, share: number): string =>
  `substr(to_hex(md5(to_utf8(${literal(`health/${asOf}/`)} || customer_id))), 1, 8) < ${literal(hashLimit(share))}`;
