/**
 * p-values adjusted for their number, in their order: rejecting where they are at most α keeps the chance of any false
 * rejection at α, however the tests depend on each other (Holm 1979).
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[a] - p[b] || a - b);
  const adjusted = new Array<number>(p.length).fill(1);
  let largest = 0;
  order.forEach((test, rank) => {
    largest = Math.max(largest, Math.min(1, (p.length - rank) * p[test]));
    adjusted[test] = largest;
  });
  return adjusted;
}
