import type { Run } from '../../contracts/artefacts/plan.ts';
import type { Config } from '../../contracts/config/config.ts';
import { keys } from '../../contracts/keys.ts';
import { check } from '../../pipeline/stages/check.ts';
import { closeRun } from '../../pipeline/stages/close-run.ts';
import { drivers } from '../../pipeline/stages/drivers.ts';
import { features } from '../../pipeline/stages/features.ts';
import { health } from '../../pipeline/stages/health.ts';
import { list } from '../../pipeline/stages/list.ts';
import { metrics } from '../../pipeline/stages/metrics.ts';
import { planRun, readPlan } from '../../pipeline/stages/plan.ts';
import type { RunEnvironment } from '../../pipeline/stages/run.ts';
import { openScorer, score } from '../../pipeline/stages/score.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { texts } from '../../pipeline/stages/texts.ts';
import { themes } from '../../pipeline/stages/themes.ts';
import { train } from '../../pipeline/stages/train.ts';
import { uplift } from '../../pipeline/stages/uplift.ts';
import { findCloudInputs } from '../../platform/aws/inputs.ts';
import type { Hands } from './hands.ts';

export const asOf = '2025-09-24';

/** The steps of the nightly machine, each as the function of its name does it. */
export const stepNames = [
  'plan',
  'check',
  'features',
  'train',
  'shards',
  'score',
  'health',
  'texts',
  'drivers',
  'themes',
  'metrics',
  'uplift',
  'list',
] as const;

export type StepName = (typeof stepNames)[number];

type Step = (hands: Hands, config: Config) => Promise<unknown>;

export const steps: Readonly<Record<StepName, Step>> = {
  plan: async ({ s3, queries, environment }, config) => {
    const places = { s3, queries, configUri: 's3://lake/raw/holdfast.yaml' };
    const inputs = await findCloudInputs(places, config);
    return planRun(environment.store, { config, asOf, training: false, code: STAGE_VERSIONS, inputs });
  },
  check: planned(check),
  features: planned(features),
  train: planned(train),
  shards: planned(async (run, environment) => {
    const shards = await environment.store.list(`${keys.features(keyOf(run, 'features'))}as_of=${asOf}/`);
    for (const { key } of shards) await (await openScorer(run, environment)).score(key);
  }),
  score: planned(score),
  health: planned(health),
  texts: planned(texts),
  drivers: planned(drivers),
  themes: planned(themes),
  metrics: planned(metrics),
  uplift: planned(uplift),
  list: planned(async (run, environment) => {
    await list(run, environment);
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
