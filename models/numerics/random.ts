/** A stream of pseudo-random numbers: the same seed and purpose give the same numbers on every machine. */
export interface RandomStream {
  /** In [0, 1), in steps of 2^-32. */
  uniform(): number;
  /** The next numbers of `uniform`, as many as there is room for: in a third of the time. */
  fill(to: Float64Array): void;
  /** A whole number in [0, count). */
  integer(count: number): number;
  /** Standard normal. */
  normal(): number;
}

/** A well mixed 32-bit hash of two 32-bit words (finaliser of MurmurHash3, Appleby 2011). */
export function hash32(word: number, key: number): number {
  let h = (word ^ Math.imul(key, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a of a text's UTF-16 units. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** xoshiro128** (Blackman and Vigna 2018), seeded by `seed` and a purpose, so that two uses never share numbers. */
export function randomStream(seed: number, purpose: string): RandomStream {
  const state = initialState(seed, purpose);
  const uniform = () => nextWord(state) / 4294967296;
  return {
    uniform,
    fill: (to) => fillUniform(state, to),
    integer: (count) => Math.floor(uniform() * count),
    normal: () => standardNormal(uniform),
  };
}

/** Shuffles in place (Fisher and Yates). */
export function shuffle(values: Int32Array, random: RandomStream): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}

/** The part, of `parts`, in which all rows of a customer stand together. */
export function customerPart(customer: number, parts: number, seed: number): number {
  return hash32(customer, hash32(seed, 0x51ed270b)) % parts;
}

/** A number in [0, 1) that stays with a customer: a share of all customers is drawn by those below it. */
export function customerShare(customer: number, seed: number): number {
  return hash32(customer, hash32(seed, 0x2545f491)) / 4294967296;
}

function initialState(seed: number, purpose: string): Uint32Array {
  const high = Math.floor(seed / 4294967296) >>> 0;
  const key = hash32(hashText(purpose), hash32(seed >>> 0, high));
  const state = Uint32Array.from({ length: 4 }, (_, i) => hash32(key, i + 1));
  if (state.every((word) => word === 0)) state[0] = 1;
  return state;
}

function nextWord(s: Uint32Array): number {
  const scrambled = Math.imul(rotate(Math.imul(s[1], 5), 7), 9) >>> 0;
  const shifted = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate(s[3], 11);
  return scrambled;
}

function fillUniform(state: Uint32Array, to: Float64Array): void {
  let [a, b, c, d] = state;
  for (let i = 0; i < to.length; i++) {
    to[i] = (Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0) / 4294967296;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
  }
  state.set([a, b, c, d]);
}

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));

/** Box and Muller 1958. */
function standardNormal(uniform: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
  return radius * Math.cos(2 * Math.PI * uniform());
}
