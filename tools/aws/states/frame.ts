import type { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from './clock.ts';
import type { Definition, Graph } from './definition.ts';
import type { History } from './history.ts';
import type { Language, Scope, Variables } from './language.ts';
import type { MapRun } from './map/map-run.ts';
import type { Fields, Value } from './value.ts';

/** What a Task is about when it calls a service. */
export interface TaskCall {
  readonly stateMachine: string;
  readonly execution: string;
}

/** Does the work of a Task. @throws StateError with the name under which retriers and catchers know the failure */
export type Integration = (given: Value, call: TaskCall, resource: string) => Promise<Value>;

/** The world as a state machine's role reaches it. */
export interface Resources {
  /** Services by their ARN, such as `arn:aws:states:::lambda:invoke`, and `lambda` for the ARNs of functions. */
  readonly integrations: Readonly<Record<string, Integration>>;
  /** Where item readers read and result writers write. */
  readonly s3?: S3Client;
  /** Told what the service does of its own accord with the role's rights, in IAM's words. */
  readonly record?: (action: string, resource: string) => void;
}

/** What all states of one execution share, those of a distributed Map's children included. */
export interface Engine {
  readonly definition: Definition;
  readonly stateMachine: { readonly name: string; readonly arn: string };
  readonly resources: Resources;
  readonly clock: Clock;
  readonly random: () => number;
  readonly mapRuns: MapRun[];
  /** Goes through a graph of states to its end. */
  readonly run: (graph: Graph, input: Value, frame: Frame) => Promise<Value>;
}

/** Where a graph runs: an execution, a branch, or one item of a Map. */
export interface Frame {
  readonly engine: Engine;
  readonly history: History;
  /** The context object as all states of the graph see it. */
  readonly context: Fields;
  readonly executionArn: string;
  readonly stopped: AbortSignal;
  /** Variables of this graph and, in copy, of those around it. */
  variables: Variables;
}

/** One state as it works. */
export interface Visit {
  readonly name: string;
  readonly frame: Frame;
  readonly scope: Scope;
  readonly language: Language;
}
