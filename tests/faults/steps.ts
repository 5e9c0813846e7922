import type { Run } from '../../contracts/artefacts/plan.ts';
import type { Config } from '../../contracts/config/config.ts';
import { keys } from '../../contracts/keys.ts';
import type { StageName } from '../../contracts/stages.ts';
import { closeRun } from '../../pipeline/stages/close-run.ts';
import { planRun, readPlan } from '../../pipeline/stages/plan.ts';
import type { RunEnvironment } from '../../pipeline/stages/run.ts';
import { bodies } from '../../pipeline/stages/run-all.ts';
import { openScorer } from '../../pipeline/stages/score.ts';
import { keyOf, stageOrder } from '../../pipeline/stages/stage.ts';
import { findCloudInputs } from '../../platform/aws/inputs.ts';
import type { Hands } from './hands.ts';

export const asOf = '2025-09-24';

const untilLists = stageOrder.slice(0, stageOrder.indexOf('list') + 1);

export type StepName = 'plan' | 'shards' | StageName;

/** The steps of the nightly machine until its lists are out, each as the function of its name does it. */
export const stepNames: readonly StepName[] = [
  'plan',
  ...untilLists.flatMap((name): StepName[] => (name === 'score' ? ['shards', name] : [name])),
];

type Step = (hands: Hands, config: Config) => Promise<unknown>;

export const steps: Readonly<Record<StepName, Step>> = {
  plan: async ({ s3, queries, environment }, config) => {
    const places = { s3, queries, configUri: 's3://lake/raw/holdfast.yaml' };
    const inputs = await findCloudInputs(places, config);
    return planRun(environment.store, { config, asOf, training: false, code: STAGE_VERSIONS, inputs });
  },
  ...(Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, planned(body)])) as Record<
    StageName,
    Step
  >),
  shards: planned(async (run, environment) => {
    const shards = await environment.store.list(`${keys.features(keyOf(run, 'features'))}as_of=${asOf}/`);
    for (const { key } of shards) await (await openScorer(run, environment)).score(key);
  }),
  list: planned(async (run, environment) => {
    await bodies.list(run, environment);
    await closeRun(run, environment);
  }),
};

function planned(act: (run: Run, environment: RunEnvironment) => Promise<unknown>): Step {
  return async ({ environment }) => {
    const plans = (await environment.store.list('runs/')).filter(({ key }) => key.endsWith('/plan.json'));
    const id = plans[0]?.key.split('/')[1] ?? 'none';
    return act(await readPlan(environment.store, id, STAGE_VERSIONS), environment);
  };
}
