/**
 * Gains in retention within what is at risk: contact keeps nobody who stays anyway, and drives away nobody who leaves anyway.
 * @param risk probability of leaving, for each customer
 */
export const withinReach = (gain: Float64Array, risk: Float64Array): Float64Array =>
  gain.map((tau, i) => Math.min(risk[i], Math.max(risk[i] - 1, tau)));
