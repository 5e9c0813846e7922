import { ModelDataError } from '../errors.ts';
import { bytesNeeded, packBytes, unpackBytes } from '../learn/weight-bytes.ts';
import type { SavedModel } from '../types.ts';
import { type Calibration, chancesAt } from './calibration.ts';
import { blockSize, constantAt, countFeatures } from './count-features.ts';
import { scoreRow } from './fit-weights.ts';
import { type Unread, unreadable } from './readable.ts';
import { type Frequencies, weighFeatures } from './weigh-features.ts';

/** What is said of one text. */
export interface JudgedText {
  /** Null where nothing is said; `why` then says why. */
  readonly label: string | null;
  readonly why: Unread | null;
  /** Calibrated chances in the order of the model's classes; null where the text cannot be read. */
  readonly chances: readonly number[] | null;
}

/** A fitted classifier of short texts. */
export interface TextModel {
  readonly classes: readonly string[];
  /** Share of each class among the texts that taught. */
  readonly shares: readonly number[];
  /** @returns one judgement for each text */
  judge(texts: readonly string[]): JudgedText[];
  save(): SavedModel;
}

/** All that a text model knows. */
export interface TextParts {
  readonly classes: readonly string[];
  readonly shares: readonly number[];
  readonly scripts: readonly string[];
  readonly frequencies: Frequencies;
  readonly weights: Float32Array;
  readonly calibration: Calibration;
  /** Coverage below which a text is unknown, and chance of the likeliest class below which it is unsure. */
  readonly least: { readonly coverage: number; readonly chance: number };
}

/** Texts that are judged at once: their features stand in memory together. */
const batch = 4096;

export const textModel = (parts: TextParts): TextModel => ({
  classes: parts.classes,
  shares: parts.shares,
  judge: (texts) => {
    const judged: JudgedText[] = [];
    for (let from = 0; from < texts.length; from += batch)
      judged.push(...judgeBatch(parts, texts.slice(from, from + batch)));
    return judged;
  },
  save: () => saved(parts),
});

function judgeBatch(parts: TextParts, texts: readonly string[]): JudgedText[] {
  const { classes, scripts, least, calibration, weights } = parts;
  const { rows, coverage } = weighFeatures(countFeatures(texts), parts.frequencies);
  const scores = new Float64Array(classes.length);
  return texts.map((text, row) => {
    const why = unreadable(text, scripts);
    if (why !== null) return { label: null, why, chances: null };
    const shares = new Float64Array(classes.length);
    scoreRow(rows, row, weights, scores);
    chancesAt(scores, calibration, shares);
    const chances = Array.from(shares);
    if (coverage[row] < least.coverage) return { label: null, why: 'unknown', chances };
    const best = likeliest(chances);
    if (chances[best] < least.chance) return { label: null, why: 'unsure', chances };
    return { label: classes[best], why: null, chances };
  });
}

/** The first of the greatest. */
export function likeliest(chances: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < chances.length; k++) if (chances[k] > chances[best]) best = k;
  return best;
}

interface SavedText {
  readonly kind: 'text';
  readonly classes: readonly string[];
  readonly shares: readonly number[];
  readonly scripts: readonly string[];
  readonly texts: number;
  readonly calibration: Calibration;
  readonly least: TextParts['least'];
}

const lengthsOf = (classes: number) => [(constantAt + 1) * classes];

function saved({
  classes,
  shares,
  scripts,
  frequencies,
  weights,
  calibration,
  least,
}: TextParts): SavedModel {
  const manifest: SavedText = {
    kind: 'text',
    classes,
    shares,
    scripts,
    texts: frequencies.texts,
    calibration,
    least,
  };
  return { manifest: { ...manifest }, weights: packBytes([], [weights], [frequencies.inTexts]) };
}

/**
 * A model saved by `TextModel.save()`, which reads texts as before, bit for bit.
 * @throws ModelDataError where the model is of another kind, or an older one, or its bytes are cut short
 */
export function loadTextModel({ manifest, weights }: SavedModel): TextModel {
  const { kind, texts, ...parts } = manifest as unknown as SavedText;
  const isText = kind === 'text' && parts.shares !== undefined;
  const lengths = isText ? lengthsOf(parts.classes.length) : [];
  if (!isText || weights.length !== bytesNeeded([], lengths, [2 * blockSize]))
    throw new ModelDataError(
      'The saved model is not one of texts, is older than this version, or its bytes were cut: fit it again.',
    );
  const { floats, integers } = unpackBytes(weights, [], lengths, [2 * blockSize]);
  return textModel({ ...parts, weights: floats[0], frequencies: { texts, inTexts: integers[0] } });
}
