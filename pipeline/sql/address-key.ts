/**
 * Text that is the same for the same e-mail address, however it is written (`mailto:`, `Ann <ann@…>`); empty where there is none,
 * or one that nobody reads: two customers with `noreply@shop.eu` are not the same person.
 */
export const emailKey = (column: string): string => {
  const address = `coalesce(regexp_extract(replace(lower(${column}), 'mailto:', ''), '${oneAddress}'), '')`;
  return `case when regexp_like(${address}, '${readByNobody}') then '' else ${address} end`;
};

const part = '[^\\s<>()\\[\\]",:;@]+';
const oneAddress = `${part}@${part}\\.[^\\s<>()\\[\\]",:;@.]{2,}`;

/** What forms are filled in with where no address is known. */
const readByNobody =
  '^((no|donot|do-not|do_not)[-_.]?(reply|e?-?mail|address)|none|null|unknown|n[-_.]?a|test)@|[.]invalid$';

/**
 * Text that is the same for the same telephone number with and without its country code: its last nine digits. Two numbers
 * of long numbering plans can share them, which is taken for the same number. Empty where there is no number: fewer than seven
 * digits, one digit over and over, or digits in a row.
 */
export const phoneKey = (column: string): string => {
  const digits = `regexp_replace(coalesce(${column}, ''), '[^0-9]', '')`;
  const last = `substr(${digits}, greatest(1, length(${digits}) - 8))`;
  return `case
    when length(${digits}) < ${fewestDigits} or replace(${last}, substr(${last}, 1, 1), '') = ''
      or strpos('${inARow}', ${last}) > 0 then ''
    else ${last} end`;
};

const fewestDigits = 7;
const inARow = '01234567890 09876543210';
