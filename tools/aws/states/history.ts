import { runtimeError } from './state-error.ts';
import type { Value } from './value.ts';

/** One event as GetExecutionHistory names it. */
export interface HistoryEvent {
  readonly id: number;
  readonly timestamp: Date;
  /** Such as `TaskStateEntered`, `LambdaFunctionFailed` or `ExecutionSucceeded`. */
  readonly type: string;
  readonly state?: string;
  readonly resource?: string;
  readonly input?: Value;
  readonly output?: Value;
  readonly error?: string;
  readonly cause?: string;
}

export type EventDetails = Omit<HistoryEvent, 'id' | 'timestamp' | 'type'>;

export interface History {
  readonly events: readonly HistoryEvent[];
  readonly add: (type: string, details?: EventDetails) => void;
}

/** Step Functions' quota for the events of one standard execution. */
const mostEvents = 25_000;

/** The events of one execution. @throws StateError `States.Runtime` beyond 25,000 events, as the service does */
export function startHistory(now: () => Date, keep = true): History {
  const events: HistoryEvent[] = [];
  let id = 0;
  return {
    events,
    add: (type, details = {}) => {
      id++;
      if (id > mostEvents && !type.startsWith('Execution')) {
        throw runtimeError('The execution reached the maximum number of history events (25000).');
      }
      if (keep) events.push({ id, timestamp: now(), type, ...details });
    },
  };
}
