import { statSync } from 'node:fs';
import { keys } from '../../contracts/keys.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { openRun, type StageRequest } from './run-stage.ts';

/** Bytes of Parquet that a run keeps, per customer. */
export interface Artefacts {
  readonly raw: number;
  readonly clean: number;
  readonly features: number;
  readonly scores: number;
}

export async function measureArtefacts(request: StageRequest, customers: number): Promise<Artefacts> {
  const { run, environment } = await openRun(request);
  const under = async (prefix: string, inRun = '') => {
    const found = await environment.store.list(prefix);
    return (
      found.filter(({ key }) => key.includes(inRun)).reduce((sum, { size }) => sum + size, 0) / customers
    );
  };
  const raw = run.inputs.flatMap(({ locations = [] }) => locations).map((path) => statSync(path).size);
  return {
    raw: raw.reduce((sum, size) => sum + size, 0) / customers,
    clean: await under('clean/', `key=${keyOf(run, 'check')}/`),
    features: await under(`${keys.features(keyOf(run, 'features'))}as_of=${run.asOf}/`),
    scores: await under(keys.scores(keyOf(run, 'score'))),
  };
}
