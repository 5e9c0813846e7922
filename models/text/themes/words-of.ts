const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** Words of a text as they are written. */
export const wordsOf = (text: string): readonly string[] => text.match(word) ?? [];
