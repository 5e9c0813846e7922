import type { MoodQuality } from '../../contracts/artefacts/texts-report.ts';
import {
  type FittedText,
  fitTextModel,
  type JudgedText,
  judgeLabels,
  refitTextModel,
  type TextModel,
  type TextQuality,
} from '../../models/text.ts';
import type { MoodReader } from './mood-reader.ts';
import { byTime, type CustomerText } from './read-texts.ts';

/** A model of moods with how good it is. */
export interface LearnedMoods {
  readonly model: TextModel;
  readonly taught: { readonly good: number; readonly bad: number; readonly lastSeconds: number };
  readonly quality: LaterQuality;
}

export interface LaterQuality {
  readonly sinceSeconds: number;
  readonly all: MoodQuality;
  readonly byLanguage: readonly (MoodQuality & { readonly language: string })[];
  /** Log loss saved by comment against always stating the shares of the classes. */
  readonly gain: { readonly value: number; readonly low: number; readonly high: number };
  readonly repeated: number;
}

/** Nothing was learned, and why. */
export interface NotLearned {
  readonly because: string;
}

/** The most that teach, the latest of them: more would add little and take long. */
export const mostTaught = 15_000;
const fewest = 200;
const fewestOfClass = 30;
/** The earlier part teaches the model that is judged on the rest. */
const earlier = 0.8;
const classes = ['bad', 'good'] as const;
/** Another penalty moves accuracy by less than a point, and to choose one takes as long as all the rest. */
const cost = 12;

/**
 * Learns moods from texts that are known to be good or bad, judges on the later fifth what the earlier ones taught, and
 * learns once more from all. A model that saves nothing there is not used.
 */
export function learnMoods(texts: readonly CustomerText[], seed: number): LearnedMoods | NotLearned {
  const known = [...texts].sort(byTime);
  const bad = known.filter((text) => labelOf(text) === 'bad').length;
  const good = known.length - bad;
  if (known.length < fewest || Math.min(good, bad) < fewestOfClass)
    return {
      because: `A model of the business's own takes ${fewest} texts with a score that is good or bad, and ${fewestOfClass} of each; there are ${good} good and ${bad} bad ones.`,
    };
  const border = borderOf(known);
  const [first, later] = [known.slice(0, border), known.slice(border)];
  if (new Set(first.map(labelOf)).size < 2 || later.length === 0)
    return { because: 'All texts with a score but the last ones say the same: nothing can be told apart.' };
  const fitted = fitTextModel(labelled(first), { seed, classes, cost });
  const quality = judgeLater(fitted, first, later);
  if (quality === null) return { because: 'None of the later texts with a score can be read.' };
  if (quality.gain.low <= 0)
    return {
      because:
        'On later comments a model learned from the earlier ones tells no more than the shares of good and bad do.',
    };
  const model = refitTextModel(labelled(known), fitted, seed);
  return { model, taught: { good, bad, lastSeconds: known.at(-1)!.seconds }, quality };
}

/** The model as a reader of moods: what it states for good less what it states for bad. */
export const readByModel = (model: TextModel): MoodReader => {
  const place = model.classes.indexOf('good');
  return {
    name: 'own',
    read: (texts) =>
      model.judge(texts).map(({ label, why, chances }) => {
        if (label === null || chances === null) return { sentiment: null, probability: null, why };
        const good = chances[place]!;
        return { sentiment: 2 * good - 1, probability: Math.max(good, 1 - good), why: null };
      }),
  };
};

const labelOf = ({ says, sentiment }: CustomerText): 'good' | 'bad' =>
  (sentiment ?? says ?? 0) > 0 ? 'good' : 'bad';

const labelled = (texts: readonly CustomerText[]) => ({
  texts: texts.map(({ text }) => text),
  labels: texts.map(labelOf),
});

/** Texts of one moment stand on one side. */
function borderOf(known: readonly CustomerText[]): number {
  let border = Math.floor(earlier * known.length);
  while (border > 0 && known[border - 1]!.seconds === known[border]!.seconds) border--;
  return border;
}

function judgeLater(
  { model }: FittedText,
  first: readonly CustomerText[],
  later: readonly CustomerText[],
): LaterQuality | null {
  const judged = model.judge(later.map(({ text }) => text));
  const all = qualityOf(later, judged);
  if (all === null) return null;
  const languages = [...new Set(later.flatMap(({ language }) => language ?? []))].sort();
  const seen = new Set(first.map(({ text }) => text));
  return {
    sinceSeconds: later[0]!.seconds,
    all,
    byLanguage: languages.flatMap((language) => {
      const own = later.flatMap((text, i) => (text.language === language ? [i] : []));
      const quality = qualityOf(
        own.map((i) => later[i]!),
        own.map((i) => judged[i]!),
      );
      return quality === null ? [] : [{ language, ...quality }];
    }),
    gain: gainOf(first, later, { judged, classes: model.classes }),
    repeated: later.filter(({ text }) => seen.has(text)).length,
  };
}

function qualityOf(texts: readonly CustomerText[], judged: readonly JudgedText[]): MoodQuality | null {
  const quality: TextQuality = judgeLabels({ judged, labels: texts.map(labelOf), classes });
  if (quality.read === 0) return null;
  return {
    texts: quality.n,
    said: quality.accuracySaid.n,
    accuracy: quality.accuracy,
    accuracySaid: quality.accuracySaid,
    largestClass: quality.majority,
    macroF1: quality.macroF1,
    calibrationError: quality.calibrationError,
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
