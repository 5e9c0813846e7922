import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Aws, clientsOf, startAws } from '../../../../tools/aws/start-aws.ts';
import type { ItemReader, MapState, State } from '../../../../tools/aws/states/definition.ts';
import type { Resources } from '../../../../tools/aws/states/frame.ts';
import {
  chain,
  functionArn,
  type LocalFunctions,
  localFunctions,
  runMachine,
  thrown,
} from '../../../../tools/aws/states/run-machine.ts';
import type { Value } from '../../../../tools/aws/states/value.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());
beforeEach(() => aws.faults.clear());

/** What a result writer leaves in the place of the results. */
interface Written {
  readonly MapRunArn: string;
  readonly ResultWriterDetails: { readonly Bucket: string; readonly Key: string };
}

const put = (key: string, text: string) => aws.s3.shelf.put('lake', key, Buffer.from(text));
const read = (key: string) => JSON.parse(readFileSync(aws.s3.shelf.get('lake', key).file, 'utf8'));
const world = (functions: LocalFunctions): Resources => ({
  ...localFunctions(functions),
  s3: clientsOf(aws).s3,
  record: (action, resource) => void aws.calls.push({ caller: 'TEST', action, resource, operation: 'Map' }),
});

const distributed = (fields: Partial<MapState>): MapState => ({
  Type: 'Map',
  ItemProcessor: {
    ...chain({ Each: { Type: 'Task', Resource: functionArn('work') } }),
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  },
  Label: 'Shards',
  ...fields,
});
const run = (fields: Partial<MapState>, input: Value, work: LocalFunctions['work'] = (p: Value) => p) =>
  runMachine(chain({ M: distributed(fields) }), input, world({ work }));
const getObject = (Key: string, InputType: string, more: object = {}): ItemReader => ({
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: { InputType, ...more },
  Parameters: { Bucket: 'lake', Key },
});

describe('items of a distributed Map', () => {
  it('are a list in the input, each worked on in an execution of its own', async () => {
    const ran = await run({ ItemsPath: '$.list' }, { list: [1, 2, 3] }, (n: number) => 2 * n);
    expect(ran.output).toEqual([2, 4, 6]);
    expect(ran.execution.mapRuns).toMatchObject([
      {
        arn: expect.stringContaining(':mapRun:machine/Shards:'),
        status: 'SUCCEEDED',
        items: { running: 0, succeeded: 3, failed: 0 },
        executions: { running: 0, succeeded: 3, failed: 0 },
      },
    ]);
    expect(ran.execution.history.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('are the objects under a prefix, page after page', async () => {
    for (let i = 0; i < 1100; i++) put(`listed/${String(i).padStart(4, '0')}.parquet`, 'x'.repeat(i % 7));
    put('other/0.parquet', '');
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:listObjectsV2',
      Parameters: { Bucket: 'lake', 'Prefix.$': '$.prefix' },
    };
    const { output } = await run({ ItemReader }, { prefix: 'listed/' });
    expect(output).toHaveLength(1100);
    expect((output as Value[])[1099]).toEqual({
      Key: 'listed/1099.parquet',
      Size: 0,
      Etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      LastModified: expect.any(Number),
      StorageClass: 'STANDARD',
    });
    expect(aws.calls.filter(({ action }) => action === 's3:ListBucket')).toHaveLength(2);
  });

  it.each([
    ['JSON', '[1,{"n":2},"three"]', {}, [1, { n: 2 }, 'three']],
    ['JSON', '{"a":{"list":[4]}}', { ItemsPointer: '/a/list' }, [4]],
    ['JSONL', '{"n":1}\n{"n":2}\n\n{"n":3}', {}, [{ n: 1 }, { n: 2 }, { n: 3 }]],
    ['JSONL', '1\n2\n3\n', { MaxItems: 2 }, [1, 2]],
    [
      'CSV',
      'id,note\n1,"a, b"\n2,c\n',
      { CSVHeaderLocation: 'FIRST_ROW' },
      [
        { id: '1', note: 'a, b' },
        { id: '2', note: 'c' },
      ],
    ],
    ['CSV', '1,a\n', { CSVHeaderLocation: 'GIVEN', CSVHeaders: ['id', 'note'] }, [{ id: '1', note: 'a' }]],
  ])('are read from an object of %s: %j', async (type, text, config, expected) => {
    put('items', text);
    expect((await run({ ItemReader: getObject('items', type, config) }, {})).output).toEqual(expected);
  });

  it.each<[string, string, object]>([
    ['an object that is not there', 'none', getObject('none', 'JSON')],
    ['JSON that is no list', '{}', getObject('bad', 'JSON')],
    ['broken lines', '{"n":', getObject('bad', 'JSONL')],
    ['another reader', '', { Resource: 'arn:aws:states:::dynamodb:scan', Parameters: {} }],
  ])('fail the Map from %s', async (_, text, ItemReader) => {
    put('bad', text);
    const ran = await run({ ItemReader }, {});
    expect(ran).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed' });
    expect(ran.execution.mapRuns).toMatchObject([{ status: 'FAILED' }]);
  });

  it('are given through ItemSelector, from variables around the Map that its states do not see', async () => {
    const machine = chain({
      A: { Type: 'Pass', Assign: { run: 'a1' } } as State,
      M: distributed({
        ItemProcessor: {
          ...chain({
            Each: { Type: 'Pass', Output: { run: '{% $states.input.run %}', seen: '{% $exists($run) %}' } },
          }),
          ProcessorConfig: { Mode: 'DISTRIBUTED' },
        },
        Items: [0],
        ItemSelector: { run: '{% $run %}', n: '{% $states.context.Map.Item.Index %}' },
      }),
    });
    const { output } = await runMachine({ ...machine, QueryLanguage: 'JSONata' }, {}, world({}));
    expect(output).toEqual([{ run: 'a1', seen: false }]);
  });

  it('are at most MaxConcurrency at work', async () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const work = () => new Promise<Value>((done) => setImmediate(() => done(null)));
    const { execution } = await run({ MaxConcurrency: 7 }, items, work);
    expect(execution.mapRuns[0]?.mostAtOnce).toBe(7);
  });
});

describe('batches', () => {
  it('hold at most so many items, with what all batches are given', async () => {
    const ItemBatcher = { MaxItemsPerBatch: 2, BatchInput: { 'run.$': '$.run' } };
    const ran = await run({ ItemsPath: '$.list', ItemBatcher }, { run: 'a1', list: [1, 2, 3] });
    expect(ran.output).toEqual([
      { BatchInput: { run: 'a1' }, Items: [1, 2] },
      { BatchInput: { run: 'a1' }, Items: [3] },
    ]);
    expect(ran.execution.mapRuns[0]).toMatchObject({ items: { succeeded: 3 }, executions: { succeeded: 2 } });
  });

  it('hold at most so many bytes, and never more than a payload may have', async () => {
    const sizes = async (ItemBatcher: MapState['ItemBatcher'], items: Value[]) => {
      const { output } = await run(
        { ItemBatcher: ItemBatcher ?? {} },
        items,
        ({ Items }: { Items: Value[] }) => Items.length,
      );
      return output;
    };
    expect(await sizes({ MaxInputBytesPerBatch: 36 }, ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'])).toEqual([2, 1]);
    put('large', JSON.stringify(Array.from({ length: 3 }, () => 'x'.repeat(100_000))));
    const large = await run(
      { ItemReader: getObject('large', 'JSON'), ItemBatcher: { MaxItemsPerBatch: 3 } },
      {},
      ({ Items }: { Items: Value[] }) => Items.length,
    );
    expect(large.output).toEqual([2, 1]);
  });
});

describe('failures of a distributed Map', () => {
  const poison = (n: number) => {
    if (n % 4 === 0) throw thrown('Poison', `item ${n}`);
    return n;
  };
  const eight = [1, 2, 3, 4, 5, 6, 7, 8];

  it.each<[Partial<MapState>, string]>([
    [{}, 'FAILED'],
    [{ ToleratedFailureCount: 1 }, 'FAILED'],
    [{ ToleratedFailureCount: 2 }, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 24 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 25 }, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 0 }, 'FAILED'],
    [{ ToleratedFailureCount: 2, ToleratedFailurePercentage: 10 }, 'FAILED'],
    [{ ToleratedFailureCount: 1, ToleratedFailurePercentage: 100 }, 'FAILED'],
    [{ ToleratedFailureCount: 2, ToleratedFailurePercentage: 100 }, 'SUCCEEDED'],
  ])('two of eight under %j: %s', async (tolerated, status) => {
    const ran = await run(tolerated, eight, poison);
    expect(ran.status).toBe(status);
    if (status === 'FAILED') expect(ran.error).toBe('States.ExceedToleratedFailureThreshold');
    expect(ran.execution.mapRuns[0]?.status).toBe(status);
  });

  it('stand among the results as the executions they are', async () => {
    const { output } = await run({ ToleratedFailureCount: 1 }, [3, 4], poison);
    expect(output).toEqual([
      3,
      expect.objectContaining({
        Status: 'FAILED',
        Input: '4',
        Error: 'Poison',
        ExecutionArn: expect.stringContaining(':execution:machine/Shards:'),
      }),
    ]);
  });

  it('count all items of a batch', async () => {
    const fields = { ItemBatcher: { MaxItemsPerBatch: 4 }, MaxConcurrency: 1, ToleratedFailureCount: 3 };
    const ran = await run(fields, eight, ({ Items }: { Items: number[] }) => poison(Items[0]! - 1));
    expect(ran.status).toBe('FAILED');
    expect(ran.execution.mapRuns[0]?.items).toMatchObject({ failed: 4 });
  });

  it('are tried again within their own execution', async () => {
    let failures = 2;
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, MaxAttempts: 2 }];
    const ItemProcessor = {
      ...chain({ Each: { Type: 'Task', Resource: functionArn('work'), Retry } }),
      ProcessorConfig: { Mode: 'DISTRIBUTED' },
    } as const;
    const ran = await run({ ItemProcessor }, [1], () => {
      if (failures-- > 0) throw thrown('Busy');
      return 'done';
    });
    expect(ran).toMatchObject({ output: ['done'], clock: { naps: [10, 20] } });
  });

  it('leave an input that is too large alone to fail its own execution', async () => {
    put('large', JSON.stringify(['x'.repeat(262_143), 'small']));
    const ran = await run({ ItemReader: getObject('large', 'JSON'), ToleratedFailureCount: 1 }, {});
    expect(ran.execution.mapRuns[0]?.items).toMatchObject({ succeeded: 1, failed: 1 });
  });
});

describe('written results', () => {
  const ResultWriter = {
    Resource: 'arn:aws:states:::s3:putObject',
    Parameters: { Bucket: 'lake', 'Prefix.$': '$.to' },
  };
  const fields = { ItemsPath: '$.list', ResultWriter, ToleratedFailureCount: 1 };
  const work = (n: number) => {
    if (n === 2) throw thrown('Poison');
    return { n };
  };

  it('lie in S3 by status, named by a manifest, and the Map tells where', async () => {
    const before = aws.calls.length;
    const { output, execution } = await run(fields, { to: 'shards', list: [1, 2, 3] }, work);
    const { MapRunArn, ResultWriterDetails } = output as unknown as Written;
    expect(MapRunArn).toBe(execution.mapRuns[0]?.arn);
    expect(ResultWriterDetails).toEqual({
      Bucket: 'lake',
      Key: `shards/${execution.mapRuns[0]?.arn.split(':').at(-1)}/manifest.json`,
    });
    const manifest = read(ResultWriterDetails.Key);
    expect(manifest).toMatchObject({
      DestinationBucket: 'lake',
      MapRunArn,
      ResultFiles: { FAILED: [{ Size: expect.any(Number) }], PENDING: [], SUCCEEDED: [{}] },
    });
    expect(read(manifest.ResultFiles.SUCCEEDED[0].Key)).toMatchObject([
      { Status: 'SUCCEEDED', Input: '1', Output: '{"n":1}' },
      { Status: 'SUCCEEDED', Input: '3', Output: '{"n":3}' },
    ]);
    expect(read(manifest.ResultFiles.FAILED[0].Key)).toMatchObject([{ Status: 'FAILED', Error: 'Poison' }]);
    const actions = new Set(aws.calls.slice(before).map(({ action }) => action));
    expect([...actions].sort()).toEqual([
      's3:AbortMultipartUpload',
      's3:GetObject',
      's3:ListMultipartUploadParts',
      's3:PutObject',
      'states:DescribeExecution',
      'states:StartExecution',
      'states:StopExecution',
    ]);
  });

  it.each([
    ['COMPACT', 'JSON', '[{"n":1},{"n":3}]'],
    ['FLATTEN', 'JSONL', '{"n":1}\n{"n":3}\n'],
  ] as const)('may be outputs alone: %s, %s', async (Transformation, OutputType, text) => {
    const writer = { ...ResultWriter, WriterConfig: { Transformation, OutputType } };
    const { output } = await run({ ...fields, ResultWriter: writer }, { to: 'out', list: [1, 2, 3] }, work);
    const { Key } = (output as unknown as Written).ResultWriterDetails;
    const [{ Key: file }] = read(Key).ResultFiles.SUCCEEDED;
    expect(readFileSync(aws.s3.shelf.get('lake', file).file, 'utf8')).toBe(text);
  });

  it('that cannot be written fail the Map', async () => {
    const writer = { ...ResultWriter, Parameters: { Bucket: 'nowhere' } };
    const ran = await run({ ...fields, ResultWriter: writer }, { list: [1] }, work);
    expect(ran).toMatchObject({ status: 'FAILED', error: 'States.ResultWriterFailed' });
  });
});

describe('ten thousand shards', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed / 1e6;
  };

  /** Runs so many items of 1 kB with results of 4 kB, and tells the live heap in megabytes on the way. */
  async function simulate(items: number) {
    put(
      'shards',
      Array.from({ length: items }, (_, i) => JSON.stringify({ i, pad: 'x'.repeat(1000) })).join('\n'),
    );
    const heaps: number[] = [];
    let sum = 0;
    const ran = await run(
      {
        ItemReader: getObject('shards', 'JSONL'),
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          Parameters: { Bucket: 'lake', Prefix: 'flat' },
        },
        MaxConcurrency: 100,
      },
      {},
      async ({ i }: { i: number }) => {
        await new Promise(setImmediate);
        sum += i;
        if (i % 1000 === 999) heaps.push(heap());
        return { i, pad: 'y'.repeat(4000) };
      },
    );
    return { ...ran, heaps, sum };
  }

  it('are all worked on once, a hundred at a time, and the orchestration holds no more for the last than for the first', async () => {
    const { execution, output, heaps, sum } = await simulate(10_000);
    expect(sum).toBe((10_000 * 9_999) / 2);
    expect(execution.mapRuns[0]).toMatchObject({
      status: 'SUCCEEDED',
      items: { running: 0, succeeded: 10_000, failed: 0 },
      mostAtOnce: 100,
    });
    const { Key } = (output as unknown as Written).ResultWriterDetails;
    const written = read(Key).ResultFiles.SUCCEEDED.flatMap((file: { Key: string }) => read(file.Key));
    expect(new Set(written.map(({ Input }: { Input: string }) => Input)).size).toBe(10_000);
    expect(execution.history).toHaveLength(6);
    expect(JSON.stringify(output).length).toBeLessThan(400);
    expect(heaps).toHaveLength(10);
    // Held, the results alone would be 4 MB more at each reading, 36 MB at the last.
    expect(Math.max(...heaps.slice(1)) - heaps[0]!).toBeLessThan(12);
  });
});
