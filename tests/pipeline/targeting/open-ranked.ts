import { assignmentColumns } from '../../../contracts/artefacts/list-columns.ts';
import type { Scalar } from '../../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../../contracts/sources/column.ts';
import { sourceContracts } from '../../../contracts/sources/sources.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { createOpenEscalations } from '../../../pipeline/targeting/escalations/open-escalations.ts';
import { appendDraws } from '../../../pipeline/targeting/ledger.ts';
import { listTable } from '../../../pipeline/targeting/list-table.ts';
import { rankedSelect } from '../../../pipeline/targeting/rank.ts';
import { attachLedger } from '../../../pipeline/targeting/read-ledger.ts';
import { createSaidMoods } from '../../../pipeline/targeting/said-moods.ts';
import { keptBorders } from '../../../pipeline/targeting/save-prior.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { predicted, sourceRows } from './fixtures.ts';

export const asOfAt = '2026-01-01 00:00:00';
export const borders = {
  baseRate: 0.3,
  atRiskAbove: 0.3,
  highValueFrom: 0,
  priorityAbove: 0,
  ...keptBorders({}, 0.3),
};
export type Rows = Partial<Record<SourceName, readonly Record<string, Scalar>[]>>;

/** SELECT of the ranked, of whom one is shown to be driven away by contact. */
export const harmed = (id: string): string =>
  `select r.*, r.customer_id = '${id}' as is_harmed from ranked r`;

/** A warehouse with ranked customers, the sources and the ledger's draws given. */
export async function openRanked(
  people: Parameters<typeof predicted>[0],
  sources: Rows,
  draws: readonly object[] = [],
) {
  const root = scratchFolder();
  const store = folderStore(root);
  if (draws.length > 0) await appendDraws(store, 1, listTable('assignments', assignmentColumns, draws));
  const warehouse = await openDuckdbWarehouse({ root, store });
  await store.put('scores/part-0.parquet', writeScores(predicted(people)));
  await warehouse.attach('scores', 'scores/');
  await warehouse.create('ranked', rankedSelect('scores', borders));
  await attachLedger(warehouse, store, 2);
  for (const name of Object.keys(sourceContracts) as SourceName[])
    await warehouse.create(name, sourceRows(name, sources[name] ?? []));
  await createSaidMoods(warehouse, { asOfAt });
  await createOpenEscalations(warehouse, null);
  return { store, warehouse, request: { asOfAt, ranked: 'ranked', maxTouches: 2 } };
}
