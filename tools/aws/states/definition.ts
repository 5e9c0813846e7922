import type { Fields, Value } from './value.ts';

/** The Amazon States Language as `cdk synth` writes it: states-language.net/spec.html */

export type QueryLanguage = 'JSONPath' | 'JSONata';

export interface Graph {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly QueryLanguage?: QueryLanguage;
}

export interface Definition extends Graph {
  readonly TimeoutSeconds?: number;
}

/** Fields that shape what leaves a state. */
export interface Shape {
  readonly Assign?: Fields;
  readonly Output?: Value;
  readonly ResultSelector?: Value;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxAttempts?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher extends Pick<Shape, 'Assign' | 'Output' | 'ResultPath'> {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

interface Common extends Shape {
  readonly QueryLanguage?: QueryLanguage;
  readonly InputPath?: string | null;
  readonly Parameters?: Value;
  readonly Arguments?: Value;
  readonly Next?: string;
  readonly End?: boolean;
}

interface Guarded extends Common {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface TaskState extends Guarded {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly TimeoutSeconds?: Value;
  readonly TimeoutSecondsPath?: string;
}

export interface ParallelState extends Guarded {
  readonly Type: 'Parallel';
  readonly Branches: readonly Graph[];
}

export interface Processor extends Graph {
  readonly ProcessorConfig?: { readonly Mode?: 'INLINE' | 'DISTRIBUTED'; readonly ExecutionType?: string };
}

/** A call that a Map makes for its items or results. */
export interface MapCall {
  readonly Resource?: string;
  readonly Parameters?: Value;
  readonly Arguments?: Value;
}

export interface ItemReader extends MapCall {
  readonly ReaderConfig?: Fields;
}

export interface ResultWriter extends MapCall {
  readonly WriterConfig?: {
    readonly Transformation?: Transformation;
    readonly OutputType?: 'JSON' | 'JSONL';
  };
}

export type Transformation = 'NONE' | 'COMPACT' | 'FLATTEN';

export interface MapState extends Guarded {
  readonly Type: 'Map';
  readonly ItemProcessor?: Processor;
  /** The older name of ItemProcessor. */
  readonly Iterator?: Processor;
  readonly Items?: Value;
  readonly ItemsPath?: string;
  readonly ItemSelector?: Value;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: Fields;
  readonly ResultWriter?: ResultWriter;
  readonly MaxConcurrency?: Value;
  readonly ToleratedFailureCount?: Value;
  readonly ToleratedFailurePercentage?: Value;
  readonly Label?: string;
}

export interface ChoiceRule extends Shape {
  readonly Next?: string;
  readonly Condition?: string | boolean;
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  readonly Variable?: string;
  readonly [operator: string]: unknown;
}

export interface ChoiceState extends Common {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface PassState extends Common {
  readonly Type: 'Pass';
  readonly Result?: Value;
}

export interface WaitState extends Common {
  readonly Type: 'Wait';
}

export interface SucceedState extends Common {
  readonly Type: 'Succeed';
}

export interface FailState extends Common {
  readonly Type: 'Fail';
}

export type State =
  | TaskState
  | ParallelState
  | MapState
  | ChoiceState
  | PassState
  | WaitState
  | SucceedState
  | FailState;
