import { type Calibration, chancesAt } from '../calibration.ts';
import { countFeatures } from '../count-features.ts';
import { scoreRow } from '../fit-weights.ts';
import { type Unread, unreadable } from '../readable.ts';
import { likeliest } from '../text-model.ts';
import { type Frequencies, weighFeatures } from '../weigh-features.ts';

/** What is said of the theme of a text. */
export interface JudgedTheme {
  /** Null where nothing is said; `why` then says why: `unknown` is a text of no theme that was learned. */
  readonly theme: string | null;
  readonly chance: number;
  /** Chance of the likeliest theme times the share of the text that was learned. */
  readonly known: number;
  readonly why: Unread | null;
}

/** A fitted classifier of texts by theme. */
export interface ThemeModel {
  readonly classes: readonly string[];
  /** @returns one judgement for each text */
  judge(texts: readonly string[]): JudgedTheme[];
}

export interface ThemeParts {
  readonly classes: readonly string[];
  readonly scripts: readonly string[];
  readonly frequencies: Frequencies;
  readonly weights: Float32Array;
  readonly calibration: Calibration;
  /** Below it a text is unknown. */
  readonly least: number;
}

/** Texts that are judged at once: their features stand in memory together. */
const batch = 4096;

export const themeModel = (parts: ThemeParts): ThemeModel => ({
  classes: parts.classes,
  judge: (texts) => {
    const judged: JudgedTheme[] = [];
    for (let from = 0; from < texts.length; from += batch)
      judged.push(...judgeBatch(parts, texts.slice(from, from + batch)));
    return judged;
  },
});

function judgeBatch(parts: ThemeParts, texts: readonly string[]): JudgedTheme[] {
  const { classes, scripts, least, calibration, weights } = parts;
  const { rows, coverage } = weighFeatures(countFeatures(texts), parts.frequencies);
  const [scores, chances] = [new Float64Array(classes.length), new Float64Array(classes.length)];
  return texts.map((text, row) => {
    const unread = unreadable(text, scripts);
    if (unread !== null) return { theme: null, chance: 0, known: 0, why: unread };
    scoreRow(rows, row, weights, scores);
    chancesAt(scores, calibration, chances);
    const best = likeliest(chances);
    const chance = chances[best];
    const known = chance * coverage[row];
    return known < least
      ? { theme: null, chance, known, why: 'unknown' }
      : { theme: classes[best], chance, known, why: null };
  });
}
