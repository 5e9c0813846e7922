/** Quotes a text as a SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Quotes a name as a SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A time as `YYYY-MM-DD HH:MM:SS`: engines differ in whether they write a fraction that is none. */
export const secondsText = (time: string): string => `substr(cast(${time} as varchar), 1, 19)`;
