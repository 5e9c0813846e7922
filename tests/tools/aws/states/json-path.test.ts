import { describe, expect, it } from 'vitest';
import type { State } from '../../../../tools/aws/states/definition.ts';
import { evaluate } from '../../../../tools/aws/states/payload-template.ts';
import { chain, functionArn, runMachine } from '../../../../tools/aws/states/run-machine.ts';
import type { Value } from '../../../../tools/aws/states/value.ts';

const echo = { echo: (payload: Value) => payload };
const task = (more: object = {}): State => ({ Type: 'Task', Resource: functionArn('echo'), ...more });
const run = async (states: Record<string, State>, input: Value) => {
  const { output, error } = await runMachine(chain(states), input, echo);
  return error ?? output;
};

describe('what goes through a state', () => {
  const input = { order: { id: 7, lines: [{ sku: 'a' }, { sku: 'b' }] }, run: 'a1' };

  it.each<[string, object, Value]>([
    ['the whole input', {}, input],
    ['the part that InputPath leads to', { InputPath: '$.order.lines[1]' }, { sku: 'b' }],
    ['an empty object where InputPath is null', { InputPath: null }, {}],
    ['all elements that a path leads to', { InputPath: '$.order.lines[*].sku' }, ['a', 'b']],
    [
      'parameters filled from the input that InputPath leaves',
      { InputPath: '$.order', Parameters: { 'which.$': '$.id', fixed: [1, { 'deep.$': "$['lines'][0]" }] } },
      { which: 7, fixed: [1, { deep: { sku: 'a' } }] },
    ],
    [
      'the result beside the input',
      { InputPath: '$.run', ResultPath: '$.done.by' },
      { ...input, done: { by: 'a1' } },
    ],
    ['the input alone', { ResultPath: null }, input],
    ['what ResultSelector takes from the result', { ResultSelector: { 'id.$': '$.order.id' } }, { id: 7 }],
    [
      'what OutputPath leads to after ResultPath',
      { InputPath: '$.run', ResultPath: '$.order.run', OutputPath: '$.order.run' },
      'a1',
    ],
  ])('is %s', async (_, fields, expected) => {
    expect(await run({ A: task(fields) }, input)).toEqual(expected);
  });

  it('fails where a path leads nowhere, and where a result finds no place', async () => {
    expect(await run({ A: task({ Parameters: { 'x.$': '$.none' } }) }, input)).toBe(
      'States.ParameterPathFailure',
    );
    expect(await run({ A: task({ ResultPath: '$.run.x' }) }, input)).toBe('States.ResultPathMatchFailure');
  });

  it('of a Pass is its result, its parameters, or its input', async () => {
    expect(await run({ A: { Type: 'Pass', Result: [1] } }, 0)).toEqual([1]);
    expect(await run({ A: { Type: 'Pass', Parameters: { 'n.$': '$' } } }, 0)).toEqual({ n: 0 });
    expect(await run({ A: { Type: 'Pass', Result: 1, ResultPath: '$.n' } }, { m: 2 })).toEqual({
      m: 2,
      n: 1,
    });
  });
});

describe('variables', () => {
  it('are assigned from the result before it is selected, and read by later states', async () => {
    const states = {
      A: task({ Assign: { 'id.$': '$.order.id', kind: 'order' }, ResultSelector: {} }),
      B: { Type: 'Pass', Parameters: { 'id.$': '$id', 'kind.$': '$kind' } } as State,
    };
    expect(await run(states, { order: { id: 7 } })).toEqual({ id: 7, kind: 'order' });
  });

  it('keep their old values within the state that assigns new ones', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { n: 1 } } as State,
      B: { Type: 'Pass', Parameters: { 'n.$': '$n' }, Assign: { n: 2 } } as State,
      C: { Type: 'Pass', Parameters: { 'was.$': '$.n', 'is.$': '$n' } } as State,
    };
    expect(await run(states, {})).toEqual({ was: 1, is: 2 });
  });

  it('of a branch are not seen outside it, those around it are seen within', async () => {
    const inner = chain({ X: { Type: 'Pass', Assign: { n: 2 }, Parameters: { 'n.$': '$n' } } as State });
    const states = {
      A: { Type: 'Pass', Assign: { n: 1 } } as State,
      P: { Type: 'Parallel', Branches: [inner], ResultPath: '$.inner' } as State,
      C: { Type: 'Pass', Parameters: { 'inner.$': '$.inner', 'outer.$': '$n' } } as State,
    };
    expect(await run(states, {})).toEqual({ inner: [{ n: 1 }], outer: 1 });
  });

  it('that are not there fail the state', async () => {
    expect(await run({ A: { Type: 'Pass', Parameters: { 'n.$': '$n' } } }, {})).toBe(
      'States.ParameterPathFailure',
    );
  });
});

describe('the context object', () => {
  it('names execution, state machine and state', async () => {
    const machine = chain({ A: { Type: 'Pass', Parameters: { 'all.$': '$$' } } });
    const { output } = await runMachine(machine, { a: 1 }, {}, { name: 'night-1', stateMachine: 'nightly' });
    expect(output).toEqual({
      all: {
        Execution: {
          Id: 'arn:aws:states:eu-central-1:000000000000:execution:nightly:night-1',
          Input: { a: 1 },
          Name: 'night-1',
          StartTime: '2026-03-02T02:00:00.000Z',
        },
        StateMachine: {
          Id: 'arn:aws:states:eu-central-1:000000000000:stateMachine:nightly',
          Name: 'nightly',
        },
        State: { Name: 'A', EnteredTime: '2026-03-02T02:00:00.000Z', RetryCount: 0 },
      },
    });
  });
});

describe('an intrinsic function', () => {
  const roots = { input: { run: 'a1', list: [1, 2, 3, 2], text: '{"n":1}' }, context: {}, variables: {} };

  it.each<[string, Value]>([
    ["States.Format('runs/{}/{}.json', $.run, 7)", 'runs/a1/7.json'],
    ["States.Format('it\\'s {}, not ({})', $.run, 'x, y')", "it's a1, not (x, y)"],
    ['States.StringToJson($.text)', { n: 1 }],
    ['States.JsonToString($.list)', '[1,2,3,2]'],
    ["States.Array('a', 2, $.run, null)", ['a', 2, 'a1', null]],
    ['States.ArrayPartition($.list, 3)', [[1, 2, 3], [2]]],
    ['States.ArrayContains($.list, 3)', true],
    ['States.ArrayRange(1, 9, 3)', [1, 4, 7]],
    ['States.ArrayGetItem($.list, 2)', 3],
    ['States.ArrayLength($.list)', 4],
    ['States.ArrayUnique($.list)', [1, 2, 3]],
    ["States.Base64Encode('Holdfast')", 'SG9sZGZhc3Q='],
    ["States.Base64Decode('SG9sZGZhc3Q=')", 'Holdfast'],
    ["States.Hash('abc', 'SHA-1')", 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    [
      'States.JsonMerge(States.StringToJson(\'{"a":1,"b":1}\'), States.StringToJson(\'{"b":2}\'), false)',
      { a: 1, b: 2 },
    ],
    ['States.MathAdd(3, -5)', -2],
    ["States.StringSplit('a,b;c', ',;')", ['a', 'b', 'c']],
    ['States.MathRandom(4, 5)', 4],
    ['States.UUID()', expect.stringMatching(/^[0-9a-f-]{36}$/) as never],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression, roots)).toEqual(expected);
  });

  it.each(["States.Hash('abc', 'CRC')", 'States.Odd()', "States.MathAdd('1', 2)", 'States.ArrayLength(1)'])(
    '%s fails',
    (expression) => {
      expect(() => evaluate(expression, roots)).toThrow(
        expect.objectContaining({ error: 'States.IntrinsicFailure' }),
      );
    },
  );
});
