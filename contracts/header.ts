/** Columns are named in messages; cells never are. A first line that was taken for a header may hold cells. */

/** Numbers, amounts, days, times, mail addresses, phone numbers, identifiers of machines, and texts as long as sentences. */
const value =
  /^[-+(]?[$€£¥]?\s?\d[\d\s.,:/()+-]*([a-z%€£$]{0,3})$|\S@\S+\.\S|^\d{4}-\d\d|^\d+[A-Z]*-\d+|^[0-9a-f]{8}-?[0-9a-f-]{8,}$|^.{61,}$/i;
const year = /^(19|20)\d\d(-\d\d)?$/;

/** Whether names of columns look like the cells of a row: then no message may show them. */
export const looksLikeData = (names: readonly string[]): boolean =>
  names.some((name) => value.test(name.trim()) && !year.test(name.trim()));

const longest = 400;

/** The columns of an input as a message may list them. */
export const columnsForPeople = (names: readonly string[]): string =>
  looksLikeData(names)
    ? `${names.length} columns whose names look like data and are not shown (a file without a header? Then write header: false and give its columns)`
    : names.join(', ').slice(0, longest);
