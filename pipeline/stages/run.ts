import type { Run, RunParts } from '../../contracts/artefacts/plan.ts';
import type { OpenMoodService } from '../../contracts/ports/mood-service.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { type StageTable, stages } from '../../contracts/stages.ts';
import type { ChampionAt } from '../registry/registry.ts';
import { hashOf, keyStages } from './stage-keys.ts';

/** Where a run works. Each stage opens a warehouse of its own and closes it, which gives the memory back. */
export interface RunEnvironment {
  readonly store: ObjectStore;
  readonly openWarehouse: () => Promise<Warehouse>;
  readonly progress: Progress;
  /** Opens the service that a config chooses to read moods by; left out where none is read. */
  readonly openMoodService?: OpenMoodService;
  /** Most threads to compute with; as many as there are cores where left out. No result depends on it. */
  readonly threads?: number;
}

/**
 * Names a run after the keys of its stages. The same config, inputs, as-of date and code give the same id, wherever the
 * inputs lie; what a stage does not read does not change its key.
 * @param current what `readChampion` answers
 */
export function nameRun(wanted: Omit<RunParts, 'champion'>, current: ChampionAt | null): Run {
  const model = hashOf(keyStages({ ...wanted, champion: null }).train!.material);
  const champion = current === null ? null : championBefore(current, model);
  const parts = { ...wanted, champion };
  const keys = Object.fromEntries(Object.entries(keyStages(parts)).map(([name, { key }]) => [name, key]));
  const needed = Object.fromEntries(Object.entries(keys).filter(([name]) => !isOptional(name)));
  return { id: hashOf({ asOf: wanted.asOf, keys: needed }), ...parts, keys, model };
}

/** A run is complete without it, so that it does not name it. */
const isOptional = (name: string): boolean => (stages as StageTable)[name]?.optional === true;

/** A run that has promoted its own model, and is run again, stands before the champion of before. */
const championBefore = ({ champion }: ChampionAt, model: string): string | null =>
  champion.version === model ? champion.previous : champion.version;
