import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import type { UpliftReport } from '../../contracts/artefacts/uplift-report.ts';
import { keys } from '../../contracts/keys.ts';
import { lostDraws } from '../published/whole-ledger.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import { type Learned, learnGains, nothingLearned } from '../uplift/learn-gains.ts';
import { writeGains } from '../uplift/write-gains.ts';
import { attachFeatureMoods } from './feature-moods.ts';
import { mappedColumns } from './read-moods.ts';
import type { RunEnvironment } from './run.ts';
import { seedOf } from './seed.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/**
 * What finished randomised campaigns teach of who gains from contact, and, where the gate of a play is open, the gain expected
 * of every customer. Without a ledger nothing is asked of anybody.
 */
export function uplift(run: Run, environment: RunEnvironment): Promise<StageRecord<'uplift'>> {
  return runStage('uplift', run, environment, async (run, key) => {
    const files = await environment.store.list(keys.ledger);
    const learned = files.length === 0 ? nothingLearned : await learn(run, environment, key);
    const ranks = learned.plays.some(({ taught }) => taught.gate.open);
    const customers = ranks ? await predict(run, environment, learned) : 0;
    const result: UpliftReport = {
      asOf: run.asOf,
      horizonDays: learned.horizonDays,
      campaigns: learned.campaigns,
      plays: learned.plays.map(({ taught }) => taught),
      ranksBy: ranks ? 'gain' : 'value at risk',
      customers,
    };
    return { result, wrote: ranks ? [keys.gains(key)] : [] };
  });
}

async function learn(run: Run, environment: RunEnvironment, key: string): Promise<Learned> {
  const { store } = environment;
  const checked = await resultOf('check', run, environment);
  const { features, moods } = await resultOf('features', run, environment);
  const warehouse = await environment.openWarehouse();
  try {
    return await learnGains(warehouse, store, {
      config: run.config,
      asOf: run.asOf,
      mapped: mappedColumns(checked),
      features,
      prefix: keys.lessons(key),
      ledgerGaps: (await lostDraws(store)).length,
      seed: seedOf(run, 'uplift'),
      attachTables: async () => {
        await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
        return attachFeatureMoods(run, warehouse, { store, moods });
      },
    });
  } finally {
    await warehouse.close();
  }
}

async function predict(run: Run, environment: RunEnvironment, { plays }: Learned): Promise<number> {
  const { features } = await resultOf('features', run, environment);
  return writeGains(environment.store, plays, {
    features,
    matrix: `${keys.features(keyOf(run, 'features'))}as_of=${run.asOf}/`,
    scores: keys.scores(keyOf(run, 'score')),
    gains: keys.gains(keyOf(run, 'uplift')),
  });
}
