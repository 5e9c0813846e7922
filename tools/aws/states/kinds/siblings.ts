import type { Frame } from '../frame.ts';
import type { Fields, Value } from '../value.ts';

/** Frames of graphs that run beside each other and end together when one fails. */
export interface Siblings {
  readonly frame: (context?: Fields) => Frame;
  /** Results of all works in order. @throws what the first to fail threw */
  readonly all: (works: readonly (() => Promise<Value>)[]) => Promise<Value[]>;
}

export function siblings(parent: Frame): Siblings {
  const failed = new AbortController();
  const stopped = AbortSignal.any([parent.stopped, failed.signal]);
  return {
    frame: (context = parent.context) => ({ ...parent, context, stopped }),
    all: (works) =>
      Promise.all(works.map((work) => work())).catch((error) => {
        failed.abort(error);
        throw error;
      }),
  };
}
