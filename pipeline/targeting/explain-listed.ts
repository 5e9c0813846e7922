import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { RetentionModel } from '../../models/types.ts';
import { readMatrixFile } from '../features/read-matrix.ts';
import { english } from '../reports/format.ts';
import { reasonsFor } from '../scoring/reasons.ts';
import type { Reason } from '../scoring/scores.ts';
import { inQueries } from '../sql/in-queries.ts';
import type { FillRequest } from './fill-list.ts';
import { fillLists } from './fill-lists.ts';
import type { Selection } from './select-customers.ts';

export interface ExplainRequest {
  readonly model: RetentionModel;
  readonly report: Pick<FeatureReport, 'features'>;
  /** Key prefix of the feature files at the as-of date. */
  readonly features: string;
  /** Key prefix for the listed customers' features while they are read; nothing stays there. */
  readonly prefix: string;
  readonly fills: readonly FillRequest[];
  readonly currency: string;
}

/**
 * Gives the customers who make it onto a list their reasons, and those who move up where a reason's play leaves others
 * alone. Only their features leave the warehouse: explaining costs far more than scoring.
 */
export async function explainListed(
  warehouse: Warehouse,
  store: ObjectStore,
  selection: Selection,
  request: ExplainRequest,
): Promise<Selection> {
  for (let candidates = selection.candidates; ; ) {
    const { lists } = fillLists(candidates, request.fills);
    const unknown = lists.flatMap(({ considered }) => considered.filter(({ reasons }) => reasons === null));
    if (unknown.length === 0) return { ...selection, candidates };
    const ids = new Set(unknown.map(({ customer_id: id }) => id));
    const reasons = await reasonsOf(warehouse, store, [...ids], request);
    candidates = candidates.map((customer) => {
      const { customer_id: id } = customer;
      return ids.has(id) ? { ...customer, reasons: reasons.get(id) ?? [] } : customer;
    });
  }
}

async function reasonsOf(
  warehouse: Warehouse,
  store: ObjectStore,
  ids: readonly string[],
  request: ExplainRequest,
): Promise<Map<string, readonly Reason[]>> {
  await warehouse.attach('listed_features', request.features);
  const reasons = new Map<string, readonly Reason[]>();
  for (const some of inQueries(ids)) {
    const { prefix } = request;
    const files = await warehouse.unload(
      `select * from listed_features where customer_id in (${some.join(', ')})`,
      prefix,
      { orderBy: ['customer_id'] },
    );
    for (const { key } of files) {
      const bytes = await store.get(key);
      if (!bytes) throw new HoldfastError(`${store.locate(key)}: the features of the listed are gone`);
      for (const [id, why] of await explainFile(bytes, request)) reasons.set(id, why);
    }
    for (const { key } of await store.list(prefix)) await store.delete(key);
  }
  return reasons;
}

async function explainFile(
  bytes: Uint8Array,
  { model, report, currency }: ExplainRequest,
): Promise<[string, readonly Reason[]][]> {
  const { customerIds, table } = await readMatrixFile(bytes, report.features);
  const rows = Array.from(customerIds, (_, row) => row);
  const explained = reasonsFor(model.explain(table, rows), table, rows, {
    features: report.features,
    usual: model.usual(),
    language: english,
    currency,
  });
  return customerIds.map((id, row) => [id, explained[row] ?? []]);
}
