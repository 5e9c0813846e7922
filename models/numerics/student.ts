import { betaBelow, betaQuantile } from './beta.ts';

/** Chance that Student's t with `degrees` of freedom is at most t (Abramowitz and Stegun 26.7.1). */
export function studentCdf(t: number, degrees: number): number {
  const square = t * t;
  if (square < degrees) {
    const middle = betaBelow(square / (degrees + square), 0.5, degrees / 2);
    return 0.5 + (Math.sign(t) * middle) / 2;
  }
  const tail = betaBelow(degrees / (degrees + square), degrees / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** Chances below this keep their digits only as tails. */
const farTails = 1e-4;

/** What Student's t with `degrees` of freedom is below with chance p, in (0, 1). */
export function studentQuantile(p: number, degrees: number): number {
  const tails = 2 * Math.min(p, 1 - p);
  if (tails === 1) return 0;
  const side = p < 0.5 ? -1 : 1;
  if (tails > farTails && (tails > 0.5 || degrees > 1000)) {
    const near = betaQuantile(1 - tails, 0.5, degrees / 2);
    return side * Math.sqrt((degrees * near) / (1 - near));
  }
  const far = betaQuantile(tails, degrees / 2, 0.5);
  return side * Math.sqrt((degrees * (1 - far)) / far);
}
