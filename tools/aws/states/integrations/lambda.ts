import type { Integration } from '../frame.ts';
import { StateError } from '../state-error.ts';
import { isFields, type Value } from '../value.ts';

/** How an invocation ended: with a payload, or with an error by its name. */
export interface Invoked {
  readonly payload: Value;
  /** Set where the function itself failed: its payload is then `{ errorType, errorMessage }`. */
  readonly functionError?: string;
}

/** Invokes a function by its name. @throws StateError such as `Lambda.TooManyRequestsException` where it cannot */
export type Invoke = (functionName: string, payload: Value) => Promise<Invoked>;

/** Functions as Tasks name them: by `arn:aws:states:::lambda:invoke`, or by their own ARN. */
export function lambdaIntegrations(invoke: Invoke): Readonly<Record<string, Integration>> {
  return {
    'arn:aws:states:::lambda:invoke': async (given) => {
      const { FunctionName, Payload = {} } = isFields(given) ? given : {};
      const payload = await resultOf(invoke, nameOf(String(FunctionName)), Payload);
      return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
    },
    lambda: (given, _, resource) => resultOf(invoke, nameOf(resource), given),
  };
}

/** @throws StateError named by the `errorType` of a function that failed, its cause the payload as text */
async function resultOf(invoke: Invoke, name: string, given: Value): Promise<Value> {
  const { payload, functionError } = await invoke(name, given);
  if (functionError === undefined) return payload;
  const type = isFields(payload) ? payload.errorType : undefined;
  throw new StateError(String(type ?? 'Lambda.Unknown'), JSON.stringify(payload));
}

/** Name of a function from its ARN, with or without a version. */
const nameOf = (arn: string): string => /:function:([^:]+)/.exec(arn)?.[1] ?? arn;
