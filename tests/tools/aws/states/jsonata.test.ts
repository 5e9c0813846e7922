import { describe, expect, it } from 'vitest';
import type { State } from '../../../../tools/aws/states/definition.ts';
import { chain, functionArn, runMachine, thrown } from '../../../../tools/aws/states/run-machine.ts';
import type { Value } from '../../../../tools/aws/states/value.ts';

const run = (
  states: Record<string, State>,
  input: Value,
  functions: Record<string, (p: never) => Value> = {},
) => runMachine({ ...chain(states), QueryLanguage: 'JSONata' }, input, functions);
const echo = { echo: (payload: Value) => payload };

describe('what goes through a JSONata state', () => {
  it('is given by Arguments and leaves by Output', async () => {
    const states: Record<string, State> = {
      A: {
        Type: 'Task',
        Resource: functionArn('echo'),
        Arguments: { total: '{% $sum($states.input.lines.price) %}', plain: '$states.input' },
        Output: {
          total: '{% $states.result.total * 2 %}',
          from: '{% $states.input.id %}',
          plain: '{% $states.result.plain %}',
        },
      },
    };
    const { output } = await run(states, { id: 7, lines: [{ price: 1.5 }, { price: 2 }] }, echo);
    expect(output).toEqual({ total: 7, from: 7, plain: '$states.input' });
  });

  it('is the input and the result where nothing is said', async () => {
    const { output } = await run(
      { A: { Type: 'Task', Resource: functionArn('echo') }, B: { Type: 'Pass' } },
      [1],
      echo,
    );
    expect(output).toEqual([1]);
  });

  it('is told by variables, which keep their old values within the state that assigns them', async () => {
    const states: Record<string, State> = {
      A: { Type: 'Pass', Assign: { run: '{% $states.input.id & "-1" %}', n: 1 } },
      B: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Output: { n: '{% $n %}' } },
      C: { Type: 'Pass', Output: { was: '{% $states.input.n %}', is: '{% $n %}', run: '{% $run %}' } },
    };
    expect((await run(states, { id: 'a' })).output).toEqual({ was: 1, is: 2, run: 'a-1' });
  });

  it('may be of the other language in one state', async () => {
    const states: Record<string, State> = {
      A: { Type: 'Pass', Assign: { n: 3 } },
      B: { Type: 'Pass', QueryLanguage: 'JSONPath', Parameters: { 'n.$': '$n', 'm.$': '$.m' } },
    };
    expect((await run(states, { m: 4 })).output).toEqual({ n: 3, m: 4 });
  });

  it.each(['$states.input.none', '1 + "a"', '$error("no")', '$eval("1")', '(', '$unknown()'])(
    'fails where an expression fails or gives nothing: %s',
    async (expression) => {
      const { error } = await run({ A: { Type: 'Pass', Output: `{% ${expression} %}` } }, {});
      expect(error).toBe('States.QueryEvaluationError');
    },
  );

  it.each<[string, Value]>([
    ['$partition([1,2,3], 2)', [[1, 2], [3]]],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$hash("abc", "SHA-1")', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['$parse("{\\"n\\":1}").n', 1],
    ['$length($uuid())', 36],
    ['$states.context.State.Name', 'A'],
    ['null', null],
    ['[1]', [1]],
  ])('knows %s', async (expression, expected) => {
    expect((await run({ A: { Type: 'Pass', Output: `{% ${expression} %}` } }, {})).output).toEqual(expected);
  });
});

describe('a JSONata choice', () => {
  const states = (Condition: string | boolean): Record<string, State> => ({
    C: {
      Type: 'Choice',
      Choices: [{ Condition, Next: 'Yes', Assign: { by: 'rule' }, Output: '{% $states.input.n + 1 %}' }],
      Default: 'Yes',
      Assign: { by: 'default' },
    },
    Yes: { Type: 'Pass', Output: { by: '{% $by %}', input: '{% $states.input %}' } },
  });

  it('follows the rule whose condition holds, with its own variables and output', async () => {
    expect((await run(states('{% $states.input.n > 2 %}'), { n: 3 })).output).toEqual({
      by: 'rule',
      input: 4,
    });
  });

  it('follows the default with those of the state', async () => {
    expect((await run(states('{% $states.input.n > 3 %}'), { n: 3 })).output).toEqual({
      by: 'default',
      input: { n: 3 },
    });
    expect((await run(states(false), { n: 3 })).output).toHaveProperty('by', 'default');
  });

  it('fails where a condition is no boolean', async () => {
    expect((await run(states('{% $states.input.n %}'), { n: 3 })).error).toBe('States.QueryEvaluationError');
  });
});

describe('a JSONata catcher', () => {
  const states = (more: object): Record<string, State> => ({
    A: {
      Type: 'Task',
      Resource: functionArn('fails'),
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B', ...more }],
      End: true,
    },
    B: { Type: 'Pass', Output: { input: '{% $states.input %}', why: '{% $exists($why) ? $why : "?" %}' } },
  });
  const fails = {
    fails: () => {
      throw thrown('Refused', 'no rows');
    },
  };

  it('goes on with the error', async () => {
    const { output } = await run(states({}), { n: 1 }, fails);
    expect(output).toEqual({
      input: { Error: 'Refused', Cause: '{"errorType":"Refused","errorMessage":"no rows"}' },
      why: '?',
    });
  });

  it('may keep the input and assign what the error says', async () => {
    const more = {
      Output: '{% $states.input %}',
      Assign: { why: '{% $parse($states.errorOutput.Cause).errorMessage %}' },
    };
    expect((await run(states(more), { n: 1 }, fails)).output).toEqual({ input: { n: 1 }, why: 'no rows' });
  });
});

describe('other JSONata fields', () => {
  it('give a Fail its error, a Wait its seconds, and a Task its time', async () => {
    const failing = {
      Type: 'Fail',
      Error: '{% $states.input.e %}',
      Cause: '{% "run " & $states.input.run %}',
    } as State;
    expect(await run({ F: failing }, { e: 'Late', run: 'a1' })).toMatchObject({
      error: 'Late',
      cause: 'run a1',
    });
    const waiting = { Type: 'Wait', Seconds: '{% $states.input.s * 2 %}' } as State;
    expect((await run({ W: waiting }, { s: 4 })).clock.naps).toEqual([8]);
    const timed: State = {
      Type: 'Task',
      Resource: functionArn('echo'),
      TimeoutSeconds: '{% $states.input.s %}',
    };
    expect(await run({ T: timed }, { s: 4 }, echo)).toMatchObject({ output: { s: 4 } });
  });

  it('give branches their input', async () => {
    const branch = {
      StartAt: 'X',
      States: { X: { Type: 'Pass', Output: '{% $states.input + $n %}', End: true } as State },
    };
    const states: Record<string, State> = {
      A: { Type: 'Pass', Assign: { n: 10 } },
      P: {
        Type: 'Parallel',
        Branches: [branch, branch],
        Arguments: '{% $states.input.v %}',
        Output: '{% $sum($states.result) %}',
      },
    };
    expect((await run(states, { v: 1 })).output).toBe(22);
  });
});
