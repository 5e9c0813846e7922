import type { Unread } from '../../models/text.ts';

/** What is said of the mood of a text. */
export interface Mood {
  /** −1 to 1; null where nothing is said. */
  readonly sentiment: number | null;
  /** Calibrated chance that the sign of the mood is right; null where the reader knows none. */
  readonly probability: number | null;
  /** Why nothing is said. */
  readonly why: Unread | 'no word' | null;
}

/** Reads moods, whoever does: a model of the business's own, a list of words, a service. */
export interface MoodReader {
  readonly name: 'own' | 'words';
  read(texts: readonly string[]): readonly Mood[];
}
