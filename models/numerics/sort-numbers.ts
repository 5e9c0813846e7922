/** Fewer numbers the array's own sort puts in order sooner. */
const few = 512;
/** Values of a digit: three of these make a word of 32 bits. */
const digits = 2048;
/** Where the digits of a double stand, the lowest first: in which of its two words, and from which bit on. */
const places = [0, 1].flatMap((word) => [0, 11, 22].map((from) => ({ word, from })));

/**
 * Places of numbers in rising order; equal ones, as 0 and -0 are, keep theirs. Several times as fast as a sort that asks a function about
 * pairs. None may be NaN.
 */
export function risingPlaces(values: Float64Array): Int32Array {
  const words = new Uint32Array(2 * values.length);
  const numbers = new Float64Array(words.buffer);
  let [from, to] = [new Int32Array(values.length), new Int32Array(values.length)];
  for (let i = 0; i < values.length; i++) {
    numbers[i] = values[i] + 0; // which makes 0 of -0
    from[i] = i;
  }
  toOrdered(words);
  for (const place of places) {
    const next = countDigits(words, place);
    if (next === null) continue;
    const { word, from: shift } = place;
    for (let k = 0; k < from.length; k++)
      to[next[(words[2 * from[k] + word] >>> shift) & (digits - 1)]++] = from[k];
    [from, to] = [to, from];
  }
  return from;
}

/**
 * Sorts numbers in place as the array's own `sort` does, rising and -0 before 0, digit by digit of their bits: in a third of its time
 * where they are many, and sooner where digits are the same in all, as in whole numbers. None may be NaN.
 */
export function sortNumbers<Numbers extends Float64Array>(values: Numbers): Numbers {
  if (values.length < few) return values.sort();
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  toOrdered(words);
  let [from, to]: [Uint32Array, Uint32Array] = [words, new Uint32Array(words.length)];
  for (const place of places) {
    const next = countDigits(from, place);
    if (next === null) continue;
    distribute(from, to, place, next);
    [from, to] = [to, from];
  }
  if (from !== words) words.set(from);
  toNumbers(words);
  return values;
}

/** As whole numbers without a sign these rise as the doubles do: the sign is turned, and of negative ones every bit. */
function toOrdered(words: Uint32Array): void {
  for (let at = 0; at < words.length; at += 2) {
    const negative = words[at + 1] >>> 31;
    words[at] ^= -negative;
    words[at + 1] ^= -negative | 0x80000000;
  }
}

function toNumbers(words: Uint32Array): void {
  for (let at = 0; at < words.length; at += 2) {
    const negative = 1 - (words[at + 1] >>> 31);
    words[at] ^= -negative;
    words[at + 1] ^= -negative | 0x80000000;
  }
}

interface Place {
  readonly word: number;
  readonly from: number;
}

/** How many numbers have a digit below each; null where all have the same. */
function countDigits(words: Uint32Array, { word, from }: Place): Int32Array | null {
  const counts = new Int32Array(digits);
  for (let at = word; at < words.length; at += 2) counts[(words[at] >>> from) & (digits - 1)]++;
  if (counts[(words[word] >>> from) & (digits - 1)] === words.length / 2) return null;
  let below = 0;
  for (let digit = 0; digit < digits; digit++) {
    const own = counts[digit];
    counts[digit] = below;
    below += own;
  }
  return counts;
}

/** @param next where the next number with a digit goes */
function distribute(from: Uint32Array, to: Uint32Array, place: Place, next: Int32Array): void {
  const { word, from: shift } = place;
  for (let at = 0; at < from.length; at += 2) {
    const own = 2 * next[(from[at + word] >>> shift) & (digits - 1)]++;
    to[own] = from[at];
    to[own + 1] = from[at + 1];
  }
}
