import { describe, expect, it } from 'vitest';
import type { Catcher, Retrier, State } from '../../../../tools/aws/states/definition.ts';
import { chain, functionArn, runMachine, thrown } from '../../../../tools/aws/states/run-machine.ts';

/** A task under retriers and catchers that fails with these errors in turn and then succeeds. */
async function runFailing(
  errors: readonly string[],
  {
    Retry = [],
    Catch = [],
    random = () => 0.5,
  }: { Retry?: Retrier[]; Catch?: Catcher[]; random?: () => number },
) {
  let tries = 0;
  const work = () => {
    const error = errors[tries++];
    if (error !== undefined) throw thrown(error, `try ${tries}`);
    return 'done';
  };
  const states: Record<string, State> = {
    Work: { Type: 'Task', Resource: functionArn('work'), Retry, Catch, End: true },
    Handled: { Type: 'Pass', End: true },
  };
  const ran = await runMachine({ StartAt: 'Work', States: states }, { kept: 1 }, { work }, { random });
  return { ...ran, tries, naps: ran.clock.naps };
}

const always = (error: string) => Array.from({ length: 99 }, () => error);

describe('retrying', () => {
  it('waits an interval that grows by the rate', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4 }];
    const ran = await runFailing(['Busy', 'Busy', 'Busy'], { Retry });
    expect(ran).toMatchObject({ status: 'SUCCEEDED', output: 'done', tries: 4, naps: [2, 6, 18] });
  });

  it('is thrice after 1, 2 and 4 seconds where nothing is said', async () => {
    const ran = await runFailing(always('Busy'), { Retry: [{ ErrorEquals: ['Busy'] }] });
    expect(ran).toMatchObject({ status: 'FAILED', error: 'Busy', tries: 4, naps: [1, 2, 4] });
  });

  it('waits no longer than the most', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, MaxAttempts: 4, MaxDelaySeconds: 25 }];
    expect((await runFailing(always('Busy'), { Retry })).naps).toEqual([10, 20, 25, 25]);
  });

  it('draws its wait from zero to the full one under full jitter', async () => {
    const draws = [0, 0.25, 0.75];
    const Retry: Retrier[] = [{ ErrorEquals: ['Busy'], IntervalSeconds: 4, JitterStrategy: 'FULL' }];
    const ran = await runFailing(always('Busy'), { Retry, random: () => draws.shift() ?? 0 });
    expect(ran.naps).toEqual([0, 2, 12]);
  });

  it('never happens with no attempts', async () => {
    const Retry = [
      { ErrorEquals: ['Refused'], MaxAttempts: 0 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 2 },
    ];
    expect(await runFailing(always('Refused'), { Retry })).toMatchObject({ tries: 1, naps: [] });
  });

  it('counts for each retrier by itself', async () => {
    const Retry = [
      { ErrorEquals: ['Busy'], MaxAttempts: 1 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 2 },
    ];
    const ran = await runFailing(['Busy', 'Odd', 'Odd', 'Busy'], { Retry });
    expect(ran).toMatchObject({ error: 'Busy', naps: [1, 5, 10] });
  });

  it('is told to the state in the context object', async () => {
    const seen: unknown[] = [];
    const machine = chain({
      A: {
        Type: 'Task',
        Resource: functionArn('work'),
        Parameters: { 'retry.$': '$$.State.RetryCount', 'name.$': '$$.State.Name' },
        Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
      },
    });
    await runMachine(
      machine,
      {},
      {
        work: (payload: unknown) => {
          seen.push(payload);
          throw thrown('Busy');
        },
      },
    );
    expect(seen).toEqual([0, 1, 2].map((retry) => ({ retry, name: 'A' })));
  });
});

describe('wildcards', () => {
  it.each([
    ['States.ALL', 'Busy', true],
    ['States.ALL', 'States.Timeout', true],
    ['States.TaskFailed', 'Busy', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.Timeout', 'States.Timeout', true],
    ['States.ALL', 'States.DataLimitExceeded', false],
    ['States.DataLimitExceeded', 'States.DataLimitExceeded', true],
    ['States.Runtime', 'States.Runtime', false],
    ['Busy', 'Busier', false],
  ])('%s takes %s: %s', async (name, error, taken) => {
    const { status } = await runFailing(always(error), { Catch: [{ ErrorEquals: [name], Next: 'Handled' }] });
    expect(status).toBe(taken ? 'SUCCEEDED' : 'FAILED');
  });
});

describe('catching', () => {
  const Catch = (more: object): Catcher[] => [{ ErrorEquals: ['States.ALL'], Next: 'Handled', ...more }];
  const caught = { Error: 'Busy', Cause: JSON.stringify({ errorType: 'Busy', errorMessage: 'try 1' }) };

  it('comes after the last retry', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }];
    const ran = await runFailing(always('Busy'), { Retry, Catch: Catch({}) });
    expect(ran).toMatchObject({ status: 'SUCCEEDED', tries: 3 });
  });

  it('goes on with the error, beside the input where a path says so, or with the input alone', async () => {
    expect((await runFailing(['Busy'], { Catch: Catch({}) })).output).toEqual(caught);
    expect((await runFailing(['Busy'], { Catch: Catch({ ResultPath: '$.error' }) })).output).toEqual({
      kept: 1,
      error: caught,
    });
    expect((await runFailing(['Busy'], { Catch: Catch({ ResultPath: null }) })).output).toEqual({ kept: 1 });
  });

  it('takes the first catcher that names the error', async () => {
    const order: Catcher[] = [
      { ErrorEquals: ['Other', 'Busy'], Next: 'Handled', ResultPath: '$.first' },
      { ErrorEquals: ['States.ALL'], Next: 'Handled', ResultPath: '$.second' },
    ];
    expect((await runFailing(['Busy'], { Catch: order })).output).toHaveProperty('first');
    expect((await runFailing(['Odd'], { Catch: order })).output).toHaveProperty('second');
  });
});
