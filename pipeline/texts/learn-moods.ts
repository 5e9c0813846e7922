import { ModelDataError } from '../../models/errors.ts';
import { type FittedText, fitTextModel, type JudgedText, type TextModel } from '../../models/text.ts';
import {
  classes,
  type JudgedMoods,
  labelOf,
  type NotLearned,
  partScored,
  qualityByLanguage,
} from './judge-moods.ts';
import type { MoodReader, ReadText } from './mood-reader.ts';
import type { CustomerText } from './read-texts.ts';

/** A model of moods with how good it is. */
export interface LearnedMoods {
  readonly model: TextModel;
  readonly taught: { readonly good: number; readonly bad: number; readonly lastSeconds: number };
  readonly quality: LaterQuality;
}

interface LaterQuality extends JudgedMoods {
  /** Log loss saved by comment against always stating the shares of the classes. */
  readonly gain: { readonly value: number; readonly low: number; readonly high: number };
  readonly repeated: number;
}

/**
 * Learns moods from texts that are known to be good or bad, judges on the later fifth what the earlier ones taught, and
 * learns once more from all, calibrated anew, with the penalty that the earlier ones chose. A model that saves nothing there is
 * not used.
 */
export function learnMoods(texts: readonly CustomerText[], seed: number): LearnedMoods | NotLearned {
  const parts = partScored(texts);
  if ('because' in parts) return parts;
  const { known, first, later } = parts;
  const fitted = fitReadable(first, seed);
  if ('because' in fitted) return fitted;
  const quality = judgeLater(fitted, first, later);
  if (quality === null) return { because: 'None of the later texts with a score can be read.' };
  if (quality.gain.low <= 0)
    return {
      because:
        'On later comments a model learned from the earlier ones tells no more than the shares of good and bad do.',
    };
  const { model } = fitTextModel(labelled(known), { seed, classes, cost: fitted.cost });
  const good = known.filter((text) => labelOf(text) === 'good').length;
  return { model, taught: { good, bad: known.length - good, lastSeconds: known.at(-1)!.seconds }, quality };
}

/** Fits where texts of both classes can be read: `10/10` says nothing in words. */
function fitReadable(texts: readonly CustomerText[], seed: number): FittedText | NotLearned {
  try {
    return fitTextModel(labelled(texts), { seed, classes });
  } catch (error) {
    if (error instanceof ModelDataError) return { because: error.message };
    throw error;
  }
}

/** Words that shift the odds of good and bad by less than this factor tell no mood. */
const leastShift = 1.25;

/** What the model says, but for what it says of nearly every text: the mood that most of those that taught had. */
const judgeMoods = (model: TextModel, texts: readonly ReadText[]): readonly JudgedText[] =>
  model.judge(texts.map(({ text }) => text)).map((judged) => {
    if (judged.label === null || judged.chances === null) return judged;
    const place = model.classes.indexOf(judged.label);
    return oddsOf(judged.chances[place]!) < leastShift * oddsOf(model.shares[place]!)
      ? { ...judged, label: null, why: 'unsure' }
      : judged;
  });

const oddsOf = (chance: number): number => chance / (1 - chance);

/** The model as a reader of moods: what it states for good less what it states for bad. */
export const readByModel = (model: TextModel): MoodReader => {
  const place = model.classes.indexOf('good');
  return {
    name: 'own',
    read: async (texts) =>
      judgeMoods(model, texts).map(({ label, why, chances }) => {
        if (label === null || chances === null) return { sentiment: null, probability: null, why };
        const good = chances[place]!;
        return { sentiment: 2 * good - 1, probability: Math.max(good, 1 - good), why: null };
      }),
  };
};

const labelled = (texts: readonly CustomerText[]) => ({
  texts: texts.map(({ text }) => text),
  labels: texts.map(labelOf),
});

function judgeLater(
  { model }: FittedText,
  first: readonly CustomerText[],
  later: readonly CustomerText[],
): LaterQuality | null {
  const judged = judgeMoods(model, later);
  const quality = qualityByLanguage(later, judged);
  if (quality === null) return null;
  const seen = new Set(first.map(({ text }) => text));
  return {
    ...quality,
    gain: gainOf(first, later, { judged, classes: model.classes }),
    repeated: later.filter(({ text }) => seen.has(text)).length,
  };
}

/** Mean of the paired differences of log loss, with its 95% interval; texts that cannot be read bring none. */
function gainOf(
  first: readonly CustomerText[],
  later: readonly CustomerText[],
  { judged, classes: order }: { readonly judged: readonly JudgedText[]; readonly classes: readonly string[] },
): LaterQuality['gain'] {
  const good = (first.filter((text) => labelOf(text) === 'good').length + 1) / (first.length + 2);
  const saved = later.flatMap((text, i) => {
    const { chances } = judged[i]!;
    if (chances === null) return [];
    const label = labelOf(text);
    const stated = Math.max(1e-6, chances[order.indexOf(label)]!);
    return [Math.log(stated) - Math.log(label === 'good' ? good : 1 - good)];
  });
  const n = saved.length;
  const value = saved.reduce((sum, one) => sum + one, 0) / n;
  const squares = saved.reduce((sum, one) => sum + (one - value) ** 2, 0);
  const error = 1.959964 * Math.sqrt(squares / Math.max(1, n - 1) / n);
  return { value, low: value - error, high: value + error };
}
