/** A figure with its confidence limits. A limit that the data cannot give is infinite, on its own side. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
