import type { FaultKind } from '../../tools/aws/endpoint/faults.ts';
import { freshHands } from './hands.ts';
import { kept, type Scene } from './scene.ts';
import { type StepName, steps } from './steps.ts';

/** What the SDK's next attempt repairs. */
const passing: readonly FaultKind[] = ['throttle', 'cut-after', 'server-error', 'cut', 'slow'];

/** Each kind at every call where all faults are wanted; else the kinds take turns in one run. */
export const allAtFirst = process.env.HOLDFAST_FAULTS === undefined ? ['each in its turn'] : passing;

/** Runs steps while the first attempt at each call fails; answers how many did and what the lake then keeps. */
export async function strikeAtFirst(
  scene: Scene,
  names: readonly StepName[],
  wanted: string,
): Promise<{ struck: number; lake: Record<string, string> }> {
  const { aws, config, before, restore } = scene;
  restore(before[names[0]!]);
  aws.faults.clear();
  let firsts = 0;
  let struck = 0;
  for (const [i, kind] of passing.entries()) {
    const isItsTurn = () =>
      passing.includes(wanted as FaultKind) ? kind === wanted : firsts % passing.length === i;
    aws.faults.inject({
      kind,
      times: Number.POSITIVE_INFINITY,
      milliseconds: 1,
      matches: (_, attempt) => {
        if (i === 0 && attempt === 1) firsts++;
        return attempt === 1 && isItsTurn();
      },
      meanwhile: () => void struck++,
    });
  }
  for (const name of names) await steps[name](await freshHands(aws), config);
  return { struck, lake: kept(aws.s3.shelf.bucket('lake').objects) };
}
