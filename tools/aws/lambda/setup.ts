import { arnOf } from '../endpoint/calls.ts';

/** A function as its deployment describes it. */
export interface FunctionSetup {
  /** Where its bundle lies. */
  readonly folder: string;
  /** File and export; `index.handler` where left out. */
  readonly handler?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Megabytes; 128 where left out. */
  readonly memory?: number;
  /** Seconds that one invocation may take; 3 where left out. */
  readonly timeout?: number;
  /** Processes at once; 2 where left out. Further invocations wait for one, where the cloud would start more. */
  readonly concurrency?: number;
}

export const memoryOf = ({ memory = 128 }: FunctionSetup): number => memory;
export const timeoutOf = ({ timeout = 3 }: FunctionSetup): number => timeout;

export const functionArn = (name: string): string => arnOf('lambda', `function:${name}`);
