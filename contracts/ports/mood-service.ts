import type { SentimentConfig } from '../config/sentiment.ts';

/** A text that a service is asked about. */
export interface AskedText {
  readonly text: string;
  /** One of the service's languages; null where it reads any. */
  readonly language: string | null;
}

/** What a service says of a text: how likely each mood is, together 1; or why it says nothing. */
export type MoodAnswer =
  | { readonly positive: number; readonly neutral: number; readonly negative: number }
  /** It is of two moods, the service will not say, or its answer has not the form that was asked for. */
  | { readonly why: 'mixed' | 'unclear' | 'no answer' };

/** A service that reads moods. It may be asked in another order, and about texts together. */
export interface MoodService {
  readonly name: Exclude<SentimentConfig['reader'], 'own'>;
  /** How people call it. */
  readonly title: string;
  /** What its answers depend on beside the text: the model, and how it is asked. */
  readonly version: string;
  /** Languages that it reads; null: any. */
  readonly languages: readonly string[] | null;
  /** Characters of a text that it reads; what comes after is not sent. */
  readonly mostCharacters: number;
  /**
   * Asks about some texts: each answer as it comes, with the place of its text.
   * @throws HoldfastError where a text stays without an answer, after the answers of the others
   */
  ask(texts: readonly AskedText[]): AsyncIterable<readonly [place: number, answer: MoodAnswer]>;
}

/**
 * Opens the service that a config names.
 * @throws HoldfastError where it cannot be reached
 */
export type OpenMoodService = (wanted: SentimentConfig) => Promise<MoodService>;
