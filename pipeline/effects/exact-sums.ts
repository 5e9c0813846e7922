/**
 * A decimal as a warehouse writes it out (`-12.50`), in units of its last place.
 * @param places decimal places; it may have fewer, and no more
 */
export function unitsOf(text: unknown, places: number): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text)) ?? [];
  if (whole === undefined || fraction.length > places)
    throw new TypeError(`a sum is no decimal of ${places} places`);
  return BigInt(`${sign}${whole}${fraction.padEnd(places, '0')}`);
}

/** Equal ratios are the same number, however large their parts are. */
export function quotient(numerator: bigint, denominator: bigint): number {
  return Number(numerator / denominator) + Number(numerator % denominator) / Number(denominator);
}
