/** What contacting each customer with one play is expected to change, and what that costs. */
export interface PlayGain {
  /** Change of the outcome: the learned gain; of a play whose gate is closed b·p, or the mean effect. */
  readonly gain: Float64Array;
  readonly cost: Float64Array;
}

export interface ChosenPlays {
  /** Index of the play that wins most for each customer. */
  readonly play: Uint8Array;
  /** Its expected profit, which may be below zero: then nobody should be contacted. */
  readonly profit: Float64Array;
}

/** Each customer's best play in money. @param worth of one unit of the outcome, for each customer */
export function choosePlays(plays: readonly PlayGain[], worth: Float64Array): ChosenPlays {
  const play = new Uint8Array(worth.length);
  const profit = new Float64Array(worth.length).fill(Number.NEGATIVE_INFINITY);
  plays.forEach(({ gain, cost }, p) => {
    for (let i = 0; i < worth.length; i++) {
      const own = gain[i] * worth[i] - cost[i];
      if (own <= profit[i]) continue;
      profit[i] = own;
      play[i] = p;
    }
  });
  return { play, profit };
}
