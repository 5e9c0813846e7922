import type { IncomingMessage } from 'node:http';
import type { Call } from './calls.ts';

/**
 * What can go wrong with a call. `cut` breaks the connection before anything is done, `cut-after` when all is done
 * but the answer: the caller cannot tell the two apart. `query-…` let Athena take a query and end it badly.
 * `late-listing` leaves the newest object out of a listing.
 */
export type FaultKind =
  | 'throttle'
  | 'server-error'
  | 'cut'
  | 'cut-after'
  | 'slow'
  | 'denied'
  | 'expired-token'
  | 'conflict'
  | 'corrupt'
  | 'late-listing'
  | 'query-failed'
  | 'query-exhausted'
  | 'query-cancelled'
  | 'query-over-limit';

export interface FaultRule {
  readonly kind: FaultKind;
  /** Which calls it concerns, given also which of the caller's attempts at it this is; all where left out. */
  readonly matches?: (call: Call, attempt: number) => boolean;
  /** The first matching call that it strikes, from 1. */
  readonly nth?: number;
  /** How many matching calls in a row it strikes; 1 where left out. */
  readonly times?: number;
  /** How long a slow answer takes. */
  readonly milliseconds?: number;
  /** What else happens as it strikes, such as the end of the function that made the call. */
  readonly meanwhile?: (call: Call) => void;
}

export interface Faults {
  readonly inject: (rule: FaultRule) => void;
  readonly clear: () => void;
  /** Calls so far, so that a fault can be tried at each in turn. */
  readonly count: () => number;
  /** The fault that strikes this call, if any. Counts the call. */
  readonly strike: (call: Call, attempt?: number) => FaultRule | undefined;
}

/** Faults an endpoint shall show, by the number of the call. */
export function faultPlan(): Faults {
  let rules: { rule: FaultRule; seen: number }[] = [];
  let count = 0;
  return {
    count: () => count,
    inject: (rule) => void rules.push({ rule, seen: 0 }),
    clear: () => {
      rules = [];
      count = 0;
    },
    strike: (call, attempt = 1) => {
      count++;
      const concerned = rules.filter(({ rule }) => rule.matches?.(call, attempt) ?? true);
      for (const entry of concerned) entry.seen++;
      const rule = concerned.find(strikes)?.rule;
      rule?.meanwhile?.(call);
      return rule;
    },
  };
}

/** The SDK's `amz-sdk-request: attempt=2; max=8`. */
export const attemptIn = ({ headers }: IncomingMessage): number =>
  Number(/attempt=(\d+)/.exec(String(headers['amz-sdk-request']))?.[1] ?? 1);

function strikes({ rule, seen }: { rule: FaultRule; seen: number }): boolean {
  const first = rule.nth ?? 1;
  return seen >= first && seen < first + (rule.times ?? 1);
}
