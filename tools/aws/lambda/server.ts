import { setTimeout as wait } from 'node:timers/promises';
import type { FaultKind } from '../endpoint/faults.ts';
import { admit, type Surroundings } from '../endpoint/surroundings.ts';
import type { Value } from '../states/value.ts';
import type { Ended } from './ended.ts';
import { type Pool, poolOf } from './pool.ts';
import { startSandbox } from './sandbox.ts';
import { type FunctionSetup, functionArn } from './setup.ts';

/** A refusal of Lambda itself, by the name of the exception. */
export class LambdaError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** What Lambda's log tells of one invocation. */
export interface Report {
  readonly function: string;
  readonly cold: boolean;
  readonly milliseconds: number;
  readonly maxMemory?: number;
  readonly failed: boolean;
}

export interface LambdaEndpoint {
  /** Makes a function known, or changes it. It signs its calls with its name as the access key. */
  readonly deploy: (name: string, setup: FunctionSetup) => void;
  /** Invokes a function and waits for its end. @throws LambdaError where Lambda refuses */
  readonly invoke: (name: string, payload: Value, caller: string) => Promise<Ended>;
  /** Kills the processes of a function as they stand. */
  readonly kill: (name: string) => void;
  readonly reports: readonly Report[];
  /** What a function wrote on its streams. */
  readonly logOf: (name: string) => string;
  readonly close: () => Promise<void>;
}

interface Deployed {
  readonly pool: Pool;
  readonly log: string[];
}

/**
 * Starts Lambda: each function in Node processes of its own, spoken to through the Runtime API on loopback.
 * @param environment what every function finds in its environment, by the access key that it signs with
 */
export function startLambda(
  around: Surroundings,
  environment: (accessKey: string) => Readonly<Record<string, string>>,
): LambdaEndpoint {
  const functions = new Map<string, Deployed>();
  const reports: Report[] = [];

  const sandboxesOf = (name: string) => functions.get(name)?.pool.all() ?? [];
  const kill = (name: string) => Promise.all(sandboxesOf(name).map((sandbox) => sandbox.kill()));
  const deploy = (name: string, setup: FunctionSetup) => {
    void kill(name);
    admit(around, name);
    const log: string[] = [];
    const effects = { environment: environment(name), log: (text: string) => void log.push(text) };
    const pool = poolOf(() => startSandbox(name, setup, effects), setup.concurrency ?? 2);
    functions.set(name, { pool, log });
  };
  return {
    deploy,
    reports,
    logOf: (name) => functions.get(name)?.log.join('') ?? '',
    invoke: async (name, payload, caller) => {
      const call = {
        caller,
        action: 'lambda:InvokeFunction',
        resource: functionArn(name),
        operation: 'Invoke',
      };
      around.calls.push(call);
      const fault = around.faults.strike(call);
      if (fault?.kind === 'slow') await wait(fault.milliseconds ?? 50);
      refuse(fault?.kind);
      const deployed = functions.get(name);
      if (!deployed)
        throw new LambdaError('ResourceNotFoundException', `Function not found: ${functionArn(name)}`);
      const { report, ended } = await serve(deployed.pool, JSON.stringify(payload));
      reports.push({ function: name, ...report });
      if (fault?.kind === 'cut-after') throw new LambdaError('SdkClientException', 'The connection was cut');
      return ended;
    },
    kill: (name) => void kill(name),
    close: async () => void (await Promise.all([...functions.keys()].map(kill))),
  };
}

async function serve(
  { take, giveBack }: Pool,
  payload: string,
): Promise<{ report: Omit<Report, 'function'>; ended: Ended }> {
  const { sandbox, cold } = await take();
  const began = performance.now();
  try {
    const ended = await sandbox.invoke(payload);
    const { functionError, maxMemory } = ended;
    const measured = { milliseconds: performance.now() - began, ...(maxMemory ? { maxMemory } : {}) };
    return { ended, report: { cold, failed: functionError !== undefined, ...measured } };
  } finally {
    giveBack(sandbox);
  }
}

const refusals: Partial<Record<FaultKind, readonly [name: string, message: string]>> = {
  throttle: ['TooManyRequestsException', 'Rate Exceeded.'],
  'server-error': ['ServiceException', 'The service encountered an internal error.'],
  cut: ['SdkClientException', 'The connection was cut'],
  denied: ['AWSLambdaException', 'User is not authorized to perform: lambda:InvokeFunction'],
  'expired-token': ['AWSLambdaException', 'The security token included in the request is expired'],
};

function refuse(kind: FaultKind | undefined): void {
  const refusal = kind && refusals[kind];
  if (refusal) throw new LambdaError(...refusal);
}
