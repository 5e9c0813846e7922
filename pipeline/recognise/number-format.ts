/** How a column writes its numbers. */
export interface NumberFormat {
  /** Expression that makes a plain number of the text; absent where it is one already. `{}` is the column. */
  readonly sql?: string;
  readonly share: number;
  /** What else the values could mean. */
  readonly doubt?: string;
  /** Currency that a sign or a code beside the number names. */
  readonly currency?: string;
  readonly decimals: boolean;
  readonly negative: boolean;
}

const enough = 0.9;
const plainNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
/** Days with dashes, and digits in groups other than three: phone numbers, versions, codes. */
const brokenNumber = /\d\s*[−-]\s*\d|\d[\s'’](\d{1,2}(\D|$)|\d{4})/;
const minus = '[(−-]';
/** What is no part of a number: words, an abbreviation's point with them, and every other sign. */
const noPart = '\\p{L}+[.]?|[^0-9,.]';

/** What stands beside an amount, and the currency that it names, if one alone. U+0080 is € misread as Latin-1. */
const marks: Readonly<Record<string, string | null>> = {
  '€': 'EUR',
  '\u0080': 'EUR',
  '£': 'GBP',
  $: 'USD',
  zł: 'PLN',
  '₽': 'RUB',
  руб: 'RUB',
  '¥': 'JPY',
  lei: 'RON',
  kč: 'CZK',
  ft: 'HUF',
  fr: 'CHF',
  kr: null,
  '₹': 'INR',
  rs: 'INR',
  r$: 'BRL',
  us$: 'USD',
  a$: 'AUD',
  au$: 'AUD',
  c$: 'CAD',
  ca$: 'CAD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  mx$: 'MXN',
  '₺': 'TRY',
  tl: 'TRY',
  '₴': 'UAH',
  грн: 'UAH',
  '₩': 'KRW',
  원: 'KRW',
  円: 'JPY',
  元: 'CNY',
  '₫': 'VND',
  đ: 'VND',
  '฿': 'THB',
  '₪': 'ILS',
  '₱': 'PHP',
  '₦': 'NGN',
  '₸': 'KZT',
  rp: 'IDR',
  rm: 'MYR',
  's/': 'PEN',
  лв: 'BGN',
};

/** Finds how numbers are written: plain, with a comma for the decimals, with thousands apart, with a currency beside; or null. */
export function findNumberFormat(values: readonly string[]): NumberFormat | null {
  if (values.length === 0) return null;
  const share = (test: RegExp) => values.filter((value) => test.test(value)).length / values.length;
  const some = { decimals: share(/[.,]\d{1,2}\D*$/) > 0, negative: share(/^\D*[(−-]|-$/) > 0 };
  const plain = share(plainNumber);
  if (plain === 1) return { share: plain, ...some, ...dottedThousands(values) };
  const dressed = dressedNumber(values);
  // the few in brackets or with a minus behind are the refunds: a reading that leaves them out is not the better one
  if (plain >= enough && plain >= (dressed?.share ?? 0))
    return { share: plain, ...some, ...dottedThousands(values) };
  return dressed && { ...dressed, ...some };
}

/** Numbers with something about them: marks of thousands, a currency, brackets. */
function dressedNumber(values: readonly string[]): Omit<NumberFormat, 'decimals' | 'negative'> | null {
  const beside = markBeside(values);
  const broken = values.filter((value) => brokenNumber.test(value)).length;
  if (beside === undefined || broken > (1 - enough) * values.length) return null;
  const found = separated(values.map(bare), innerSql(values), beside !== '');
  const currency = currencyOf(beside);
  return found && { ...found, ...(currency === null ? {} : { currency }) };
}

/** 1.234 is a number as it stands, but where every point has three digits behind it they may be thousands. */
function dottedThousands(values: readonly string[]): { doubt?: string } {
  const dotted = values.filter((value) => value.includes('.'));
  const suspicious = dotted.length > 0 && dotted.every((value) => /^[-+]?[1-9]\d{0,2}\.\d{3}$/.test(value));
  return suspicious ? { doubt: '1.234 is read as 1.234; it could be 1234' } : {};
}

const isCurrency = (text: string): boolean => Intl.supportedValuesOf('currency').includes(text.toUpperCase());

/** The sign, code or word that stands beside nearly all numbers, '' where none does, undefined where it is no currency. */
function markBeside(values: readonly string[]): string | undefined {
  const found = values.map(markOf);
  if (found.filter(isMark).length < enough * values.length) return undefined;
  return found.find((text) => text !== '' && isMark(text)) ?? '';
}

const markOf = (value: string): string => value.replace(/[\d\s,.+()'’−-]/g, '').toLowerCase();
/** The same as SQL. */
export const markSql = (text: string): string => `lower(regexp_replace(${text}, '[0-9\\s,.+()''’−-]', ''))`;
/** The currency that a mark names; null where it names none, or one of several. */
export const currencyOf = (mark: string): string | null =>
  marks[mark] ?? (isCurrency(mark) ? mark.toUpperCase() : null);
const isMark = (text: string): boolean => text === '' || text in marks || isCurrency(text);

/** The number's own characters, its sign first. */
function bare(value: string): string {
  // a letter that names no currency is part of a code: C1583 is no number
  if (!isMark(markOf(value))) return value;
  return (/[(−-]/.test(value) ? '-' : '') + value.replace(new RegExp(noPart, 'gu'), '');
}

/** Takes what is no part of the number off it; brackets and a minus behind the number mean a negative one. */
function innerSql(values: readonly string[]): string {
  const some = (test: RegExp) => values.some((value) => test.test(value));
  const number = `regexp_replace({}, '${noPart}', '')`;
  if (some(/\(|−|\d\s*-|[^\d\s]\s*-/))
    return `case when regexp_like({}, '${minus}') then '-' else '' end || ${number}`;
  return some(/[^0-9,.-]/) ? `regexp_replace({}, '${noPart.replace(',.', ',.-')}', '')` : '{}';
}

function separated(
  values: readonly string[],
  inner: string,
  marked: boolean,
): Pick<NumberFormat, 'sql' | 'share' | 'doubt'> | null {
  const share = (test: RegExp) => values.filter((value) => test.test(value)).length / values.length;
  const comma = share(/^-?\d+(\.\d{3})*(,\d+)?$/);
  const point = share(/^-?\d+(,\d{3})*(\.\d+)?$|^-?\d{1,2}(,\d{2})*,\d{3}(\.\d+)?$/);
  if (Math.max(comma, point) < enough) return null;
  const undotted =
    marked && comma === point && share(/,/) === 0 && dottedThousands(values).doubt !== undefined;
  if (comma > point || undotted) {
    const whole = share(/\./) > 0 ? `replace(${inner}, '.', '')` : inner;
    return { share: comma, sql: `replace(${whole}, ',', '.')` };
  }
  const doubt =
    comma === point && share(/,/) > 0 ? { doubt: '1,234 is read as 1234; it could be 1.234' } : {};
  return { share: point, sql: share(/,/) > 0 ? `replace(${inner}, ',', '')` : inner, ...doubt };
}
