import { type RandomStream, randomStream } from '../../numerics/random.ts';
import { type NetworkShape, type Parameter, parameterLayout, sizeOf } from './shape.ts';

/** Where the heads start: logit of the base rates, and mean 0 with the raw spread of the log of scaled value. */
export interface HeadStart {
  readonly churnLogit: number;
  readonly purchaseLogit: number;
  readonly rawSpread: number;
}

/**
 * Initial weights. Members differ in the signs of their mix only (TabM-mini, Gorishniy et al. 2025) and in their heads;
 * all else is uniform in ±1/√(inputs), the same for each member.
 */
export function initialParameters(shape: NetworkShape, start: HeadStart, seed: number): Parameter[] {
  const random = randomStream(seed, 'initial weights');
  return parameterLayout(shape).map((layout) => ({
    ...layout,
    values: initialValues(layout, shape, start, random),
  }));
}

function initialValues(
  { name, shape }: Pick<Parameter, 'name' | 'shape'>,
  { members, width, tableRows }: NetworkShape,
  start: HeadStart,
  random: RandomStream,
): Float32Array<ArrayBuffer> {
  const size = sizeOf(shape);
  if (name === 'table') return uniform(size, tableRows, random);
  if (name === 'mix') return Float32Array.from({ length: size }, () => (random.uniform() < 0.5 ? -1 : 1));
  if (name === 'scale') return new Float32Array(size).fill(1);
  if (name === 'bias') return repeated(uniform(width, tableRows, random), members);
  if (name.startsWith('hiddenBias')) return repeated(uniform(width, width, random), members);
  if (name === 'headBias') {
    return repeated(Float32Array.of(start.churnLogit, start.purchaseLogit, 0, start.rawSpread), members);
  }
  return uniform(size, width, random);
}

function uniform(size: number, inputs: number, random: RandomStream): Float32Array<ArrayBuffer> {
  const bound = 1 / Math.sqrt(inputs);
  return Float32Array.from({ length: size }, () => (random.uniform() * 2 - 1) * bound);
}

function repeated(values: Float32Array, times: number): Float32Array<ArrayBuffer> {
  const all = new Float32Array(values.length * times);
  for (let i = 0; i < times; i++) all.set(values, i * values.length);
  return all;
}
