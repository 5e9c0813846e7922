import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshHands } from './hands.ts';
import { isListing, kept, type Scene, setScene } from './scene.ts';
import { type StepName, stepNames, steps } from './steps.ts';

let scene: Scene;
/** Files of features at the as-of date, in the order in which they came, and the scores made of them. */
let shards: readonly string[];
beforeAll(async () => {
  scene = await setScene(30_000);
  shards = [...scene.after.features.keys()].filter((key) => /\/features\/key=.*\.parquet$/.test(key));
});
afterAll(() => scene.aws.close());
beforeEach(() => scene.aws.faults.clear());

const scoresOf = (shard: string) => shard.replace('/features/', '/scores/').replace(/as_of=[^/]+\//, '');
const objects = () => scene.aws.s3.shelf.bucket('lake').objects;
const run = async (...names: StepName[]) => {
  for (const name of names) await steps[name](await freshHands(scene.aws), scene.config);
};

describe('of several shards', () => {
  it('one that cannot be read stops the run; what became of the others is kept, and nothing is published', async () => {
    const [good, poison] = [shards[0]!, shards.at(-1)!];
    scene.restore(scene.before.shards);
    scene.published.length = 0;
    scene.aws.s3.shelf.put('lake', poison, Buffer.from('PAR1 and then nothing'));
    await expect(run('shards')).rejects.toThrow('not a whole Parquet file');
    await expect(run('score')).rejects.toThrow('not a whole Parquet file');
    expect(objects().get(scoresOf(good))?.etag).toBe(scene.after.shards.get(scoresOf(good))?.etag);
    expect(objects().has(scoresOf(poison))).toBe(false);
    await expect(run('list')).rejects.toThrow('Stage score');
    expect(scene.published).toEqual([]);
    objects().set(poison, scene.before.shards.get(poison)!);
    await run('shards', ...stepNames.slice(stepNames.indexOf('score')));
    expect(kept(objects())).toEqual(kept(scene.after.list));
  });

  it('one that a listing leaves out is scored all the same, or missed', async () => {
    const last = scoresOf(shards.at(-1)!);
    for (let n = 1; n <= scene.listings.score; n++) {
      scene.restore(scene.before.score);
      objects().delete(last);
      scene.aws.faults.clear();
      scene.aws.faults.inject({ kind: 'late-listing', nth: n, matches: isListing });
      const said = await run('score').then(() => null, String);
      scene.aws.faults.clear();
      if (said === null) expect(objects().get(last)?.etag).toBe(scene.after.score.get(last)?.etag);
      await run('score');
      expect(objects().get(last)?.etag).toBe(scene.after.score.get(last)?.etag);
    }
  });

  it('one whose scores are of other customers is scored again', async () => {
    const [first, second] = shards.map(scoresOf);
    scene.restore(scene.before.score);
    objects().set(second!, objects().get(first!)!);
    await run('score');
    expect(objects().get(second!)?.etag).toBe(scene.after.score.get(second!)?.etag);
  });
});
