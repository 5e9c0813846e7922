import { literal, moneyLimit, moneyScale, moneyType } from '../sql/sql-text.ts';

/** The reporting currency, and units of it for one unit of each other. */
export interface Rates {
  readonly currency: string;
  readonly rates: Readonly<Record<string, number>>;
}

/** SQL that is true where a row's currency is the reporting one or has a rate. */
export const hasRate = ({ currency, rates }: Rates): string =>
  `currency in (${[currency, ...Object.keys(rates)].map(literal).join(', ')})`;

/**
 * SQL of an amount in the reporting currency, by a rate of twelve significant digits; NULL where it is too large for an
 * amount or its currency has no rate. Each branch multiplies on its own: one type for all rates would have no room.
 */
export function inReportingCurrency(amount: string, { currency, rates }: Rates): string {
  const others = Object.entries(rates).map(
    ([code, rate]) => `when ${literal(code)} then ${converted(amount, rate)}`,
  );
  return others.length === 0
    ? amount
    : `case currency when ${literal(currency)} then ${amount} ${others.join(' ')} end`;
}

/** The product of 64 bits where an amount and the rate fit: wider ones round alike, a bit at a time, and take twenty times as long. */
function converted(amount: string, rate: number): string {
  const { text, digits, scale } = decimalOf(rate);
  const by = `cast(${literal(text)} as decimal(${digits},${scale}))`;
  const product = (of: string) => `cast(${of} * ${by} as ${moneyType})`;
  const wholes = shortDigits - digits - moneyScale;
  const short =
    wholes < fewestWholes
      ? ''
      : `when abs(${amount}) < 1${'0'.repeat(wholes)}
          then ${product(`cast(${amount} as decimal(${wholes + moneyScale},${moneyScale}))`)}`;
  return `case ${short}
    when abs(cast(${amount} as double)) * ${rate.toExponential()} < ${moneyLimit} then ${product(amount)} end`;
}

/** Digits of a decimal of 64 bits. */
const shortDigits = 18;
/** Below a thousand units few amounts would gain. */
const fewestWholes = 4;
const significantDigits = 12;

/** A rate as a decimal as narrow as it can be: the product of an amount and it must fit 38 digits. */
function decimalOf(rate: number): {
  readonly text: string;
  readonly digits: number;
  readonly scale: number;
} {
  const magnitude = Number(rate.toExponential().split('e')[1]);
  const fixed = rate.toFixed(Math.max(0, significantDigits - 1 - magnitude));
  const text = fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
  const scale = text.split('.')[1]?.length ?? 0;
  const digits = text.replace('.', '').replace(/^0+/, '').length;
  return { text, digits: Math.max(scale, digits), scale };
}
