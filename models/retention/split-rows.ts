import { customerPart } from '../numerics/random.ts';
import type { LearningSet } from '../types.ts';

/** One customer in this many is watched, not learned from, where training stops early. */
const watchedOneIn = 6;

/** Outcomes of rows, and whose they are. */
export type Taught = Pick<LearningSet, 'churned' | 'value' | 'customer'>;

/** Rows with any known outcome, parted by customer so that nobody stands on both sides. */
export function splitRows(
  { churned, value, customer }: Taught,
  stopsEarly: boolean,
  seed: number,
): { learn: Int32Array; watch: Int32Array } {
  const known = Int32Array.from(churned.keys()).filter(
    (i) => !(Number.isNaN(churned[i]) && Number.isNaN(value[i])),
  );
  const watched = (i: number) => stopsEarly && customerPart(customer[i], watchedOneIn, seed) === 0;
  return { learn: known.filter((i) => !watched(i)), watch: known.filter(watched) };
}
