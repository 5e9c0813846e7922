/** Little-endian bytes: all float64 first, then all float32. */
export function packBytes(doubles: readonly Float64Array[], floats: readonly Float32Array[]): Uint8Array {
  const doubleCount = doubles.reduce((sum, a) => sum + a.length, 0);
  const floatCount = floats.reduce((sum, a) => sum + a.length, 0);
  const bytes = new Uint8Array(doubleCount * 8 + floatCount * 4);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const values of doubles) {
    for (let i = 0; i < values.length; i++, at += 8) view.setFloat64(at, values[i], true);
  }
  for (const values of floats) {
    for (let i = 0; i < values.length; i++, at += 4) view.setFloat32(at, values[i], true);
  }
  return bytes;
}

/** The arrays of the given lengths back from `packBytes`. The caller checked the number of bytes. */
export function unpackBytes(
  bytes: Uint8Array,
  doubleLengths: readonly number[],
  floatLengths: readonly number[],
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
  return { doubles, floats };
}
