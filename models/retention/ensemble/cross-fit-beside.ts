import type { FitOptions } from '../../types.ts';
import { type CrossFitted, crossFit, laterParts, learnLater, predictApart, withParts } from '../cross-fit.ts';
import { type BlendedLater, type Blending, laterBlender } from './blend-later.ts';
import { begin } from './second-thread.ts';

/** Of fewer rows, what a second thread must first be sent and compile costs more than it saves. */
const manyRows = 8_000;
/** Parts that the second thread takes; this one takes the others, and all together. */
const besideThis = [0, 1, 2];

/**
 * Learns from all later rows, and from those of all parts but one for each part in turn: of many rows on two threads, half of
 * it on each. The bytes are the same either way.
 */
export async function crossFitBeside(
  blending: Blending,
  { seed, threads }: FitOptions,
): Promise<CrossFitted<BlendedLater>> {
  const { later, taught } = blending;
  const blender = laterBlender(blending);
  if (later.part.length + taught.at.length < manyRows) return crossFit(later, blender, seed);
  const begun = begin('apart', () => ({ blending, parts: besideThis, seed }), threads);
  const here = Array.from({ length: laterParts }, (_, p) => p).filter((p) => !besideThis.includes(p));
  try {
    const learned = learnLater(later, blender, seed);
    const own = predictApart(later, blender, here, seed);
    const others = await begun.finish(() => {});
    return { ...learned, predictions: withParts(own, others, later.part, besideThis) };
  } catch (error) {
    await begun.abandon();
    throw error;
  }
}
