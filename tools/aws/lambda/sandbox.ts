import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { region } from '../endpoint/calls.ts';
import { listen, readBody } from '../endpoint/http-server.ts';
import { type Deferred, deferred } from './deferred.ts';
import { type Ended, exited, failed, timedOut } from './ended.ts';
import { type FunctionSetup, functionArn, memoryOf, timeoutOf } from './setup.ts';

/** One process of a function, which serves one invocation at a time. */
export interface Sandbox {
  readonly invoke: (payload: string) => Promise<Ended>;
  /** Ends the process as it stands; what it is at work on fails. */
  readonly kill: () => Promise<void>;
  readonly alive: () => boolean;
}

/** Who speaks to the process through the Runtime API, and what it is at work on. */
interface Desk {
  /** The runtime's question for its next event. */
  asked: Deferred<ServerResponse>;
  work: { readonly id: string; readonly ended: Deferred<Ended> } | undefined;
  initError: Ended | undefined;
  readonly died: Deferred<Ended>;
}

const bootstrap = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));

/** Starts a process with the function's code, memory and environment, and the Runtime API that it asks for events. */
export async function startSandbox(
  name: string,
  setup: FunctionSetup,
  { environment, log }: { environment: Readonly<Record<string, string>>; log: (text: string) => void },
): Promise<Sandbox> {
  const desk: Desk = { asked: deferred(), work: undefined, initError: undefined, died: deferred() };
  const api = await listen((request, response) => void answer(request, response, desk));
  const child = startProcess(name, setup, { ...environment, AWS_LAMBDA_RUNTIME_API: new URL(api.url).host });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => log(String(text)));
  child.on('error', ({ message }) => desk.died.resolve(failed('Runtime.ExitError', message)));
  child.on('exit', (code, signal) => desk.died.resolve(desk.initError ?? exited(code, signal)));
  const gone = desk.died.promise.then(() => api.close());
  const kill = () => {
    child.kill('SIGKILL');
    return gone;
  };
  return {
    kill,
    alive: () => child.exitCode === null && child.signalCode === null && !child.killed,
    invoke: (payload) => invoke(desk, payload, { name, setup, kill }),
  };
}

function startProcess(
  name: string,
  setup: FunctionSetup,
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const memory = memoryOf(setup);
  return spawn(process.execPath, [`--max-old-space-size=${Math.floor(0.9 * memory)}`, bootstrap], {
    cwd: setup.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'loopback',
      LAMBDA_TASK_ROOT: setup.folder,
      _HANDLER: setup.handler ?? 'index.handler',
      ...setup.environment,
      ...environment,
    },
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const [, path = ''] = /^\/2018-06-01\/runtime\/(.*)$/.exec(request.url ?? '') ?? [];
  if (path === 'invocation/next') return desk.asked.resolve(response);
  const payload = (await readBody(request)).toString();
  response.writeHead(202).end('{"status":"OK"}');
  const ended = { payload: JSON.parse(payload), maxMemory: memoryIn(request) };
  if (path === 'init/error') desk.initError = { ...ended, functionError: 'Unhandled' };
  const [, id, how] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
  if (id === undefined || desk.work?.id !== id) return;
  desk.work.ended.resolve(how === 'error' ? { ...ended, functionError: 'Unhandled' } : ended);
}

const memoryIn = ({ headers }: IncomingMessage): number => Number(headers['max-memory-kilobytes']) / 1024;

async function invoke(
  desk: Desk,
  payload: string,
  { name, setup, kill }: { name: string; setup: FunctionSetup; kill: () => Promise<void> },
): Promise<Ended> {
  const next = await Promise.race([desk.asked.promise, desk.died.promise]);
  if ('payload' in next) return next;
  const work = { id: randomUUID(), ended: deferred<Ended>() };
  Object.assign(desk, { work, asked: deferred() });
  const seconds = timeoutOf(setup);
  const timer = setTimeout(() => work.ended.resolve(timedOut(seconds)), 1000 * seconds);
  hand(next, payload, { id: work.id, name, seconds });
  const ended = await Promise.race([work.ended.promise, desk.died.promise]);
  clearTimeout(timer);
  if (isTimeout(ended)) await kill();
  if ((ended.maxMemory ?? 0) <= memoryOf(setup)) return ended;
  await kill();
  return exited(null, 'SIGKILL');
}

const isTimeout = ({ payload }: Ended): boolean =>
  (payload as { errorType?: string } | null)?.errorType === 'Sandbox.Timedout';

function hand(
  next: ServerResponse,
  payload: string,
  { id, name, seconds }: { id: string; name: string; seconds: number },
): void {
  next.writeHead(200, {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': id,
    'lambda-runtime-deadline-ms': String(Date.now() + 1000 * seconds),
    'lambda-runtime-invoked-function-arn': functionArn(name),
  });
  next.end(payload);
}
