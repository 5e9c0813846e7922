import type { FeatureMoods } from '../../contracts/artefacts/feature-moods.ts';
import type { FeatureReport } from '../../contracts/artefacts/feature-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { TextsReport } from '../../contracts/artefacts/texts-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { type MappedColumns, readsWords } from '../features/catalogue.ts';
import { attachMoods, textsOf } from './read-moods.ts';
import type { RunEnvironment } from './run.ts';
import { findRecord, resultOf } from './stage.ts';

/**
 * The moods that the features of a run are made with. Models, scores and lists are made from features under the features' key:
 * where these are made again, it is with what they were made with before, though the texts stage may have succeeded since.
 */
export async function moodsForFeatures(
  run: Run,
  mapped: MappedColumns,
  environment: Pick<RunEnvironment, 'store'>,
): Promise<FeatureMoods | null> {
  if (!readsWords(mapped)) return null;
  const before = (await findRecord(environment.store, run, 'features'))?.result.moods;
  if (before?.reader === 'failed') return before;
  const texts = before ? await resultOf('texts', run, environment) : await textsOf(run, environment.store);
  return texts === null ? failed : readBy(texts);
}

const failed: FeatureMoods = { reader: 'failed', service: null, learnedUntil: null };

const readBy = ({ reader, service, taught }: TextsReport): FeatureMoods => ({
  reader,
  service: service?.title ?? null,
  learnedUntil: reader === 'own' ? (taught?.last ?? null) : null,
});

/** Makes `moods_read` of the moods that the run's features hold; false where they hold none. */
export const attachFeatureMoods = async (
  run: Run,
  warehouse: Warehouse,
  { store, moods }: { readonly store: ObjectStore; readonly moods: FeatureReport['moods'] },
): Promise<boolean> =>
  moods !== null && moods.reader !== 'failed' && (await attachMoods(run, warehouse, store));

/** What a person has to know of features that were made while texts could not be read. */
export async function failedNotes(
  run: Run,
  { moods }: Pick<FeatureReport, 'moods'>,
  store: ObjectStore,
): Promise<string[]> {
  if (moods?.reader !== 'failed') return [];
  return (await textsOf(run, store)) === null
    ? ['made without moods read from texts, as the stage texts has failed']
    : [
        'made without moods read from texts, as the stage texts had failed then; what was learned and listed since stands on them, so that they stay as they are: the next as-of date has the moods',
      ];
}
