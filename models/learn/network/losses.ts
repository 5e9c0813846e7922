import { sigmoid } from '../../numerics/logit.ts';

/** Smallest spread: the square root of float32's epsilon, as in google/lifetime_value. */
export const smallestSpread = Math.sqrt(2 ** -23);
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** A loss and its slopes in the three outputs that made it. */
export interface ZilnLoss {
  readonly loss: number;
  readonly ofPurchaseLogit: number;
  readonly ofMean: number;
  readonly ofRawSpread: number;
}

/**
 * Zero-inflated log-normal loss of one prediction (Wang, Liu and Miao 2019, equation 2; google/lifetime_value):
 * cross-entropy of "any value", and the negative log density of the log-normal where there is one.
 * @param purchaseLogit logit of P(value > 0)
 * @param mean mean μ of the log of value
 * @param rawSpread σ = max(softplus(raw), √ε)
 * @param value 0 or less is no purchase
 */
export function zilnLoss(purchaseLogit: number, mean: number, rawSpread: number, value: number): ZilnLoss {
  const bought = value > 0 ? 1 : 0;
  const purchase = crossEntropy(purchaseLogit, bought);
  const ofPurchaseLogit = sigmoid(purchaseLogit) - bought;
  if (!bought) return { loss: purchase, ofPurchaseLogit, ofMean: 0, ofRawSpread: 0 };
  const spread = spreadOf(rawSpread);
  const logValue = Math.log(value);
  const distance = (logValue - mean) / spread;
  return {
    loss: purchase + logValue + halfLogTwoPi + Math.log(spread) + (distance * distance) / 2,
    ofPurchaseLogit,
    ofMean: -distance / spread,
    ofRawSpread: spread > smallestSpread ? ((1 - distance * distance) / spread) * sigmoid(rawSpread) : 0,
  };
}

/** −y·log σ(z) − (1−y)·log(1−σ(z)), stable for any logit. Its slope in z is σ(z) − y. */
export const crossEntropy = (logit: number, label: number): number => softplus(logit) - logit * label;

/** Expected value of a zero-inflated log-normal: σ(logit)·exp(μ + σ²/2). `largestSpread` clips σ. */
export function zilnMean(
  purchaseLogit: number,
  mean: number,
  rawSpread: number,
  largestSpread = Number.POSITIVE_INFINITY,
): number {
  const spread = spreadOf(rawSpread, largestSpread);
  return sigmoid(purchaseLogit) * Math.exp(mean + (spread * spread) / 2);
}

/** σ = max(softplus(raw), √ε), at most `largest`. */
export const spreadOf = (raw: number, largest = Number.POSITIVE_INFINITY): number =>
  Math.min(largest, Math.max(smallestSpread, softplus(raw)));

export const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** Raw spread whose softplus is `spread`. */
export const inverseSoftplus = (spread: number): number => spread + Math.log(-Math.expm1(-spread));
