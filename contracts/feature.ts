/** One feature as the catalogue describes it; the SQL, the model's input and the docs must agree with it. */
export interface Feature {
  readonly name: string;
  readonly family: string;
  readonly kind: 'number' | 'category';
  readonly means: string;
  readonly unit: string;
  /** `source.column` entries that must be mapped, or the feature is dropped and said so. */
  readonly needs: readonly string[];
  /** Features of one meaning share a group and give one reason together. */
  readonly group: string;
  /** Sentence of the reason; `null`: never given as a reason. */
  readonly reason: ReasonTemplate | null;
}

/**
 * Words of a reason: what happened and what is usual, `{value}` and `{usual}` filled in. `when` says for which side of
 * usual the sentence makes sense: a risk read from a high value, a low one, or any.
 */
export interface ReasonTemplate {
  readonly what: string;
  readonly usual: string;
  readonly when: 'high' | 'low' | 'any';
  readonly format: 'days' | 'count' | 'money' | 'score' | 'percent' | 'number' | 'text';
}
