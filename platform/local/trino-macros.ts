/**
 * Lets DuckDB run Trino's text: functions whose name or meaning differs between the two engines. Each line is a
 * difference that was measured; docs/design.md §4 lists them.
 */
export const trinoMacros: readonly string[] = [
  // Trino counts complete units, DuckDB's own date_diff counts boundaries crossed.
  'create macro date_diff(unit, a, b) as date_sub(unit, a, b)',
  `create macro date_add(unit, n, t) as t + (case unit
     when 'second' then to_seconds(n) when 'minute' then to_minutes(n) when 'hour' then to_hours(n)
     when 'day' then to_days(cast(n as integer)) when 'week' then to_days(cast(7 * n as integer))
     when 'month' then to_months(cast(n as integer)) when 'year' then to_years(cast(n as integer)) end)`,
  'create macro regexp_like(text, pattern) as regexp_matches(text, pattern)',
  "create macro regexp_replace(text, pattern, with_text) as system.main.regexp_replace(text, pattern, with_text, 'g')",
  // NULL in, NULL out.
  `create macro greatest
     (a, b) as case when a is null or b is null then null else system.main.greatest(a, b) end,
     (a, b, c) as case when a is null or b is null or c is null then null else system.main.greatest(a, b, c) end`,
  `create macro least
     (a, b) as case when a is null or b is null then null else system.main.least(a, b) end,
     (a, b, c) as case when a is null or b is null or c is null then null else system.main.least(a, b, c) end`,
  // DuckDB's own gives NULL where no condition is known, Trino's 0.
  'create macro count_if(condition) as count(case when condition then 1 end)',
  'create macro day_of_week(d) as isodow(d)',
  'create macro from_unixtime(seconds) as to_timestamp(seconds)',
  'create macro to_unixtime(t) as epoch(t)',
  // A time without a zone, read in a zone; and a moment as the wall clock of a zone shows it.
  'create macro with_timezone(t, zone) as timezone(zone, t)',
  'create macro at_timezone(moment, zone) as timezone(zone, moment)',
  // Trino writes what lies beyond sixteen bits as JSON's two escapes, DuckDB as it is.
  `create macro json_format(x) as case when regexp_matches(cast(x as varchar), '[^\\x{0}-\\x{FFFF}]')
     then array_to_string(list_transform(regexp_extract_all(cast(x as varchar), '(?s).'), lambda c:
       case when unicode(c) < 65536 then c
         else printf('\\u%04X\\u%04X', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end), '')
     else cast(x as varchar) end`,
  'create macro element_at(m, k) as m[k]',
  'create macro cardinality(x) as len(x)',
  'create macro truncate(x) as trunc(x)',
  'create macro is_nan(x) as isnan(x)',
  'create macro codepoint(c) as unicode(c)',
  // Bytes in, bytes out; DuckDB's own md5 gives lower-case text. `to_hex` of bytes is upper case in both.
  'create macro to_utf8(text) as encode(text)',
  // Of bytes as well as of text.
  `create macro length(x) as case when typeof(x) = 'BLOB' then octet_length(cast(x as blob))
     else system.main.length(cast(x as varchar)) end`,
  // A hash to tell apart by, of other bits than Trino's: no result may depend on which.
  'create macro xxhash64(bytes) as hash(bytes)',
  'create macro from_big_endian_64(hash) as cast(hash >> 1 as bigint)',
  'create macro md5(bytes) as unhex(system.main.md5(bytes))',
];
