/** Random streams, distributions, linear algebra and maximisation, the same bits on every machine. The face of models/numerics. */
export { betaBelow, betaQuantile } from './numerics/beta.ts';
export { bonferroni } from './numerics/bonferroni.ts';
export { chiSquareAbove, chiSquareQuantile } from './numerics/chi-square.ts';
export { choleskyOf, inverseOf, solveSymmetric } from './numerics/cholesky.ts';
export { gammaAbove, gammaBelow, gammaQuantile } from './numerics/gamma.ts';
export { holm } from './numerics/holm.ts';
export { logBeta, logGamma } from './numerics/log-gamma.ts';
export { logitOf, sigmoid } from './numerics/logit.ts';
export { normalCdf, normalDensity, normalQuantile, normalReach } from './numerics/normal.ts';
export { hash32, hashText, type RandomStream, randomStream, shuffle } from './numerics/random.ts';
export { studentCdf, studentQuantile } from './numerics/student.ts';
