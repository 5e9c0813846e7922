/** Words of one language that tell a mood. A word that ends with * stands for all that begin with it. */
export interface MoodWords {
  readonly good: string;
  readonly bad: string;
  /** They turn the mood of what follows. */
  readonly not: string;
}
