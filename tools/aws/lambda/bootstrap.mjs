/** The client side of the Lambda Runtime API, as the managed Node runtime does it: docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER } = process.env;
const agent = new Agent({ keepAlive: true });

/** One exchange with the Runtime API: headers and text of the answer. */
const ask = (method, path, { headers = {}, body } = {}) =>
  new Promise((done, failed) => {
    const url = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/${path}`;
    const asked = request(url, { method, headers, agent }, (answer) =>
      text(answer).then((body) => done({ headers: answer.headers, body }), failed),
    );
    asked.on('error', failed).end(body);
  });

/** The most kilobytes held by this process. Linux counts in `maxRSS` what its parent held when it was forked, too. */
const mostMemory = () =>
  existsSync('/proc/self/status')
    ? Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
    : process.resourceUsage().maxRSS;

const post = (path, value, headers = {}) =>
  ask('POST', path, {
    body: JSON.stringify(value) ?? 'null',
    headers: { 'max-memory-kilobytes': String(mostMemory()), ...headers },
  });

const described = (error) => ({
  errorType: error?.name ?? typeof error,
  errorMessage: error instanceof Error ? error.message : String(error),
  trace: String(error?.stack ?? '').split('\n'),
});

const named = (name, message) => Object.assign(new Error(message), { name });

async function loadHandler() {
  const dot = _HANDLER.lastIndexOf('.');
  const module = await importModule(_HANDLER.slice(0, dot));
  const name = _HANDLER.slice(dot + 1);
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== 'function')
    throw named('Runtime.HandlerNotFound', `${_HANDLER} is undefined or not exported`);
  return handler;
}

async function importModule(name) {
  for (const ending of ['.mjs', '.js', '.cjs']) {
    const { href } = pathToFileURL(join(LAMBDA_TASK_ROOT, name + ending));
    try {
      return await import(href);
    } catch (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.url !== href) throw error;
    }
  }
  throw named('Runtime.ImportModuleError', `Cannot find module '${name}'`);
}

const contextOf = (headers) => {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
};

async function serveNext(handler) {
  const next = await ask('GET', 'invocation/next');
  const context = contextOf(next.headers);
  const path = `invocation/${context.awsRequestId}`;
  try {
    await post(`${path}/response`, await handler(JSON.parse(next.body), context));
  } catch (error) {
    await post(`${path}/error`, described(error), { 'lambda-runtime-function-error-type': 'Unhandled' });
  }
}

let handler;
try {
  handler = await loadHandler();
} catch (error) {
  await post('init/error', described(error));
  process.exit(1);
}
for (;;) await serveNext(handler);
