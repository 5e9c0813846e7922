/** Coefficients in 1/x², 1/x⁴, … (Abramowitz and Stegun 6.3.18). */
const series = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];
const far = 10;

/** ψ(x) = d ln Γ(x) / dx for x > 0, to 1e-14 of max(1, |ψ|). */
export function digamma(x: number): number {
  let before = 0;
  let at = x;
  for (; at < far; at++) before += 1 / at;
  const inverse = 1 / (at * at);
  let tail = 0;
  for (let i = series.length - 1; i >= 0; i--) tail = tail * inverse + series[i];
  return Math.log(at) - 0.5 / at - tail * inverse - before;
}
