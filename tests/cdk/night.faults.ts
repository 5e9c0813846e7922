import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readListedFile, readListManifest } from '../../pipeline/targeting/list-manifest.ts';
import type { Call } from '../../tools/aws/endpoint/calls.ts';
import type { FaultRule } from '../../tools/aws/endpoint/faults.ts';
import type { S3Object } from '../../tools/aws/s3/objects.ts';
import { fakeClock } from '../../tools/aws/states/clock.ts';
import { trainSmall } from '../faults/small-champion.ts';
import { type Cloud, cloudOf } from './cloud.ts';

const day = '2025-09-24';
let cloud: Cloud;
/** The data bucket before the night, and what an undisturbed night leaves there, by content. */
let before: ReadonlyMap<string, S3Object>;
let whole: Record<string, string>;
/** How many calls each caller makes in an undisturbed night: functions, and the machine. */
const calls = new Map<string, number>();

const objects = () => cloud.aws.s3.shelf.bucket(cloud.bucket).objects;
const kept = () =>
  Object.fromEntries([...objects()].map(([key, { etag }]): [string, string] => [key, etag]).sort());
const night = (clock = fakeClock()) => cloud.run('Scoring', { scheduledAt: `${day}T03:00:00Z` }, { clock });
const isMachine = ({ caller }: Pick<Call, 'caller'>) => caller.startsWith('Scoring');
const functions = () => [...calls.keys()].filter((caller) => !isMachine({ caller }));
const functionOf = (stage: string) =>
  functions().find((caller) => caller.startsWith(`Functions${stage.replace('-', '')}Function`))!;
const by = (stage: string, operation?: string) => {
  const name = functionOf(stage);
  return (call: Call) => call.caller === name && (operation ?? call.operation) === call.operation;
};
/** What reached people so far, and what others heard of. */
const told = () => cloud.aws.sns.messages.map(({ body }) => body);
const announced = () => cloud.aws.events.events.map(({ detailType }) => detailType);

beforeAll(async () => {
  const { config, models } = await trainSmall();
  cloud = await cloudOf(config);
  for (const [key, bytes] of models) cloud.aws.s3.shelf.put(cloud.bucket, key, bytes);
  before = new Map(objects());
  const count = ({ caller }: Call) => {
    calls.set(caller, (calls.get(caller) ?? 0) + 1);
    return false;
  };
  cloud.aws.faults.inject({ kind: 'slow', matches: count });
  expect(await night()).toMatchObject({ status: 'SUCCEEDED' });
  whole = kept();
});
afterAll(() => cloud.aws.close());
beforeEach(() => {
  cloud.aws.faults.clear();
  for (const name of functions()) cloud.aws.lambda.kill(name);
  objects().clear();
  for (const [key, object] of before) objects().set(key, object);
});

it('every function killed half-way, and every call of the machine refused at first: the bytes are the same', async () => {
  const killed: string[] = [];
  for (const name of functions()) {
    const meanwhile = () => {
      killed.push(name);
      cloud.aws.lambda.kill(name);
    };
    const nth = Math.ceil(calls.get(name)! / 2);
    cloud.aws.faults.inject({ kind: 'cut', nth, matches: ({ caller }) => caller === name, meanwhile });
  }
  const refused = new Map<string, number>();
  const atFirst = (call: Call) => {
    if (!isMachine(call)) return false;
    const what = call.operation === 'Invoke' ? call.resource : call.action;
    refused.set(what, (refused.get(what) ?? 0) + 1);
    return refused.get(what)! <= (call.operation === 'Invoke' ? 1 : attemptsOfTheMachine);
  };
  cloud.aws.faults.inject({ kind: 'throttle', times: Number.POSITIVE_INFINITY, matches: atFirst });
  const clock = fakeClock();
  expect(await night(clock)).toMatchObject({ status: 'SUCCEEDED' });
  expect(killed.sort()).toEqual(functions().sort());
  // each function is started three times: refused, killed, done; the machine's listing, results and event twice
  expect([...refused.keys()].length).toBe(functions().length + 3);
  expect(clock.naps.length).toBe(2 * functions().length + 3);
  expect(kept()).toEqual(whole);
});

/** Attempts at a call that the service makes before a state fails. */
const attemptsOfTheMachine = 3;

it('a night that meets one fault after the other ends where an undisturbed one does', async () => {
  const stops = async (rule: FaultRule, stage: string, error: string, why: RegExp) => {
    let struck = 0;
    cloud.aws.faults.clear();
    const meanwhile = (call: Call) => {
      struck++;
      rule.meanwhile?.(call);
    };
    cloud.aws.faults.inject({ ...rule, meanwhile });
    expect(await night()).toMatchObject({ status: 'FAILED', error });
    expect(struck).toBeGreaterThan(0);
    expect(told().at(-1)).toContain(`stopped in "${stage}"`);
    expect(told().at(-1)).toMatch(why);
    expect(await readListManifest(cloud.store, day)).toBeNull();
  };
  const query = (stage: string) => ({ nth: 2, matches: by(stage, 'StartQueryExecution') });
  const heard = announced().length;
  await stops(
    { kind: 'query-over-limit', ...query('check') },
    'Check',
    'HoldfastError',
    /would read more than the workgroup.*limits\.scanGigabytesPerQuery/,
  );
  await stops(
    { kind: 'query-exhausted', ...query('features') },
    'Features',
    'HoldfastError',
    /EXCEEDED_LOCAL_MEMORY_LIMIT.*training\.origins/,
  );
  const poison = functionOf('score-shard');
  await stops(
    {
      kind: 'cut',
      times: Number.POSITIVE_INFINITY,
      matches: by('score-shard', 'PutObject'),
      meanwhile: () => cloud.aws.lambda.kill(poison),
    },
    'Score shards',
    'States.ExceedToleratedFailureThreshold',
    /A file of features could not be scored.*FAILED file.*\/shards\//,
  );
  await stops(
    { kind: 'query-cancelled', ...query('score') },
    'Score',
    'HoldfastError',
    /Query cancelled by user.*Somebody stopped it; run again/,
  );
  cloud.aws.faults.clear();
  cloud.aws.faults.inject({ kind: 'query-failed', ...query('list') });
  cloud.aws.faults.inject({ kind: 'expired-token', nth: 150, matches: by('list') });
  const clock = fakeClock();
  const people = told().length;
  expect(await night(clock)).toMatchObject({ status: 'SUCCEEDED' });
  expect(clock.naps).toHaveLength(2);
  expect(told()).toHaveLength(people);
  expect(announced().slice(heard)).toEqual(['List published', 'Report written']);
  expect(kept()).toEqual(whole);
});

it('two schedules at once publish one list, and whoever gives way says so', async () => {
  const heard = told().length;
  const ends = await Promise.all([night(), night()]);
  const stopped = ends.filter(({ status }) => status !== 'SUCCEEDED');
  expect(told()).toHaveLength(heard + stopped.length);
  if (stopped.length === 2) expect(await night()).toMatchObject({ status: 'SUCCEEDED' });
  const manifest = await readListManifest(cloud.store, day);
  for (const file of manifest!.files) await readListedFile(cloud.store, file);
  expect(withoutWork(kept())).toEqual(withoutWork(whole));
});

/** What a stage works on for a moment may be left by the slower of two. */
const withoutWork = (lake: Record<string, string>) =>
  Object.entries(lake).filter(
    ([key]) =>
      !/^(runs\/[^/]+\/candidates|stages\/health\/[^/]+\/sample|stages\/metrics\/[^/]+\/cells|stages\/drivers\/[^/]+\/rows|stages\/(texts|themes)\/[^/]+\/passing)\//.test(
        key,
      ),
  );
