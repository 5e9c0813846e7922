import { gammaAbove, gammaExceeded } from './gamma.ts';

/** Chance that a χ² variable with `degrees` of freedom exceeds `statistic`. */
export const chiSquareAbove = (statistic: number, degrees: number): number =>
  degrees <= 0 ? 1 : gammaAbove(statistic / 2, degrees / 2);

/** The statistic that is exceeded with a chance of `above`, in (0, 1). */
export const chiSquareQuantile = (above: number, degrees: number): number =>
  2 * gammaExceeded(above, degrees / 2);
