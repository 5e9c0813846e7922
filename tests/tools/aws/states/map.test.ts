import { describe, expect, it } from 'vitest';
import type { MapState, State } from '../../../../tools/aws/states/definition.ts';
import { chain, functionArn, runMachine, thrown } from '../../../../tools/aws/states/run-machine.ts';
import type { Value } from '../../../../tools/aws/states/value.ts';

const each = (name: string, more: object = {}): State => ({
  Type: 'Task',
  Resource: functionArn(name),
  ...more,
});
const map = (fields: Partial<MapState>, name = 'work'): MapState => ({
  Type: 'Map',
  ItemProcessor: chain({ Each: each(name) }),
  ...fields,
});

describe('a Map', () => {
  it('gives the results in the order of the items, whichever comes first', async () => {
    const work = (n: number) =>
      new Promise<Value>((done) => (n === 1 ? setTimeout(() => done('late'), 5) : done(n)));
    const { output } = await runMachine(chain({ M: map({}) }), [1, 2, 3], { work });
    expect(output).toEqual(['late', 2, 3]);
  });

  it('takes its items from a path and gives each what ItemSelector says', async () => {
    const machine = chain({
      M: map({
        ItemsPath: '$.shards',
        ItemSelector: { 'key.$': '$$.Map.Item.Value', 'n.$': '$$.Map.Item.Index', 'run.$': '$.run' },
        ResultPath: '$.done',
      }),
    });
    const { output } = await runMachine(
      machine,
      { run: 'a1', shards: ['x', 'y'] },
      { work: (p: Value) => p },
    );
    expect(output).toEqual({
      run: 'a1',
      shards: ['x', 'y'],
      done: [
        { key: 'x', n: 0, run: 'a1' },
        { key: 'y', n: 1, run: 'a1' },
      ],
    });
  });

  it('does the same in JSONata, and sees the variables around it', async () => {
    const machine = {
      ...chain({
        A: { Type: 'Pass', Assign: { run: 'a1' } } as State,
        M: map({
          Items: '{% $states.input.shards[n > 1] %}',
          ItemSelector: { shard: '{% $states.context.Map.Item.Value.n %}', run: '{% $run %}' },
          Output: { count: '{% $count($states.result) %}', results: '{% $states.result %}' },
        }),
      }),
      QueryLanguage: 'JSONata',
    } as const;
    const { output } = await runMachine(
      machine,
      { shards: [{ n: 1 }, { n: 2 }, { n: 3 }] },
      { work: (p: Value) => p },
    );
    expect(output).toEqual({
      count: 2,
      results: [
        { shard: 2, run: 'a1' },
        { shard: 3, run: 'a1' },
      ],
    });
  });

  it.each([
    [3, 3],
    [0, 40],
    [100, 40],
  ])('with MaxConcurrency %i works on %i items at once', async (MaxConcurrency, expected) => {
    let now = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
      return null;
    };
    const items = Array.from({ length: 90 }, (_, i) => i);
    await runMachine(chain({ M: map({ MaxConcurrency }) }), items, { work });
    expect(most).toBe(expected);
  });

  it('of nothing gives nothing', async () => {
    expect((await runMachine(chain({ M: map({}) }), [])).output).toEqual([]);
  });

  it('of no array fails', async () => {
    expect((await runMachine(chain({ M: map({}) }), { a: 1 })).error).toBe('States.Runtime');
  });

  it('fails with the error of the item that failed, and starts no further items', async () => {
    const seen: number[] = [];
    const work = (n: number) => {
      seen.push(n);
      if (n === 2) throw thrown('Poison');
      return n;
    };
    const ran = await runMachine(chain({ M: map({ MaxConcurrency: 1 }) }), [1, 2, 3], { work });
    expect(ran).toMatchObject({ status: 'FAILED', error: 'Poison' });
    expect(seen).toEqual([1, 2]);
  });

  it('is tried again as a whole, or its error is caught', async () => {
    let failures = 1;
    const work = (n: number) => {
      if (n === 2 && failures-- > 0) throw thrown('Busy');
      return n;
    };
    const Retry = [{ ErrorEquals: ['Busy'] }];
    expect((await runMachine(chain({ M: map({ Retry }) }), [1, 2], { work })).output).toEqual([1, 2]);
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], Next: 'Handled' }];
    const machine = chain({
      M: { ...map({ Catch }), End: true },
      Handled: { Type: 'Pass', Result: 'caught' } as State,
    });
    failures = 9;
    expect((await runMachine(machine, [1, 2], { work })).output).toBe('caught');
  });

  it('may stand within another', async () => {
    const inner = map({}, 'double');
    const machine = chain({ M: map({ ItemProcessor: chain({ Inner: inner }) }) });
    const { output } = await runMachine(machine, [[1, 2], [3]], { double: (n: number) => 2 * n });
    expect(output).toEqual([[2, 4], [6]]);
  });

  it('counts its items against the quota of events', async () => {
    const items = Array.from({ length: 4000 }, (_, i) => i);
    const { error } = await runMachine(chain({ M: map({}) }), items, { work: () => null });
    expect(error).toBe('States.Runtime');
  });
});
