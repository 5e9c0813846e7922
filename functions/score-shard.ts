import { shardEvent } from '../contracts/events.ts';
import { readPlan } from '../pipeline/stages/plan.ts';
import { openScorer, type Scorer } from '../pipeline/stages/score.ts';
import { entry } from './entry.ts';

let warm: { readonly run: string; readonly scorer: Promise<Scorer> } | undefined;

/** Scores one file of features. The model is loaded once for all shards of a run that meet the same warm function. */
export const handler = entry(shardEvent, async ({ run, shard }, cloud) => {
  if (warm?.run !== run) {
    const plan = readPlan(cloud.store, run, STAGE_VERSIONS);
    warm = { run, scorer: plan.then((found) => openScorer(found, cloud)) };
  }
  const scorer = await warm.scorer.catch((error) => {
    warm = undefined;
    throw error;
  });
  await scorer.score(shard);
  return { shard };
});
