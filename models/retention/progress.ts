import type { FitOptions } from '../types.ts';

export type Report = NonNullable<FitOptions['onProgress']>;

/** Reports of a step that takes the given share of the whole, after what came `before` it. */
export const partOf =
  ({ onProgress }: Pick<FitOptions, 'onProgress'>, share: number, before = 0): Report =>
  (fraction, note) =>
    onProgress?.(before + share * fraction, note);

/** Lets progress be drawn between the steps of work that holds the thread: reports how many are done, and yields. */
export function stepsOf(report: Report, note: string, steps: number): () => Promise<void> {
  let done = 0;
  return async () => {
    report(done++ / steps, note);
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
}
