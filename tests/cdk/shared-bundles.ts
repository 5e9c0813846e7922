import { bundle, bundled, bundlesFolder } from '../../cdk/bundle-functions.ts';
import { shapesOf } from '../../cdk/constructs/shapes.ts';
import { stages } from '../../contracts/stages.ts';
import { madeOnce } from '../support/made-once.ts';

const names = Object.keys(shapesOf(stages));

/** The bundles of every deployed function: one worker makes them, and all deployments of all workers copy them. */
export async function sharedBundles(): Promise<string> {
  const folder = await madeOnce('functions', (made) => bundle(names, made), bundlesFolder);
  bundled.set(names.join(), folder);
  return folder;
}
