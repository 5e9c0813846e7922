const token =
  /‹?[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*|\p{Extended_Pictographic}|[:;=][-']?[()[\]dpo/|*]+|[!?]{1,3}|\)+/gu;

/** Words, emoji, smileys and runs of ! and ? of a normalised text. */
export const tokensOf = (normalised: string): readonly string[] => normalised.match(token) ?? [];
