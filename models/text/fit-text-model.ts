import { ModelDataError } from '../errors.ts';
import { type Calibration, chancesAt, fitCalibration } from './calibration.ts';
import { chooseCost } from './choose-cost.ts';
import { countFeatures } from './count-features.ts';
import { type ClassRows, fitWeights } from './fit-weights.ts';
import { folds, foldsOf, type HeldOut, scoreHeldOut } from './hold-out.ts';
import { numberFeatures } from './numbered-rows.ts';
import { learnedScripts, unreadable } from './readable.ts';
import { likeliest, type TextModel, type TextParts, textModel } from './text-model.ts';
import { frequenciesOf, weighFeatures } from './weigh-features.ts';

/** Texts with what a person, or the writer's own score, said of each. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
}

export interface TextOptions {
  /** The same seed, texts and options give the same bytes. */
  readonly seed: number;
  /** Share of texts like the learned ones of which nothing is said, the least sure first. */
  readonly abstain?: number;
  /** Order of the classes; that of the alphabet where left out. */
  readonly classes?: readonly string[];
  /** C of ½‖W‖² + C Σ loss; chosen on held-out texts where left out. */
  readonly cost?: number;
}

export interface FittedText {
  readonly model: TextModel;
  /** Texts that taught: those that can be read and have a label. */
  readonly taught: number;
  readonly cost: number;
  readonly calibration: Calibration;
  /** Coverage below which a text is unknown, and chance below which it is unsure. */
  readonly least: TextParts['least'];
}

/** With so many texts one fold is enough to calibrate by. */
const manyTexts = 4000;
/** A text is unknown where it is clearly stranger than the strangest hundredth of the learned ones. */
const strangest = 0.01;
const clearly = 0.85;

/**
 * A classifier of short texts in any mixture of languages: hashed runs of characters and words, linear, calibrated. Texts that
 * cannot be read teach nothing.
 * @throws ModelDataError where fewer than two classes have texts to learn from
 */
export function fitTextModel({ texts, labels }: LabelledTexts, options: TextOptions): FittedText {
  const { seed, abstain = 0.1 } = options;
  const { own, scripts, classes, frequencies, coverage, given, inBuckets } = prepare(
    { texts, labels },
    options.classes,
  );
  const fold = foldsOf(own, seed);
  const cost = options.cost ?? chooseCost(given, fold, seed);
  const held = scoreHeldOut(given, fold, { cost, seed, held: heldFolds(own.length) });
  const calibration = fitCalibration(held);
  const least = {
    coverage: clearly * quantileOf(coverage, strangest),
    chance: quantileOf(chancesOf(held, calibration), abstain),
  };
  const weights = inBuckets(fitWeights(given, { cost, seed }), given.classes);
  const shares = sharesOf(given);
  const model = textModel({ classes, shares, scripts, frequencies, weights, calibration, least });
  return { model, taught: own.length, cost, calibration, least };
}

/** The texts that can be read, as rows of features with their classes. */
function prepare({ texts, labels }: LabelledTexts, order?: readonly string[]) {
  const scripts = learnedScripts(texts);
  const readable = texts.flatMap((text, i) => (unreadable(text, scripts) === null ? [i] : []));
  const classes = classesOf(
    readable.map((i) => labels[i]),
    order,
  );
  const own = readable.map((i) => texts[i]);
  const counts = countFeatures(own);
  const frequencies = frequenciesOf(counts);
  const { rows: weighed, coverage } = weighFeatures(counts, frequencies, true);
  const { rows, features, inBuckets } = numberFeatures(weighed);
  const given: ClassRows = {
    rows,
    features,
    classes: classes.length,
    label: Int32Array.from(readable, (i) => classes.indexOf(labels[i])),
    taught: Int32Array.from(own.keys()),
  };
  return { own, scripts, classes, frequencies, coverage, given, inBuckets };
}

function classesOf(labels: readonly string[], order?: readonly string[]): readonly string[] {
  const found = new Set(labels);
  if (found.size < 2)
    throw new ModelDataError(
      found.size === 0
        ? 'No text can be read: there is nothing to learn from.'
        : 'All texts that can be read have the same label: there is nothing to tell apart.',
    );
  return order?.filter((label) => found.has(label)) ?? [...found].sort();
}

const sharesOf = ({ label, classes }: ClassRows): readonly number[] =>
  Array.from({ length: classes }, (_, k) => label.filter((one) => one === k).length / label.length);

const heldFolds = (count: number): readonly number[] =>
  count > manyTexts ? [0] : Array.from({ length: folds }, (_, i) => i);

/** Chance of the likeliest class of each example. */
function chancesOf({ scores, row, classes }: HeldOut, calibration: Calibration): Float64Array {
  const chances = new Float64Array(classes);
  return Float64Array.from(row, (_, i) => {
    chancesAt(scores.subarray(i * classes, (i + 1) * classes), calibration, chances);
    return chances[likeliest(chances)];
  });
}

/** The value below which such a share of the values lies. */
function quantileOf(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  return sorted.length === 0 || share <= 0 ? 0 : sorted[Math.floor(share * sorted.length)];
}
