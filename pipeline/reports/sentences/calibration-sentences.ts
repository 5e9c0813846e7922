import type { ChurnQuality } from '../../../models/quality.ts';
import { shareInterval } from '../../../models/quality.ts';
import { byCustomer, estimateOf, points } from '../estimate.ts';
import { type Format, write } from '../format.ts';

type Judged = Pick<ChurnQuality, 'ece' | 'eceNoise' | 'reliability'>;

/** Probabilities that miss by less are good enough for any use, however many rows show it. */
const goodCalibration = 0.01;

/** Whether the predicted chances can be used as they are. */
export type Calibration = 'holds' | 'misses little' | 'is off';

export function calibrationOf({ ece, eceNoise }: Pick<ChurnQuality, 'ece' | 'eceNoise'>): Calibration {
  if (ece <= eceNoise.p95) return 'holds';
  return ece <= goodCalibration ? 'misses little' : 'is off';
}

/** What the calibration error is worth, and which way it goes. */
export function calibrationSentence(churn: Judged, format: Format = write): string {
  const [miss, chance] = format.apart(points(churn.ece), points(churn.eceNoise.p95));
  const missed = `on average the predicted and the realised share differ by ${miss}`;
  switch (calibrationOf(churn)) {
    case 'holds':
      return `The probabilities are accurate: ${missed}, and chance alone explains up to ${chance}.`;
    case 'misses little':
      return `The probabilities are good enough to use: ${missed}, which is more than chance alone explains (up to ${chance}) but too little to matter.`;
    default:
      return `The probabilities are off: ${missed}, where chance alone explains up to ${chance}. ${direction(churn, format)}`;
  }
}

function direction({ reliability, ece }: Judged, format: Format): string {
  const rows = reliability.reduce((sum, bin) => sum + bin.rows, 0);
  const mean = (of: 'predicted' | 'realised') =>
    reliability.reduce((sum, bin) => sum + bin.rows * bin[of], 0) / rows;
  const [predicted, realised] = [mean('predicted'), mean('realised')];
  if (Math.abs(predicted - realised) < ece / 2)
    return 'They are too high for some customers and too low for others.';
  return `They are too ${predicted > realised ? 'high' : 'low'}: ${format.percent(predicted)} predicted, ${format.percent(realised)} left.`;
}

/** Where the example is taken: a chance that people can picture. */
const pictured = 0.3;

/** What a predicted chance came to: near 30% where the chances can be used, else where they miss most. */
export function exampleSentence(churn: Judged, format: Format = write): string {
  const off = calibrationOf(churn) === 'is off';
  const far = ({ predicted, realised }: Judged['reliability'][number]) =>
    off ? -Math.abs(predicted - realised) : Math.abs(predicted - pictured);
  const bin = [...churn.reliability].sort((a, b) => far(a) - far(b))[0];
  if (bin === undefined) return '';
  const left = estimateOf(
    shareInterval(bin.realised, bin.rows),
    { unit: 'share', digits: 0 },
    { ...byCustomer, method: 'Wilson', n: bin.rows },
  );
  return `Of ${format.count(bin.rows)} customers with a predicted probability of ${format.percent(bin.predicted, 0)} on average, ${format.spoken(left)} left.`;
}
