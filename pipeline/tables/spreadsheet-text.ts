/** What makes a spreadsheet read a cell as a formula, in its full-width forms too. */
const trigger = '[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]';

/** A cell that starts with a trigger once blanks, quotes and invisible characters before it are ignored. */
const leading = new RegExp(`^[\\s\\p{Cf}"'\`]*(?=${trigger})`, 'u');

/** A trigger after a character that a spreadsheet set to another separator would split at. */
const afterSeparator = new RegExp(`([,;|][\\s\\p{Cf}"'\`]*)(?=${trigger})`, 'gu');

/**
 * Text that a spreadsheet shows and never runs: line breaks, tabs and other controls become blanks, and an apostrophe
 * stands before whatever could start a formula, at the start or after any separator (OWASP, CSV injection). All other
 * text stays as it is.
 */
export function spreadsheetText(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(leading, "'")
    .replace(afterSeparator, "$1'");
}
