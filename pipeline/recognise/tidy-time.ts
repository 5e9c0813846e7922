/** Ways to write a time that a pattern reads once something is taken off or turned round. */
export interface Tidy {
  readonly is: (value: string) => boolean;
  readonly plain: (value: string) => string;
  /** The same in SQL; `{}` is the column. */
  readonly sql: string;
}

const asctime =
  /^\p{L}+,? +(\p{L}+) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?)(?: +(?:[A-Z]{3,4}|[+-]\d{4}))? +(\d{4})$/u;
const weekDay = /^\p{L}{2,}[.,]* +(\d{1,4}[./-]\d)/u;
const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z?)$/;
const dotNet = /^\/Date\((\d{9,13})[+-]?\d*\)\/$/;
const trailing = /[^0-9:]+$/;
const meridiem = /[AaPp]\.?[Mm]\.?$/;
/** The business's own zone, by its letters, as forms write it behind. */
const zone = / (?:GMT|UTC|[A-Z]{2,4}T)(?:[+-]\d{1,2}(?::?\d{2})?)?$/;

/** Spaces that do not break, and narrow ones. */
const oddSpaces = '\u00a0\u2009\u202f';
const odd = new RegExp(`[${oddSpaces}]`, 'g');

const yearFirst = /^\d{4}[-/.]\d{2}[-/.]\d{2}(?!\d)/;

/** Tried in turn where nothing reads the values as they are. */
export const tidies: readonly Tidy[] = [
  {
    // 2/1/26 11:43 PM with the narrow space that newer programs put before the PM
    is: () => true,
    plain: (value) => value.replace(odd, ' '),
    sql: `regexp_replace({}, '[${oddSpaces}]', ' ')`,
  },
  {
    // 2024/02/07 4:07:11 PM GMT+1
    is: (value) => zone.test(value),
    plain: (value) => value.replace(zone, ''),
    sql: "regexp_replace({}, ' (GMT|UTC|[A-Z]{2,4}T)([+-][0-9]{1,2}(:?[0-9]{2})?)?$', '')",
  },
  {
    // 2022. 9. 1. as Korean and Hungarian programs write it
    is: (value) => /^\d{4}\. +\d{1,2}\. +\d{1,2}/.test(value),
    plain: (value) => value.replace(/\. +/g, '.').replace(trailing, ''),
    sql: "regexp_replace(regexp_replace({}, '[.] +', '.'), '[^0-9:]+$', '')",
  },
  {
    // 2022.09.01. or 1 сентября 2022 г. or 8:05 Uhr
    is: (value) => trailing.test(value) && /^\d/.test(value) && !meridiem.test(value),
    plain: (value) => value.replace(trailing, ''),
    sql: "regexp_replace({}, '[^0-9:]+$', '')",
  },
  {
    // 2025-07-11 beside 2025/07/11
    is: (value) => yearFirst.test(value),
    plain: (value) => `${value.slice(0, 4)}-${value.slice(5, 7)}-${value.slice(8)}`,
    sql: "substr({}, 1, 4) || '-' || substr({}, 6, 2) || '-' || substr({}, 9)",
  },
  {
    // Tue, 03.01.2023 or Di. 3/1/2023
    is: (value) => weekDay.test(value),
    plain: (value) => value.replace(weekDay, '$1'),
    sql: "regexp_replace({}, '^\\p{L}+[.,]* +', '')",
  },
  {
    is: (value) => asctime.test(value),
    plain: (value) => value.replace(asctime, '$2 $1 $4 $3'),
    sql: `regexp_extract({}, '^\\p{L}+,? +\\p{L}+ +([0-9]{1,2})', 1) || ' ' || regexp_extract({}, '^\\p{L}+,? +(\\p{L}+)', 1) || ' ' || regexp_extract({}, '([0-9]{4})$', 1) || ' ' || regexp_extract({}, ' ([0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)', 1)`,
  },
  {
    is: (value) => compact.test(value),
    plain: (value) =>
      value.replace(compact, (_, y, m, d, h, min, s, z) => `${y}-${m}-${d} ${h}:${min}:${s ?? '00'}${z}`),
    sql: `substr({}, 1, 4) || '-' || substr({}, 5, 2) || '-' || substr({}, 7, 2) || ' ' || substr({}, 10, 2) || ':' || substr({}, 12, 2) || ':' || coalesce(nullif(regexp_extract({}, 'T[0-9]{4}([0-9]{2})', 1), ''), '00') || regexp_extract({}, '(Z?)$', 1)`,
  },
  {
    is: (value) => dotNet.test(value),
    plain: (value) => value.replace(dotNet, '$1'),
    sql: "regexp_extract({}, '([0-9]{9,13})', 1)",
  },
];
