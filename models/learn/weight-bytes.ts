/** Little-endian bytes: all float64 first, then all float32, then all int32. */
export function packBytes(
  doubles: readonly Float64Array[],
  floats: readonly Float32Array[],
  integers: readonly Int32Array[] = [],
): Uint8Array {
  const count = (arrays: readonly { length: number }[]) => arrays.reduce((sum, a) => sum + a.length, 0);
  const bytes = new Uint8Array(8 * count(doubles) + 4 * count(floats) + 4 * count(integers));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const values of doubles) {
    for (let i = 0; i < values.length; i++, at += 8) view.setFloat64(at, values[i], true);
  }
  for (const values of floats) {
    for (let i = 0; i < values.length; i++, at += 4) view.setFloat32(at, values[i], true);
  }
  for (const values of integers) {
    for (let i = 0; i < values.length; i++, at += 4) view.setInt32(at, values[i], true);
  }
  return bytes;
}

/** The arrays of the given lengths back from `packBytes`. The caller checked the number of bytes. */
export function unpackBytes(
  bytes: Uint8Array,
  doubleLengths: readonly number[],
  floatLengths: readonly number[],
  integerLengths: readonly number[] = [],
) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const doubles = doubleLengths.map((length) =>
    Float64Array.from({ length }, () => {
      at += 8;
      return view.getFloat64(at - 8, true);
    }),
  );
  const floats = floatLengths.map((length) =>
    Float32Array.from({ length }, () => {
      at += 4;
      return view.getFloat32(at - 4, true);
    }),
  );
  const integers = integerLengths.map((length) =>
    Int32Array.from({ length }, () => {
      at += 4;
      return view.getInt32(at - 4, true);
    }),
  );
  return { doubles, floats, integers };
}

/** Number of bytes of `packBytes`. */
export function bytesNeeded(
  doubleLengths: readonly number[],
  floatLengths: readonly number[],
  integerLengths: readonly number[] = [],
): number {
  const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0);
  return 8 * sum(doubleLengths) + 4 * sum(floatLengths) + 4 * sum(integerLengths);
}
