import { TransientError } from '../../contracts/errors.ts';
import { readListedFile, readListManifest } from '../../pipeline/targeting/list-manifest.ts';
import { awsError } from '../../platform/aws/errors.ts';
import { s3Store } from '../../platform/aws/s3-store.ts';
import { clientsOf } from '../../tools/aws/start-aws.ts';
import { freshHands } from './hands.ts';
import { kept, type Scene } from './scene.ts';
import { asOf, type StepName, steps } from './steps.ts';

/** What lasts longer than all attempts at a call, and for how many attempts more. */
const lasting = {
  /** The process is killed as the call is done: nothing that it does afterwards arrives. */
  'cut-after': { next: 'cut', times: Number.POSITIVE_INFINITY },
  throttle: { next: 'throttle', times: Number.POSITIVE_INFINITY },
  'server-error': { next: 'server-error', times: 7 },
  /** No client tries again with what has run out. */
  'expired-token': { next: 'expired-token', times: 0 },
} as const;

const kinds = Object.keys(lasting) as (keyof typeof lasting)[];

const wanted = process.env.HOLDFAST_FAULTS;

const kindAt = (n: number) => kinds.find((kind) => kind === wanted) ?? kinds[n % kinds.length]!;

/** One call of so many is struck. */
function everyOf(inTheGate: number): number {
  if (wanted === undefined) return inTheGate;
  const every = Number(wanted);
  return Number.isInteger(every) && every > 0 ? every : 1;
}

/**
 * The calls of some steps that are struck, by their number in the step. `HOLDFAST_FAULTS=all` strikes at every call, each
 * kind in its turn; a number, at one call of so many; the name of a kind, that kind at every call.
 * @param calls how many each step makes
 * @param inTheGate every how many calls one is struck, by default
 */
export function struckCalls(
  calls: Readonly<Record<StepName, number>>,
  names: readonly StepName[],
  inTheGate: number,
): { name: StepName; n: number }[] {
  const found = names.flatMap((name) => Array.from({ length: calls[name] }, (_, i) => ({ name, n: i + 1 })));
  const every = everyOf(inTheGate);
  return found.filter((_, i) => (i + 1) % every === 0);
}

/** How a step ended that nothing answered from its nth call on, and that was then started again. */
export interface Ending {
  readonly at: string;
  readonly struck: number;
  /** What the first attempt said; null where it ended well all the same. */
  readonly error: unknown;
  /** Whether the machine would try it again, where it failed. */
  readonly transient: boolean;
  /** Whether a reader who came in between found a whole list or none. */
  readonly whole: boolean;
  readonly lake: Record<string, string>;
  /** Complete manifests put in the place where readers look. */
  readonly published: number;
}

/** Lets the nth call of a step fail for good, then starts the step again in a new process. */
export async function strike(scene: Scene, name: StepName, n: number): Promise<Ending> {
  const { aws, config, before, restore } = scene;
  restore(before[name]);
  aws.faults.clear();
  scene.published.length = 0;
  let struck = 0;
  const kind = kindAt(n);
  aws.faults.inject({ kind, nth: n, meanwhile: () => void struck++ });
  const { next, times } = lasting[kind];
  aws.faults.inject({ kind: next, nth: n + 1, times });
  const attempt = async () => steps[name](await freshHands(aws), config);
  const error = await attempt().then(
    () => null,
    (cause) => cause,
  );
  aws.faults.clear();
  const whole = await isWhole(scene);
  if (error !== null) await attempt();
  return {
    at: `${name} ${n} ${kind}`,
    struck,
    error,
    transient: error === null || awsError(error, 'finish the step') instanceof TransientError,
    whole,
    lake: kept(aws.s3.shelf.bucket('lake').objects),
    published: scene.published.length,
  };
}

async function isWhole({ aws }: Scene): Promise<boolean> {
  const store = s3Store({ client: clientsOf(aws).s3, bucket: 'lake', folder: 'holdfast/' });
  const manifest = await readListManifest(store, asOf);
  const files = manifest?.files ?? [];
  const read = await Promise.allSettled(files.map((file) => readListedFile(store, file)));
  return read.every(({ status }) => status === 'fulfilled');
}
