import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { surroundings } from '../../../tools/aws/endpoint/surroundings.ts';
import { startLambda } from '../../../tools/aws/lambda/server.ts';
import type { FunctionSetup } from '../../../tools/aws/lambda/setup.ts';
import type { Value } from '../../../tools/aws/states/value.ts';

const around = surroundings();
const lambda = startLambda(around, (accessKey) => ({ AWS_ACCESS_KEY_ID: accessKey }));
const folder = mkdtempSync(join(tmpdir(), 'holdfast-lambda-'));
afterAll(async () => {
  await lambda.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => around.faults.clear());

/** Deploys a handler of its own for each test, so that no process is warm from another. */
function deploy(name: string, handler: string, setup: Partial<FunctionSetup> = {}): void {
  writeFileSync(join(folder, `${name}.mjs`), handler);
  lambda.deploy(name, { folder, handler: `${name}.handler`, memory: 512, ...setup });
}
const invoke = (name: string, payload: Value = {}) => lambda.invoke(name, payload, 'machine');
const reportsOf = (name: string) => lambda.reports.filter((report) => report.function === name);
const error = (errorType: string, errorMessage: unknown = expect.any(String)) => ({
  functionError: 'Unhandled',
  payload: expect.objectContaining({ errorType, errorMessage }),
});

describe('a function', () => {
  it('is given the event and its context, and gives what its handler returns', async () => {
    deploy(
      'context',
      `export const handler = async (event, context) => ({
        event, name: context.functionName, arn: context.invokedFunctionArn, memory: context.memoryLimitInMB,
        left: context.getRemainingTimeInMillis() > 0 && context.getRemainingTimeInMillis() <= 20_000,
        key: process.env.AWS_ACCESS_KEY_ID, setting: process.env.SETTING, folder: process.cwd(),
      });`,
      { environment: { SETTING: 'on' }, timeout: 20 },
    );
    expect(await invoke('context', { run: 'a1' })).toMatchObject({
      payload: {
        event: { run: 'a1' },
        name: 'context',
        arn: 'arn:aws:lambda:eu-central-1:000000000000:function:context',
        memory: '512',
        left: true,
        key: 'context',
        setting: 'on',
        folder: expect.stringContaining('holdfast-lambda-'),
      },
    });
  });

  it('starts cold once and stays warm, with what its module keeps', async () => {
    deploy('counter', 'let n = 0; export const handler = async () => ++n;');
    expect((await invoke('counter')).payload).toBe(1);
    expect((await invoke('counter')).payload).toBe(2);
    expect(reportsOf('counter').map(({ cold }) => cold)).toEqual([true, false]);
  });

  it('runs in as many processes as it may, the rest waiting', async () => {
    deploy('process', 'export const handler = async () => process.pid;', { concurrency: 2 });
    const pids = await Promise.all(Array.from({ length: 6 }, () => invoke('process')));
    expect(new Set(pids.map(({ payload }) => payload)).size).toBeLessThanOrEqual(2);
    expect(reportsOf('process').filter(({ cold }) => cold).length).toBeLessThanOrEqual(2);
  });

  it('gives null where its handler returns nothing', async () => {
    deploy('nothing', 'export const handler = async () => {};');
    expect((await invoke('nothing')).payload).toBeNull();
  });

  it('leaves what it writes in its log, and tells the memory it held', async () => {
    deploy('logs', "export const handler = async () => { console.log('scored 7'); };");
    await invoke('logs');
    expect(lambda.logOf('logs')).toContain('scored 7');
    expect(reportsOf('logs')[0]?.maxMemory).toBeGreaterThan(10);
  });
});

describe('a function that fails', () => {
  it('gives the type and message of the error, and stays warm', async () => {
    deploy(
      'throws',
      "export const handler = async () => { throw Object.assign(new Error('no rows'), { name: 'DataRefusedError' }); };",
    );
    expect(await invoke('throws')).toMatchObject(error('DataRefusedError', 'no rows'));
    await invoke('throws');
    expect(reportsOf('throws').map(({ cold, failed }) => [cold, failed])).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('is ended when its time is over, and starts cold again', async () => {
    deploy(
      'stuck',
      'export const handler = (event) => event.hang ? new Promise(() => setInterval(() => {}, 9)) : 1;',
      {
        timeout: 0.3,
      },
    );
    expect(await invoke('stuck', { hang: true })).toMatchObject(
      error('Sandbox.Timedout', 'Error: Task timed out after 0.30 seconds'),
    );
    lambda.deploy('stuck', { folder, handler: 'stuck.handler', timeout: 20 });
    expect((await invoke('stuck')).payload).toBe(1);
    expect(reportsOf('stuck').map(({ cold }) => cold)).toEqual([true, true]);
  });

  it('may end its process, which starts anew', async () => {
    deploy('exits', 'export const handler = (event) => event.exit ? process.exit(7) : 1;');
    expect(await invoke('exits', { exit: true })).toMatchObject(
      error('Runtime.ExitError', 'Runtime exited with error: exit status 7'),
    );
    expect((await invoke('exits')).payload).toBe(1);
  });

  it('is killed while it works', async () => {
    deploy('killed', 'export const handler = () => new Promise(() => setInterval(() => {}, 9));', {
      timeout: 60,
    });
    const ending = invoke('killed');
    const kill = setInterval(() => lambda.kill('killed'), 20);
    expect(await ending).toMatchObject(
      error('Runtime.ExitError', 'Runtime exited with error: signal: killed'),
    );
    clearInterval(kill);
  });

  it('that holds more memory than it may is killed', async () => {
    deploy('greedy', 'export const handler = async () => { globalThis.kept = Buffer.alloc(300e6, 1); };', {
      memory: 256,
    });
    expect(await invoke('greedy')).toMatchObject(
      error('Runtime.ExitError', 'Runtime exited with error: signal: killed'),
    );
  });

  it.each([
    ['broken', 'this is no JavaScript', 'SyntaxError'],
    ['throwing', "throw new RangeError('at start');", 'RangeError'],
    ['handlerless', 'export const other = 1;', 'Runtime.HandlerNotFound'],
    ['importless', "import './not-there.mjs'; export const handler = () => 1;", 'Error'],
  ])('as it starts tells so: %s', async (name, source, type) => {
    deploy(name, source);
    expect(await invoke(name)).toMatchObject(error(type));
    expect(await invoke(name)).toMatchObject(error(type));
  });

  it('without a file tells so', async () => {
    lambda.deploy('fileless', { folder, handler: 'fileless.handler' });
    expect(await invoke('fileless')).toMatchObject(error('Runtime.ImportModuleError'));
  });
});

describe('Lambda', () => {
  beforeAll(() => deploy('called', 'export const handler = () => 1;'));

  it('writes down who invoked what', async () => {
    await invoke('called');
    expect(around.calls.at(-1)).toEqual({
      caller: 'machine',
      action: 'lambda:InvokeFunction',
      resource: 'arn:aws:lambda:eu-central-1:000000000000:function:called',
      operation: 'Invoke',
    });
  });

  it('refuses a function that it does not know', async () => {
    await expect(invoke('nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it.each([
    ['throttle', 'TooManyRequestsException', 0],
    ['server-error', 'ServiceException', 0],
    ['cut', 'SdkClientException', 0],
    ['denied', 'AWSLambdaException', 0],
    ['cut-after', 'SdkClientException', 1],
  ] as const)('under the fault %s says %s', async (kind, name, runs) => {
    const before = reportsOf('called').length;
    around.faults.inject({ kind });
    await expect(invoke('called')).rejects.toMatchObject({ name });
    expect(reportsOf('called').length - before).toBe(runs);
    expect((await invoke('called')).payload).toBe(1);
  });
});
