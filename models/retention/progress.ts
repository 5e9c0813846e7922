import type { FitOptions } from '../types.ts';

/** Reports of a step that takes the given share of the whole, after what came `before` it. */
export const partOf =
  ({ onProgress }: FitOptions, share: number, before = 0): NonNullable<FitOptions['onProgress']> =>
  (fraction, note) =>
    onProgress?.(before + share * fraction, note);

/** Lets progress be drawn between the steps of work that holds the thread: reports how many are done, and yields. */
export function stepsOf(
  report: NonNullable<FitOptions['onProgress']>,
  note: string,
  steps: number,
): () => Promise<void> {
  let done = 0;
  return async () => {
    report(done++ / steps, note);
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
}
