import { wilson } from '../effects/retention-difference.ts';
import type { Unread } from './readable.ts';
import { type JudgedText, likeliest } from './text-model.ts';

/** Texts judged by a model that had not seen them. */
export interface JudgedLabels {
  readonly judged: readonly JudgedText[];
  /** What each text is. A label that the model does not know counts as wrong. */
  readonly labels: readonly string[];
  readonly classes: readonly string[];
}

export interface ClassQuality {
  readonly label: string;
  readonly n: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** A tenth of the texts, by the chance of their likeliest class. */
export interface CalibrationBin {
  readonly n: number;
  readonly chance: number;
  readonly right: number;
}

export interface Proportion {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** How good a model of texts is. Shares are of 1. */
export interface TextQuality {
  readonly n: number;
  /** Texts that could be read. */
  readonly read: number;
  /** Why nothing was said, by how often. */
  readonly why: Readonly<Partial<Record<Unread, number>>>;
  /** Right among the readable, had each got its likeliest class. */
  readonly accuracy: Proportion;
  /** Right among those of which something was said. */
  readonly accuracySaid: Proportion;
  /** The largest class's share of the readable. */
  readonly majority: number;
  /** Mean F1 of the classes that occur among the readable. */
  readonly macroF1: number;
  readonly classes: readonly ClassQuality[];
  /** Mean gap of chance and share right, over tenths of the readable by chance (expected calibration error). */
  readonly calibrationError: number;
  readonly bins: readonly CalibrationBin[];
  /** `names[i]` was taken for `names[j]` so often, among the readable. */
  readonly confusion: { readonly names: readonly string[]; readonly counts: readonly (readonly number[])[] };
}

const level = 0.95;
const bins = 10;

/** Accuracy, F1, calibration and confusions (Guo et al. 2017 for the calibration error). */
export function judgeLabels({ judged, labels, classes }: JudgedLabels): TextQuality {
  const read = judged.flatMap(({ chances, label }, i): Guess[] =>
    chances === null ? [] : [guessOf(chances, classes, { truth: labels[i], said: label !== null })],
  );
  const said = read.filter((guess) => guess.said);
  const confusion = confusionOf(read, classes);
  const perClass = classesOf(confusion);
  const binned = calibrationOf(read);
  return {
    n: judged.length,
    read: read.length,
    why: countWhy(judged),
    accuracy: rightShare(read),
    accuracySaid: rightShare(said),
    majority: Math.max(0, ...perClass.map(({ n }) => n)) / read.length,
    macroF1: perClass.reduce((sum, { f1 }) => sum + f1, 0) / perClass.length,
    classes: perClass,
    calibrationError:
      binned.reduce((sum, { n, chance, right }) => sum + n * Math.abs(chance - right), 0) / read.length,
    bins: binned,
    confusion,
  };
}

interface Guess {
  readonly truth: string;
  readonly guess: string;
  readonly chance: number;
  readonly said: boolean;
}

function guessOf(
  chances: readonly number[],
  classes: readonly string[],
  known: Pick<Guess, 'truth' | 'said'>,
): Guess {
  const best = likeliest(chances);
  return { ...known, guess: classes[best], chance: chances[best] };
}

function rightShare(guesses: readonly Guess[]): Proportion {
  const n = guesses.length;
  const kept = guesses.filter(({ truth, guess }) => truth === guess).length;
  const [low, high] = n === 0 ? [0, 1] : wilson({ kept, n }, level);
  return { value: kept / n, low, high, n };
}

function countWhy(judged: readonly JudgedText[]): Partial<Record<Unread, number>> {
  const counts: Partial<Record<Unread, number>> = {};
  for (const { why } of judged) if (why !== null) counts[why] = (counts[why] ?? 0) + 1;
  return counts;
}

function confusionOf(read: readonly Guess[], classes: readonly string[]): TextQuality['confusion'] {
  const strange = [...new Set(read.map(({ truth }) => truth))].filter((label) => !classes.includes(label));
  const names = [...classes, ...strange.sort()];
  const counts = names.map(() => new Array<number>(names.length).fill(0));
  for (const { truth, guess } of read) counts[names.indexOf(truth)][names.indexOf(guess)]++;
  return { names, counts };
}

/** Of the classes that occur. */
function classesOf({ names, counts }: TextQuality['confusion']): ClassQuality[] {
  return names.flatMap((label, k) => {
    const n = counts[k].reduce((sum, count) => sum + count, 0);
    if (n === 0) return [];
    const taken = counts.reduce((sum, row) => sum + row[k], 0);
    const right = counts[k][k];
    const precision = taken === 0 ? 0 : right / taken;
    return [{ label, n, precision, recall: right / n, f1: (2 * right) / (n + taken) }];
  });
}

function calibrationOf(read: readonly Guess[]): CalibrationBin[] {
  const sorted = [...read].sort((a, b) => a.chance - b.chance);
  return Array.from({ length: bins }, (_, bin) => {
    const own = sorted.slice(
      Math.floor((bin * sorted.length) / bins),
      Math.floor(((bin + 1) * sorted.length) / bins),
    );
    const mean = (of: (guess: Guess) => number) =>
      own.reduce((sum, guess) => sum + of(guess), 0) / own.length;
    return {
      n: own.length,
      chance: mean(({ chance }) => chance),
      right: mean(({ truth, guess }) => Number(truth === guess)),
    };
  }).filter(({ n }) => n > 0);
}
