import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../../../tools/aws/states/clock.ts';
import type { ChoiceRule, State } from '../../../../tools/aws/states/definition.ts';
import {
  chain,
  functionArn,
  localFunctions,
  runMachine,
  thrown,
} from '../../../../tools/aws/states/run-machine.ts';
import { startExecution } from '../../../../tools/aws/states/start-execution.ts';
import type { Value } from '../../../../tools/aws/states/value.ts';

const invoke = (FunctionName: string, more: object = {}): State => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName, 'Payload.$': '$' },
  ...more,
});

describe('a task', () => {
  it('gives what its function gives, called by its own ARN', async () => {
    const machine = chain({ Double: { Type: 'Task', Resource: functionArn('double') } });
    const ran = await runMachine(machine, 21, { double: (n: number) => 2 * n });
    expect(ran).toMatchObject({ status: 'SUCCEEDED', output: 42 });
  });

  it('gives the payload within the answer, called through lambda:invoke', async () => {
    const machine = chain({ Double: invoke(functionArn('double')) });
    const { output } = await runMachine(machine, 21, { double: (n: number) => 2 * n });
    expect(output).toEqual({ ExecutedVersion: '$LATEST', Payload: 42, StatusCode: 200 });
  });

  it('fails by the type of the error that its function threw, with the payload as the cause', async () => {
    const fails = () => {
      throw thrown('DataRefusedError', 'orders.csv has no rows');
    };
    const ran = await runMachine(chain({ Check: invoke('check') }), {}, { check: fails });
    expect(ran).toMatchObject({ status: 'FAILED', error: 'DataRefusedError' });
    expect(JSON.parse(ran.cause ?? '')).toEqual({
      errorType: 'DataRefusedError',
      errorMessage: 'orders.csv has no rows',
    });
  });

  it('fails where there is no such function, and where there is no such service', async () => {
    expect(await runMachine(chain({ A: invoke('nobody') }), {})).toMatchObject({
      error: 'Lambda.ResourceNotFoundException',
    });
    const other: State = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage' };
    expect(await runMachine(chain({ A: other }), {})).toMatchObject({ error: 'States.Runtime' });
  });

  it('times out after its seconds', async () => {
    const clock = fakeClock();
    const stuck = localFunctions({
      stuck: () => {
        setImmediate(() => clock.expire(300));
        return new Promise<never>(() => {});
      },
    });
    const machine = chain({ A: invoke('stuck', { TimeoutSeconds: 300 }) });
    const { finished, history } = startExecution(machine, {}, stuck, { clock });
    expect(await finished).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(history.map(({ type }) => type)).toContain('TaskTimedOut');
  });
});

describe('an execution', () => {
  it('tells its history: each state as it is entered and left, each task as it goes', async () => {
    const machine = chain({ First: { Type: 'Pass' }, Work: invoke('work'), Done: { Type: 'Succeed' } });
    const { execution } = await runMachine(machine, { a: 1 }, { work: () => 'ok' });
    expect(execution.history.map(({ type, state }) => [type, state].filter(Boolean).join(' '))).toEqual([
      'ExecutionStarted',
      'PassStateEntered First',
      'PassStateExited First',
      'TaskStateEntered Work',
      'TaskScheduled Work',
      'TaskStarted Work',
      'TaskSucceeded Work',
      'TaskStateExited Work',
      'SucceedStateEntered Done',
      'SucceedStateExited Done',
      'ExecutionSucceeded',
    ]);
  });

  it('ends when it is stopped, and starts no state any more', async () => {
    const calls: string[] = [];
    let release = (_: Value) => {};
    const functions = localFunctions({
      slow: () => {
        calls.push('slow');
        return new Promise<Value>((done) => {
          release = done;
        });
      },
      never: () => {
        calls.push('never');
        return null;
      },
    });
    const execution = startExecution(chain({ A: invoke('slow'), B: invoke('never') }), {}, functions);
    await new Promise(setImmediate);
    expect(execution.describe()).toEqual({ status: 'RUNNING' });
    execution.stop('Operator', 'a newer run has begun');
    expect(await execution.finished).toEqual({
      status: 'ABORTED',
      error: 'Operator',
      cause: 'a newer run has begun',
    });
    release(null);
    await new Promise(setImmediate);
    expect(calls).toEqual(['slow']);
  });

  it('times out as a whole', async () => {
    const clock = fakeClock();
    const machine = { ...chain({ A: invoke('stuck') }), TimeoutSeconds: 3600 };
    const stuck = localFunctions({ stuck: () => new Promise<never>(() => {}) });
    const { finished } = startExecution(machine, {}, stuck, { clock });
    setImmediate(() => clock.expire(3600));
    expect(await finished).toEqual({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  it('fails beyond 25,000 events', async () => {
    const machine = chain({ Again: { Type: 'Pass', Next: 'Again' } });
    const ran = await runMachine(machine, {});
    expect(ran).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(ran.execution.history).toHaveLength(25_001);
  });
});

describe('payloads', () => {
  const text = (bytes: number) => 'x'.repeat(bytes - 2);

  it('of 256 KiB pass', async () => {
    const { status } = await runMachine(chain({ A: { Type: 'Pass' } }), text(262_144));
    expect(status).toBe('SUCCEEDED');
  });

  it.each([
    ['input', chain({ A: { Type: 'Pass' } }), text(262_145)],
    ['result', chain({ A: { Type: 'Task', Resource: functionArn('big') } }), 1],
    [
      'task input',
      chain({ A: { Type: 'Task', Resource: functionArn('big'), Parameters: { 'a.$': '$', 'b.$': '$' } } }),
      text(200_000),
    ],
    ['output', chain({ A: { Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$' } } }), text(200_000)],
  ])('beyond it fail as %s', async (_, machine, input) => {
    const ran = await runMachine(machine, input, { big: () => text(262_145) });
    expect(ran).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('count in bytes of UTF-8', async () => {
    const { error } = await runMachine(chain({ A: { Type: 'Pass' } }), 'é'.repeat(140_000));
    expect(error).toBe('States.DataLimitExceeded');
  });
});

describe('a choice', () => {
  const choose = async (rule: ChoiceRule, input: Value) => {
    const machine = {
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
        Yes: { Type: 'Pass', Result: true, End: true },
        No: { Type: 'Pass', Result: false, End: true },
      },
    } as const;
    const { output, error } = await runMachine(machine, input);
    return error ?? output;
  };

  it.each<[ChoiceRule, Value, Value]>([
    [{ Variable: '$.n', NumericEquals: 3 }, { n: 3 }, true],
    [{ Variable: '$.n', NumericEquals: 3 }, { n: '3' }, false],
    [{ Variable: '$.n', NumericGreaterThan: 3 }, { n: 3 }, false],
    [{ Variable: '$.n', NumericGreaterThanEquals: 3 }, { n: 3 }, true],
    [{ Variable: '$.n', NumericLessThanPath: '$.m' }, { n: 1, m: 2 }, true],
    [{ Variable: '$.s', StringEquals: 'a' }, { s: 'a' }, true],
    [{ Variable: '$.s', StringLessThan: 'b' }, { s: 'a' }, true],
    [{ Variable: '$.s', StringMatches: 'runs/*/manifest.json' }, { s: 'runs/a.b/manifest.json' }, true],
    [{ Variable: '$.s', StringMatches: 'a\\*' }, { s: 'ab' }, false],
    [{ Variable: '$.s', StringMatches: 'a\\*' }, { s: 'a*' }, true],
    [{ Variable: '$.b', BooleanEquals: false }, { b: false }, true],
    [
      { Variable: '$.t', TimestampLessThan: '2026-03-01T01:00:00+01:00' },
      { t: '2026-02-28T23:59:59Z' },
      true,
    ],
    [{ Variable: '$.t', TimestampEquals: '2026-03-01T01:00:00+01:00' }, { t: '2026-03-01T00:00:00Z' }, true],
    [{ Variable: '$.t', TimestampEquals: '2026-03-01T00:00:00Z' }, { t: 'yesterday' }, false],
    [{ Variable: '$.x', IsPresent: true }, { x: null }, true],
    [{ Variable: '$.x', IsPresent: false }, {}, true],
    [{ Variable: '$.x', IsNull: true }, { x: null }, true],
    [{ Variable: '$.x', IsNumeric: true }, { x: 'a' }, false],
    [{ Variable: '$.x', IsString: true }, { x: 'a' }, true],
    [{ Variable: '$.x', IsBoolean: true }, { x: false }, true],
    [{ Variable: '$.x', IsTimestamp: true }, { x: '2026-03-01T00:00:00Z' }, true],
    [{ Not: { Variable: '$.n', NumericEquals: 3 } }, { n: 3 }, false],
    [
      {
        And: [
          { Variable: '$.n', IsPresent: true },
          { Variable: '$.n', NumericEquals: 3 },
        ],
      },
      {},
      false,
    ],
    [
      {
        Or: [
          { Variable: '$.n', NumericEquals: 2 },
          { Variable: '$.n', NumericEquals: 3 },
        ],
      },
      { n: 3 },
      true,
    ],
  ])('by the rule %j of %j gives %j', async (rule, input, expected) => {
    expect(await choose(rule, input)).toBe(expected);
  });

  it('fails where the value it compares is not there', async () => {
    expect(await choose({ Variable: '$.n', NumericEquals: 3 }, {})).toBe('States.Runtime');
  });

  it('fails where nothing leads on', async () => {
    const rule = { Variable: '$', NumericEquals: 1, Next: 'C' };
    const { error } = await runMachine(chain({ C: { Type: 'Choice', Choices: [rule] } }), 2);
    expect(error).toBe('States.NoChoiceMatched');
  });
});

describe('waiting', () => {
  it.each<[object, Value, number]>([
    [{ Seconds: 90 }, {}, 90],
    [{ SecondsPath: '$.s' }, { s: 5 }, 5],
    [{ Timestamp: '2026-03-02T02:01:00Z' }, {}, 60],
    [{ TimestampPath: '$.at' }, { at: '2026-03-02T02:00:30Z' }, 30],
    [{ Timestamp: '2020-01-01T00:00:00Z' }, {}, 0],
  ])('by %j sleeps as long and passes the input on', async (fields, input, seconds) => {
    const { clock, output } = await runMachine(chain({ W: { Type: 'Wait', ...fields } as State }), input);
    expect(clock.naps).toEqual([seconds]);
    expect(output).toEqual(input);
  });
});

describe('failing', () => {
  it('ends the execution with the name and cause that stand there, or that a path leads to', async () => {
    const plain = await runMachine(
      chain({ F: { Type: 'Fail', Error: 'Refused', Cause: 'bad rows' } as State }),
      {},
    );
    expect(plain).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'bad rows' });
    const led = { Type: 'Fail', ErrorPath: '$.e', CausePath: "States.Format('run {}', $.run)" } as State;
    expect(await runMachine(chain({ F: led }), { e: 'Late', run: 7 })).toMatchObject({
      error: 'Late',
      cause: 'run 7',
    });
  });
});

describe('branches', () => {
  it('all get the input and give their results in order', async () => {
    const branch = (name: string) => chain({ [name]: { Type: 'Task', Resource: functionArn(name) } });
    const machine = chain({ P: { Type: 'Parallel', Branches: [branch('slow'), branch('fast')] } });
    const { output } = await runMachine(machine, 3, {
      slow: (n: number) => new Promise<Value>((done) => setImmediate(() => done(n + 1))),
      fast: (n: number) => n + 2,
    });
    expect(output).toEqual([4, 5]);
  });

  it('end with the first that fails', async () => {
    const started: string[] = [];
    const machine = chain({
      P: {
        Type: 'Parallel',
        Branches: [
          chain({ F: { Type: 'Fail', Error: 'Broken' } as State }),
          chain({
            W: { Type: 'Wait', Seconds: 1 } as State,
            T: { Type: 'Task', Resource: functionArn('late') },
          }),
        ],
        Catch: [{ ErrorEquals: ['Broken'], Next: 'Handled' }],
        End: true,
      },
      Handled: { Type: 'Pass' },
    });
    const ran = await runMachine(machine, {}, { late: () => started.push('late') });
    expect(ran).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'Broken', Cause: '' } });
    expect(started).toEqual([]);
  });
});
