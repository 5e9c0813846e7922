import { freshHands } from './hands.ts';
import { isListing, kept, type Scene } from './scene.ts';
import { type StepName, stepNames, steps } from './steps.ts';

export interface LateEnding {
  readonly at: string;
  readonly struck: number;
  /** What the run stopped with; null where it went on to the end. */
  readonly said: string | null;
  /** What differs from an undisturbed run, though nothing was said. */
  readonly wrong: readonly string[];
  /** What still differs once the run was started again. */
  readonly left: readonly string[];
}

/**
 * Leaves the newest object out of the nth listing of a step. Where the step stops at it, starts the step again; where it
 * leaves something else than it should, goes on to the end of the run and starts the run again.
 */
export async function lateListing(scene: Scene, name: StepName, n: number): Promise<LateEnding> {
  const { aws, config, before, after, restore } = scene;
  const run = async (names: readonly StepName[]) => {
    for (const one of names) await steps[one](await freshHands(aws), config);
  };
  const wrongAfter = (one: StepName) =>
    differences(data(kept(aws.s3.shelf.bucket('lake').objects)), data(kept(after[one])));
  restore(before[name]);
  aws.faults.clear();
  let struck = 0;
  aws.faults.inject({ kind: 'late-listing', nth: n, matches: isListing, meanwhile: () => void struck++ });
  const at = `${name} ${n}`;
  const said = await run([name]).then(() => null, String);
  if (said === null && wrongAfter(name).length === 0) return { at, struck, said, wrong: [], left: [] };
  if (said !== null) {
    await run([name]);
    return { at, struck, said, wrong: [], left: wrongAfter(name) };
  }
  const saidLater = await run(stepNames.slice(stepNames.indexOf(name) + 1)).then(() => null, String);
  const wrong = saidLater === null ? wrongAfter('list') : [];
  await run(stepNames);
  return { at, struck, said: saidLater, wrong, left: wrongAfter('list') };
}

/** All but the records of runs and stages: these tell which files were listed when they were written. */
const data = (lake: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(lake).filter(([key]) => !/^holdfast\/(runs|stages)\//.test(key)));

const differences = (a: Record<string, string>, b: Record<string, string>): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => a[key] !== b[key]);
