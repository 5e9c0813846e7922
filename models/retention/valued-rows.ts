import type { Outcomes } from '../types.ts';

/** As many rows say enough of how value spreads, and of what the lost bring. */
const mostRows = 20_000;

/** Rows of which both outcomes are known, evenly thinned where they are many: all dates in their shares. */
export function valuedRows({ churned, value }: Outcomes): Int32Array {
  const known = Int32Array.from(churned.keys()).filter(
    (i) => !Number.isNaN(churned[i]) && !Number.isNaN(value[i]),
  );
  const step = Math.ceil(known.length / mostRows);
  return step > 1 ? known.filter((_, at) => at % step === 0) : known;
}
