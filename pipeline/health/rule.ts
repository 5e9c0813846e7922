/**
 * When health raises an alarm. Each kind of alarm has the same chance of being raised on a night on which nothing has
 * changed; besides, a difference must be large enough to matter, so that a million customers do not alarm on trifles.
 */
export const healthRule = {
  /** Chance of a false alarm a night, for each of five kinds: features, predictions, estimates, outcomes, value. */
  rate: 0.01,
  /** PSI of a feature or a prediction. */
  leastPsi: 0.1,
  /** Fall of the AUC, or rise of the log loss. */
  least: 0.02,
  /** Share by which the churners realised are more, or fewer, than those expected. */
  leastChurn: 0.1,
  /** Share by which predicted over realised value has changed. */
  leastValue: 0.2,
} as const;

/** Where more were scored, drift is measured on a sample of so many: chance alone gives ten bins a PSI of 0.00005 there. */
export const mostCustomers = 200_000;

/** Fewer churners, or stayers, than this, and a normal distribution does not describe their number. */
export const fewestOutcomes = 10;
