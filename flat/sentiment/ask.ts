/** What a person wants to know of comments. Columns by their names in the tables. */
export interface SentimentAsk {
  readonly text: string;
  /** What each comment is: any number of classes. Without, moods are told by a list of words. */
  readonly label?: string;
  /** Quality is told for each of its values. */
  readonly language?: string;
  /** Share of comments like the learned ones of which nothing is said, the least sure first. */
  readonly abstain: number;
  readonly seed: number;
}
