import { type Estimate, isEstimate, type Quantity, type Unit } from './estimate.ts';

/** How a language writes figures. Another language is another object. */
export interface Language {
  /** For Intl: marks of thousands and decimals, where a currency stands, names of months. */
  readonly locale: string;
  readonly day: readonly [one: string, many: string];
  readonly points: string;
  readonly to: string;
  readonly notKnown: string;
  /** Between what happened and what is usual. */
  readonly separator: string;
}

export const english: Language = {
  locale: 'en-GB',
  day: ['day', 'days'],
  points: 'points',
  to: 'to',
  notKnown: 'not known',
  separator: '; ',
};

/** Beyond this a p-value says no more. */
const leastP = 0.001;
const mostDigits = 6;

/** The one place where figures become text: numbers, shares, points, money, counts, days, p-values and intervals. */
export interface Format {
  /** `0.868`, `1,204.5` */
  number(value: number, digits?: number): string;
  /** At most so many digits: `7.5`, `7`. */
  trimmed(value: number, most: number): string;
  /** So many figures that count: `0.0417`, `1,204`. */
  figures(value: number, most: number): string;
  /** `1,204` */
  count(value: number): string;
  /** `30.5%`; of a share from 0 to 1. */
  percent(share: number, digits?: number): string;
  /** `4.3 points`; of a difference of two shares. */
  points(difference: number, digits?: number): string;
  /** `€1,240`; without a currency the bare number. */
  money(amount: number, currency: string | null, digits?: number): string;
  days(value: number): string;
  /** `0.032`, `< 0.001` */
  p(value: number): string;
  /** `16 Nov 2026`; of a day as `2026-11-16`. */
  day(day: string): string;
  /** Any of these by its unit; what is not known says so. Without its interval. */
  quantity(quantity: Quantity): string;
  /** For tables: `0.868 [0.861, 0.875]`. */
  interval(estimate: Estimate): string;
  /** For sentences: `0.868 (0.861 to 0.875)`. */
  spoken(estimate: Estimate): string;
  /** Two quantities of one unit, with as many digits as it takes to tell them apart. */
  apart(a: Quantity, b: Quantity): [string, string];
}

export function formatIn(language: Language): Format {
  const { locale } = language;
  const write = (value: number, digits: number, options: Intl.NumberFormatOptions = {}) =>
    numbers(locale, digits, options).format(value).replace('-', '−');
  const sign = (signed: boolean | undefined): Intl.NumberFormatOptions =>
    signed ? { signDisplay: 'exceptZero' } : {};
  const inUnit = (unit: Unit, value: number, digits: number | undefined, signed?: boolean): string => {
    if (typeof unit === 'object') {
      const { currency } = unit;
      const style = currency === null ? {} : { style: 'currency' as const, currency };
      return write(value, digits ?? 0, { ...style, ...sign(signed) });
    }
    switch (unit) {
      case 'share':
        return write(value, digits ?? 1, { style: 'percent', ...sign(signed) });
      case 'points':
        return `${write(100 * value, digits ?? 1, sign(signed))} ${language.points}`;
      case 'count':
        return write(value, digits ?? 0, sign(signed));
      case 'days':
        return write(value, digits ?? 0, {
          style: 'unit',
          unit: 'day',
          unitDisplay: 'long',
          ...sign(signed),
        });
      case 'p-value':
        return value < leastP ? `< ${write(leastP, 3)}` : write(value, 3);
      default:
        return write(value, digits ?? 3, sign(signed));
    }
  };
  const quantity = ({ value, unit, digits, signed }: Quantity) =>
    value === null || !Number.isFinite(value) ? language.notKnown : inUnit(unit, value, digits, signed);
  const ends = (estimate: Estimate) =>
    [estimate.low, estimate.high].map((value) => quantity(bare(estimate, value))) as [string, string];
  return {
    number: (value, digits) => inUnit('number', value, digits),
    trimmed: (value, most) => write(value, most, { minimumFractionDigits: 0 }),
    figures: (value, most) => write(value, mostDigits, { maximumSignificantDigits: most }),
    count: (value) => inUnit('count', value, 0),
    percent: (value, digits) => inUnit('share', value, digits),
    points: (value, digits) => inUnit('points', value, digits),
    money: (amount, currency, digits) => inUnit({ currency }, amount, digits),
    days: (value) => inUnit('days', value, 0),
    p: (value) => inUnit('p-value', value, undefined),
    day: (day) => days(locale).format(new Date(`${day}T00:00:00Z`)),
    quantity,
    interval: (estimate) => `${quantity(estimate)} [${ends(estimate).join(', ')}]`,
    spoken: (estimate) => `${quantity(estimate)} (${ends(estimate).join(` ${language.to} `)})`,
    apart: (a, b) => {
      const least = Math.max(a.digits ?? 1, b.digits ?? 1);
      for (let digits = least; digits < mostDigits; digits++) {
        const [one, other] = [quantity({ ...a, digits }), quantity({ ...b, digits })];
        if (one !== other || a.value === b.value) return [one, other];
      }
      return [quantity({ ...a, digits: mostDigits }), quantity({ ...b, digits: mostDigits })];
    },
  };
}

/** One end of an interval, written as the value is. */
const bare = ({ unit, digits, signed }: Estimate, value: number): Quantity => ({
  unit,
  value,
  ...(digits === undefined ? {} : { digits }),
  ...(signed === undefined ? {} : { signed }),
});

const made = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs far more than using it. Zero has no sign. */
function numbers(locale: string, digits: number, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, digits, options]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    currencyDisplay: 'narrowSymbol',
    signDisplay: 'negative',
    ...options,
  });
  made.set(key, format);
  return format;
}

const days = (locale: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Figures as the product writes them until a business names its language. */
export const write = formatIn(english);

/** A cell of a table: a quantity without, an estimate with its interval. */
export const cellText = (format: Format, cell: string | Quantity): string => {
  if (typeof cell === 'string') return cell;
  return isEstimate(cell) ? format.interval(cell) : format.quantity(cell);
};
