import { logSumExp } from './dual-step.ts';

/** Scores of examples by a fit that had not seen them, one row of classes after another, and their classes. */
export interface HeldOutScores {
  readonly scores: Float64Array;
  readonly label: Int32Array;
  readonly classes: number;
}

/** Chances are the softmax of scores ÷ temperature + the offset of each class. */
export interface Calibration {
  readonly temperature: number;
  readonly offsets: readonly number[];
}

const [coldest, hottest] = [Math.log(1 / 20), Math.log(20)];
const golden = (Math.sqrt(5) - 1) / 2;
const rounds = 4;
const stepsOfOffsets = 10;

/**
 * Temperature and offsets of least log loss: the temperature by golden section (Guo et al. 2017), the offsets by steps towards
 * the frequencies of the classes, in turn. Offsets take back what weighing rare classes more has done to the chances.
 */
export function fitCalibration(held: HeldOutScores): Calibration {
  let calibration: Calibration = { temperature: 1, offsets: new Array<number>(held.classes).fill(0) };
  for (let round = 0; round < rounds; round++) {
    const { offsets } = calibration;
    const temperature = leastLoss((one) => logLossAt(held, { temperature: one, offsets }));
    calibration = { temperature, offsets };
    for (let step = 0; step < stepsOfOffsets; step++) calibration = stepOffsets(held, calibration);
  }
  return calibration;
}

/** Mean log loss of calibrated scores. */
export function logLossAt(held: HeldOutScores, calibration: Calibration): number {
  const { scores, label, classes } = held;
  const own = new Float64Array(classes);
  let sum = 0;
  for (let i = 0; i < label.length; i++) {
    calibrated(scores.subarray(i * classes, (i + 1) * classes), calibration, own);
    sum += logSumExp(own) - own[label[i]];
  }
  return sum / label.length;
}

/** Chances of the classes, written into `chances`. */
export function chancesAt(scores: Float64Array, calibration: Calibration, chances: Float64Array): void {
  calibrated(scores, calibration, chances);
  const sum = logSumExp(chances);
  for (let k = 0; k < chances.length; k++) chances[k] = Math.exp(chances[k] - sum);
}

function calibrated(scores: Float64Array, { temperature, offsets }: Calibration, into: Float64Array): void {
  for (let k = 0; k < into.length; k++) into[k] = scores[k] / temperature + offsets[k];
}

/** Half a count more of each class, so that a class without examples keeps a chance. */
function stepOffsets(held: HeldOutScores, calibration: Calibration): Calibration {
  const { scores, label, classes } = held;
  const [stated, seen] = [new Float64Array(classes).fill(0.5), new Float64Array(classes).fill(0.5)];
  const chances = new Float64Array(classes);
  for (let i = 0; i < label.length; i++) {
    chancesAt(scores.subarray(i * classes, (i + 1) * classes), calibration, chances);
    for (let k = 0; k < classes; k++) stated[k] += chances[k];
    seen[label[i]]++;
  }
  const moved = calibration.offsets.map((offset, k) => offset + Math.log(seen[k] / stated[k]));
  return { ...calibration, offsets: moved.map((offset) => offset - moved[0]) };
}

function leastLoss(lossAt: (temperature: number) => number): number {
  const at = (log: number) => lossAt(Math.exp(log));
  let [low, high] = [coldest, hottest];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [leftLoss, rightLoss] = [at(left), at(right)];
  while (high - low > 1e-3) {
    if (leftLoss <= rightLoss) {
      [high, right, rightLoss] = [right, left, leftLoss];
      left = high - golden * (high - low);
      leftLoss = at(left);
    } else {
      [low, left, leftLoss] = [left, right, rightLoss];
      right = low + golden * (high - low);
      rightLoss = at(right);
    }
  }
  return Math.exp((low + high) / 2);
}
