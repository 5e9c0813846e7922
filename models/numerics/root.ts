/** A rising function and its slope at a point; far from the root the slope may be lost to rounding. */
export type Sloped = (x: number) => { readonly value: number; readonly slope: number };

/** From the far end of the doubles to its last digit. */
const mostSteps = 1200;

/** Where a rising function is zero between two points that enclose it: Newton's steps, halved where they leave. */
export function rootBetween(f: Sloped, low: number, high: number): number {
  let [left, right] = [low, high];
  let x = (low + high) / 2;
  for (let step = 0; step < mostSteps; step++) {
    const { value, slope } = f(x);
    if (value === 0) return x;
    if (value > 0) right = x;
    else left = x;
    const moved = x - value / slope;
    const next = moved > left && moved < right ? moved : (left + right) / 2;
    if (Math.abs(next - x) <= 1e-15 * Math.abs(next)) return next;
    x = next;
  }
  return x;
}
