/** How a column writes its numbers. */
export interface NumberFormat {
  /** Expression that makes a plain number of the text; absent where it is one already. `{}` is the column. */
  readonly sql?: string;
  readonly share: number;
  /** What else the values could mean. */
  readonly doubt?: string;
  /** Currency that a sign beside the number names. */
  readonly currency?: string;
  readonly decimals: boolean;
  readonly negative: boolean;
}

const enough = 0.9;
const signs: readonly (readonly [RegExp, string])[] = [
  [/€/, 'EUR'],
  [/£/, 'GBP'],
  [/\$/, 'USD'],
  [/zł/i, 'PLN'],
  [/₽/, 'RUB'],
  [/¥/, 'JPY'],
];

/** Finds how numbers are written: plain, with a comma for the decimals, with thousands apart, with a currency beside; or null. */
export function findNumberFormat(values: readonly string[]): NumberFormat | null {
  if (values.length === 0) return null;
  const share = (test: RegExp) => values.filter((value) => test.test(value)).length / values.length;
  const plain = share(/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i);
  const some = { decimals: share(/[.,]\d{1,2}$/) > 0, negative: share(/^\(?-|-$/) > 0 };
  if (plain >= enough) return { share: plain, ...some };
  const currency = signs.find(([sign]) => share(sign) > 0.5)?.[1];
  const bare = values.map((value) => value.replace(/[^0-9,.+-]/g, ''));
  const marked = share(/[^0-9,.+\-\s']/) > 0;
  const wordy = share(/[A-Za-z]{4}|\d[A-Za-z]/) > 0.02;
  const inner = marked || share(/[\s']/) > 0 ? "regexp_replace({}, '[^0-9,.+-]', '')" : '{}';
  if (wordy || (marked && currency === undefined)) return null;
  const found = separated(bare, inner);
  return found && { ...found, ...some, ...(currency === undefined ? {} : { currency }) };
}

function separated(
  values: readonly string[],
  inner: string,
): Pick<NumberFormat, 'sql' | 'share' | 'doubt'> | null {
  const share = (test: RegExp) => values.filter((value) => test.test(value)).length / values.length;
  const comma = share(/^[-+]?\d+(\.\d{3})*(,\d+)?$/);
  const point = share(/^[-+]?\d+(,\d{3})*(\.\d+)?$/);
  if (Math.max(comma, point) < enough) return null;
  const dotted = share(/\./) > 0;
  if (comma > point || (comma === point && !dotted && share(/,\d{3}$/) < 1)) {
    const undotted = dotted ? `replace(${inner}, '.', '')` : inner;
    return { share: comma, sql: `replace(${undotted}, ',', '.')` };
  }
  const doubt =
    comma === point && share(/,/) > 0 ? { doubt: '1,234 is read as 1234; it could be 1.234' } : {};
  return { share: point, sql: share(/,/) > 0 ? `replace(${inner}, ',', '')` : inner, ...doubt };
}
