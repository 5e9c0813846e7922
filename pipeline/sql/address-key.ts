/** Text that is the same for the same e-mail address, however it is written; empty where there is none. */
export const emailKey = (column: string): string =>
  `coalesce(replace(lower(trim(${column})), 'mailto:', ''), '')`;

/**
 * Text that is the same for the same telephone number with and without its country code: its last nine digits. Two numbers
 * of long numbering plans can share them, which is taken for the same number.
 */
export const phoneKey = (column: string): string => {
  const digits = `regexp_replace(coalesce(${column}, ''), '[^0-9]', '')`;
  return `case when length(${digits}) > 9 then substr(${digits}, length(${digits}) - 8) else ${digits} end`;
};
