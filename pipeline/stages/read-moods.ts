import type { CheckReport } from '../../contracts/artefacts/check-report.ts';
import type { MetricsReport } from '../../contracts/artefacts/metrics-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { ScoredTexts, TextsReport } from '../../contracts/artefacts/texts-report.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import type { Mapped } from '../cx/dimensions.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import type { RunEnvironment } from './run.ts';
import { findRecord, keyOf, resultOf } from './stage.ts';

/** What a stage that counts what customers said begins with. */
export interface Feedback {
  readonly checked: CheckReport;
  /** What the texts stage has read; null where it was not completed. */
  readonly texts: TextsReport | null;
  readonly mapped: Mapped;
  /** Whether `moods_read` stands. */
  readonly withMoods: boolean;
}

/** Makes the clean tables and the moods that were read readable by name. */
export async function attachFeedback(
  run: Run,
  environment: RunEnvironment,
  warehouse: Warehouse,
): Promise<Feedback> {
  const checked = await resultOf('check', run, environment);
  const texts = await textsOf(run, environment.store);
  await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
  const withMoods = await attachMoods(run, warehouse, environment.store);
  return { checked, texts, mapped: mappedWithMoods(checked, texts), withMoods };
}

/** What the texts stage has read for the run; null where it was not completed. */
export const textsOf = async (run: Run, store: ObjectStore): Promise<TextsReport | null> =>
  (await findRecord(store, run, 'texts'))?.result ?? null;

/** Makes the moods that were read of what customers wrote the table `moods_read`; false where none were. */
export async function attachMoods(run: Run, warehouse: Warehouse, store: ObjectStore): Promise<boolean> {
  if ((await textsOf(run, store)) === null) return false;
  await warehouse.attach('moods_read', keys.moods(keyOf(run, 'texts')));
  return true;
}

const sourceOf: Readonly<Record<ScoredTexts['source'], SourceName>> = {
  ticket: 'tickets',
  survey: 'surveys',
  review: 'reviews',
};

/** The columns that are mapped. */
export const mappedColumns =
  (checked: CheckReport): Mapped =>
  (name) =>
    checked.sources.find(({ source }) => source === name)?.mapped ?? [];

/** The columns that are mapped, and the sentiment of sources whose texts have a mood that was read. */
export function mappedWithMoods(checked: CheckReport, texts: Pick<TextsReport, 'scored'> | null): Mapped {
  const read = (texts?.scored ?? [])
    .filter(({ given, byScore, read }) => given + byScore + read > 0)
    .map(({ source }) => sourceOf[source]);
  const mapped = mappedColumns(checked);
  return (name) => (read.includes(name) ? [...mapped(name), 'sentiment'] : mapped(name));
}

/** Whether a record was made with the moods that stand now, or without any where there are none: the texts stage may fail, and succeed later. */
export const sameTexts =
  (run: Run, { store }: Pick<RunEnvironment, 'store'>) =>
  async ({ result: { moods } }: { readonly result: Pick<MetricsReport, 'moods'> }): Promise<boolean> =>
    (moods === null) === ((await textsOf(run, store)) === null);
