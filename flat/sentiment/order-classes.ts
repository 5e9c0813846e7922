/** From bad to good, as people name moods. */
const moods = [
  /^(very[ _-]?)?(neg|bad|minus|unhappy|negativ)/i,
  /^(amb|mix)/i,
  /^(neu|zero|none|ok)/i,
  /^(pos|good|plus|happy|pozit)/i,
];

/** Classes in the order in which people read them: numbers by size, moods from bad to good, others by the alphabet. */
export function orderClasses(labels: readonly string[]): string[] {
  const names = [...new Set(labels)].sort();
  if (names.every((name) => Number.isFinite(Number(name))))
    return names.sort((a, b) => Number(a) - Number(b));
  const rank = (name: string) => {
    const found = moods.findIndex((pattern) => pattern.test(name));
    return found < 0 ? moods.length : found;
  };
  return names.sort((a, b) => rank(a) - rank(b));
}
