/** Adjusted Rand index of two partitions (Hubert and Arabie 1985): 1 the same, 0 as by chance. */
export function agreement(a: readonly string[], b: readonly string[]): number {
  const pairs = (counts: Iterable<number>) => [...counts].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const tally = (labels: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    return pairs(counts.values());
  };
  const both = tally(a.map((label, i) => JSON.stringify([label, b[i]])));
  const [left, right] = [tally(a), tally(b)];
  const expected = (left * right) / pairs([a.length]);
  return (both - expected) / ((left + right) / 2 - expected);
}
