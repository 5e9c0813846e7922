/** σ(z), exact to rounding in both tails. */
export const sigmoid = (z: number): number => (z >= 0 ? 1 / (1 + Math.exp(-z)) : 1 - 1 / (1 + Math.exp(z)));

/** ln(p ÷ (1 − p)), the inverse of `sigmoid`; infinite at 0 and 1. */
export const logitOf = (p: number): number => Math.log(p / (1 - p));

/** log σ(z), stable for any z. */
export const logSigmoid = (z: number): number => Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
