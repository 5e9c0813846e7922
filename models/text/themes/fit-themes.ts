import { ModelDataError } from '../../errors.ts';
import { chancesAt, fitCalibration } from '../calibration.ts';
import { countFeatures } from '../count-features.ts';
import { type ClassRows, fitWeights } from '../fit-weights.ts';
import { folds, foldsOf, scoreHeldOut } from '../hold-out.ts';
import { numberFeatures } from '../numbered-rows.ts';
import { learnedScripts, unreadable } from '../readable.ts';
import { likeliest } from '../text-model.ts';
import { frequenciesOf, weighFeatures } from '../weigh-features.ts';
import { type JudgedTheme, type ThemeModel, themeModel } from './theme-model.ts';

/** Texts with the theme that somebody gave each. */
export interface ThemedTexts {
  readonly texts: readonly string[];
  readonly themes: readonly string[];
}

export interface FittedThemes {
  readonly model: ThemeModel;
  /** What a model that had not seen a text says of it, in their order; null of texts that cannot be read and taught nothing. */
  readonly heldOut: readonly (JudgedTheme | null)[];
}

const cost = 12;
/**
 * No text that is known less than by half has a theme. A cut that sets one in twenty of the learned texts aside lies higher where most
 * are known well, and then keeps one in ten of the named themes from their texts, to refuse one in a hundred more of an unnamed one.
 */
const leastKnown = 0.5;

/**
 * A classifier of texts by theme that knows what it does not know. How well a text is known is the chance of its likeliest
 * theme times the share of it that was seen in three learned texts or more; what is known less than by half is set aside: few texts
 * teach little, and say so.
 * @throws ModelDataError where fewer than two themes have texts to learn from
 */
export function fitThemes({ texts, themes }: ThemedTexts, seed: number): FittedThemes {
  const scripts = learnedScripts(texts);
  const readable = texts.flatMap((text, i) => (unreadable(text, scripts) === null ? [i] : []));
  const classes = [...new Set(readable.map((i) => themes[i]))].sort();
  if (classes.length < 2)
    throw new ModelDataError('Themes are told apart from two on: name examples of another theme.');
  const own = readable.map((i) => texts[i]);
  const counts = countFeatures(own);
  const frequencies = frequenciesOf(counts);
  const { rows: weighed, coverage } = weighFeatures(counts, frequencies, true);
  const { rows, features, inBuckets } = numberFeatures(weighed);
  const given: ClassRows = {
    rows,
    features,
    classes: classes.length,
    label: Int32Array.from(readable, (i) => classes.indexOf(themes[i])),
    taught: Int32Array.from(own.keys()),
  };
  const fit = { cost, seed, tight: true };
  const every = Array.from({ length: folds }, (_, i) => i);
  const held = scoreHeldOut(given, foldsOf(own, seed), { ...fit, held: every });
  const calibration = fitCalibration(held);
  const chances = chancesOf(held, (scores, into) => chancesAt(scores, calibration, into));
  const known = chances.map((own, i) => own[likeliest(own)] * coverage[held.row[i]]);
  const weights = inBuckets(fitWeights(given, fit), classes.length);
  const heldOut = new Array<JudgedTheme | null>(texts.length).fill(null);
  chances.forEach((own, i) => {
    const best = likeliest(own);
    const isKnown = known[i] >= leastKnown;
    heldOut[readable[held.row[i]]] = {
      theme: isKnown ? classes[best] : null,
      chance: own[best],
      known: known[i],
      why: isKnown ? null : 'unknown',
    };
  });
  return {
    model: themeModel({ classes, scripts, frequencies, weights, calibration, least: leastKnown }),
    heldOut,
  };
}

function chancesOf(
  { scores, row, classes }: ReturnType<typeof scoreHeldOut>,
  calibrate: (scores: Float64Array, into: Float64Array) => void,
): Float64Array[] {
  return Array.from(row, (_, i) => {
    const chances = new Float64Array(classes);
    calibrate(scores.subarray(i * classes, (i + 1) * classes), chances);
    return chances;
  });
}
