import type { Transformation } from '../definition.ts';
import type { Fields, Value } from '../value.ts';

/** A child execution that has ended. */
export interface Child {
  readonly index: number;
  readonly arn: string;
  readonly stateMachine: string;
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly input: Value;
  readonly output?: Value;
  readonly error?: string;
  readonly cause?: string;
  readonly started: Date;
  readonly stopped: Date;
}

/** Where the results of child executions go. */
export interface Results {
  readonly add: (child: Child) => Promise<void>;
  /** What the Map gives as its result. */
  readonly finish: () => Promise<Value>;
}

/** Results in the order of their items, as the state's result. */
export function keptResults(transformation: Transformation): Results {
  const kept: Value[][] = [];
  return {
    add: async (child) => {
      kept[child.index] = transformed(child, transformation);
    },
    finish: async () => kept.flat(),
  };
}

/** A child as its entries among the results: itself, its output, or each element of an output that is a list. */
export function transformed(child: Child, transformation: Transformation): Value[] {
  const { output } = child;
  if (output === undefined || transformation === 'NONE') return [described(child)];
  if (transformation === 'COMPACT') return [output];
  return Array.isArray(output) ? [...output] : [output];
}

function described({ arn, stateMachine, status, input, output, ...child }: Child): Fields {
  const details = { Included: true };
  const ended: Fields =
    output === undefined
      ? { Error: child.error ?? '', Cause: child.cause ?? '' }
      : { Output: JSON.stringify(output), OutputDetails: details };
  return {
    ExecutionArn: arn,
    Input: JSON.stringify(input),
    InputDetails: details,
    Name: arn.split(':').at(-1) ?? '',
    ...ended,
    StartDate: child.started.toISOString(),
    StateMachineArn: stateMachine,
    Status: status,
    StopDate: child.stopped.toISOString(),
  };
}
