/** Rows × draws that an interval may cost: a few seconds for all metrics together. */
const mostWork = 8_000_000;

/** Bootstrap draws: 200, fewer above 40,000 rows, where intervals are narrow anyway, but never below 60. */
export const drawsFor = (rows: number): number =>
  Math.max(60, Math.min(200, Math.floor(mostWork / Math.max(1, rows))));
