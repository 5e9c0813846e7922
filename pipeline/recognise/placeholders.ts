const words = new Set([
  'null',
  '(null)',
  'none',
  'nan',
  'nat',
  'nil',
  'n/a',
  'na',
  '#n/a',
  'n.a.',
  '\\n',
  'undefined',
  'missing',
  'empty',
]);

/** What stands for nothing: a mark without a letter or digit, or a word that programs write for it. */
export const isPlaceholder = (value: string): boolean =>
  !/[\p{L}\p{N}]/u.test(value) || words.has(value.toLowerCase());

/** The values that say something, and SQL that makes NULL of the others; `{}` is the column. */
export function withoutPlaceholders(values: readonly string[]): { real: readonly string[]; sql: string } {
  const nothing = values.filter(isPlaceholder);
  const sql = [...new Set(nothing)]
    .sort()
    .reduce((inner, value) => `nullif(${inner}, '${value.replaceAll("'", "''")}')`, '{}');
  return { real: nothing.length === 0 ? values : values.filter((value) => !isPlaceholder(value)), sql };
}
