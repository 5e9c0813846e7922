/** Fewer numbers the engine's own sort puts in order sooner. */
const few = 512;
/** Bits by which a pass parts numbers. */
const bits = 11;
const mask = (1 << bits) - 1;
/** Passes over the 64 bits of a number, the lowest first; each digit stands in one of the two words, or across both. */
const passes = 6;

/**
 * Sorts finite numbers in place, rising, as the array's own `sort` does (-0 before 0): by their bits, in a third of its time where they are
 * many, and sooner still where most bits are the same in all, as with whole numbers.
 */
export function sortNumbers(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  if (values.length < few) return values.sort();
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  makeOrdered(words);
  const counts = countDigits(words);
  let [from, to] = [words, new Uint32Array(words.length)];
  for (let pass = 0; pass < passes; pass++) {
    const own = counts.subarray(pass << bits, (pass + 1) << bits);
    if (own[digitOf(from[0], from[1], pass)] === values.length) continue;
    distribute(from, to, own, pass);
    [from, to] = [to, from];
  }
  if (from !== words) words.set(from);
  makeNumbers(words);
  return values;
}
