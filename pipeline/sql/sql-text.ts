/** Quotes a text as a SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Quotes a name as a SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A literal that both engines read as the same double. */
export const double = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? text : `${text}e0`;
};

/** Amounts are exact to four places, and smaller than this, so that sums and conversions of them have room. */
export const moneyType = 'decimal(22,4)';
export const moneyScale = 4;
export const moneyLimit = '1e17';

/** The same, as far as it fits into 64 bits. */
export const shortMoneyType = 'decimal(18,4)';

/**
 * An amount, or a sum of them, rounded to cents. DuckDB rescales decimals beyond 64 bits a bit at a time, which takes longer than the
 * sum itself, so what fits into 64 bits is narrowed first; both ways round alike.
 */
export const cents = (sum: string): string =>
  `case when abs(${sum}) < 10000000000000 then cast(cast(${sum} as ${shortMoneyType}) as decimal(17, 2))
    else cast(${sum} as decimal(17, 2)) end`;

/**
 * A column as text, alike on both engines. Trino writes a double as 1.785E4, as JSON however 17850.0; below 0.001 and from
 * ten million on it stays as the engine writes it, unless it is whole. A time has no fraction where that is zero.
 */
export function plainText(column: string, type: string): string {
  const text = `cast(${column} as varchar)`;
  if (/^(double|real|float)$/.test(type))
    return `case when ${column} = floor(${column}) and abs(${column}) < 1e15
      then cast(cast(${column} as bigint) as varchar) || '.0'
      when abs(${column}) >= 1e-3 and abs(${column}) < 1e7 then json_format(cast(${column} as json)) else ${text} end`;
  if (/^timestamp(\(\d\)|_.*)?$/.test(type))
    return `case when ${text} like '%.%' then trim(trailing '.' from trim(trailing '0' from ${text})) else ${text} end`;
  return text;
}
