/**
 * Days that systems write where no date is known: the first day of an epoch, a calendar or a column's type, and anything as far
 * ahead as the last day of one (2079-06-06, 2099-12-31, 9999-12-31).
 */
const firstDays = ['1601-01-01', '1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '1970-01-01'];
const longAgo = '1000-01-01';
const farAhead = '2079-06-06';

export const isStandInDay = (day: string): boolean =>
  day < longAgo || day >= farAhead || firstDays.includes(day);

/**
 * SQL that is true where a time in UTC may be midnight of a first day in some time zone, or lies far ahead. A CASE, since engines
 * evaluate both sides of an AND, and `time` may be an expression that reads a text.
 */
export function standInSql(time: string, { ahead }: { ahead: boolean }): string {
  const firsts = firstDays.map(
    (day) => `${time} between ${instant(day)} - interval '14' hour and ${instant(day)} + interval '14' hour`,
  );
  const early = `when ${time} < ${instant('1971-01-01')} then ${time} < ${instant(longAgo)} or ${firsts.join(' or ')}`;
  return `case ${early} else ${ahead ? `${time} >= ${instant(farAhead)}` : 'false'} end`;
}

/** A year that only such days have, in four digits. */
const standInYear = '(0[0-9]{3}|1601|1753|1899|1900|1970|2079|20[89][0-9]|2[1-9][0-9]{2}|[3-9][0-9]{3})';

const standInText = `^ *(${standInYear}[-/.][0-9]|[0-9]{1,2}[-/.] ?[0-9]{1,2}[-/.] ?${standInYear}([^0-9]|$))`;

/** Whether a text begins with a day of such a year, first or last in it: 2099-12-31, 30.12.1899 00:00. */
export const isStandInText = (text: string): boolean => new RegExp(standInText).test(text);

export const standInTextSql = (text: string): string => `regexp_like(${text}, '${standInText}')`;

const instant = (day: string): string => `timestamp '${day} 00:00:00'`;
