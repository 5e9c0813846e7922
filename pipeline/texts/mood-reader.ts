import type { MoodService } from '../../contracts/ports/mood-service.ts';
import type { Unread } from '../../models/text.ts';
import type { CustomerText } from './read-texts.ts';

/** What is said of the mood of a text. */
export interface Mood {
  /** −1 to 1; null where nothing is said. */
  readonly sentiment: number | null;
  /** Chance that the mood is right: calibrated by the own model, as it states it by a service; null where the reader knows none. */
  readonly probability: number | null;
  readonly why: NothingSaid | null;
}

/** Why nothing is said. */
export type NothingSaid =
  | Unread
  | 'no word'
  /** A service does not read its language, or nobody knows it. */
  | 'language'
  | 'mixed'
  | 'unclear'
  | 'no answer';

export type ReadText = Pick<CustomerText, 'text' | 'language'>;

/** Who reads: a model of the business's own, a list of words, a service. */
export type ReaderName = 'own' | 'words' | MoodService['name'];

/** Reads moods, whoever does. */
export interface MoodReader {
  readonly name: ReaderName;
  /** @returns one mood for each text */
  read(texts: readonly ReadText[]): Promise<readonly Mood[]>;
}
