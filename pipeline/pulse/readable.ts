import type { HoldfastError } from '../../contracts/errors.ts';
import { faultOfFiles } from './fault-of-files.ts';

/** What can be read together, and each of the others with what stands against it. */
export interface Readable<T> {
  readonly good: readonly T[];
  readonly bad: readonly { readonly one: T; readonly fault: HoldfastError }[];
}

/**
 * Sets apart what cannot be read, by halves: a bad one among a thousand takes twenty attempts. Where two parts can be read, but
 * not together, the larger stays.
 * @param attempt reads some; throws where it cannot
 */
export async function readable<T>(
  all: readonly T[],
  attempt: (some: readonly T[]) => Promise<unknown>,
): Promise<Readable<T>> {
  const fault = await faultOf(attempt, all);
  if (fault === null) return { good: all, bad: [] };
  if (all.length <= 1) return { good: [], bad: all.map((one) => ({ one, fault })) };
  const middle = all.length >> 1;
  const first = await readable(all.slice(0, middle), attempt);
  const second = await readable(all.slice(middle), attempt);
  const bad = [...first.bad, ...second.bad];
  const good = [...first.good, ...second.good];
  if (first.good.length === 0 || second.good.length === 0) return { good, bad };
  const between = await faultOf(attempt, good);
  if (between === null) return { good, bad };
  const [stays, goes] = first.good.length >= second.good.length ? [first, second] : [second, first];
  return { good: stays.good, bad: [...bad, ...goes.good.map((one) => ({ one, fault: between }))] };
}

async function faultOf<T>(
  attempt: (some: readonly T[]) => Promise<unknown>,
  some: readonly T[],
): Promise<HoldfastError | null> {
  try {
    await attempt(some);
    return null;
  } catch (error) {
    return faultOfFiles(error);
  }
}
