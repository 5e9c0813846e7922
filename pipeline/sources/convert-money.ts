import { literal, moneyLimit, moneyType } from '../sql/sql-text.ts';

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
    ([code, rate]) =>
      `when ${literal(code)} then case when abs(cast(${amount} as double)) * ${rate.toExponential()} < ${moneyLimit}
        then cast(${amount} * ${rateLiteral(rate)} as ${moneyType}) end`,
  );
  return others.length === 0
    ? amount
    : `case currency when ${literal(currency)} then ${amount} ${others.join(' ')} end`;
}

const significantDigits = 12;

/** As narrow as it can be: the product of an amount and it must fit 38 digits. */
function rateLiteral(rate: number): string {
  const magnitude = Number(rate.toExponential().split('e')[1]);
  const scale = Math.max(0, significantDigits - 1 - magnitude);
  const text = rate.toFixed(scale);
  const digits = text.replace('.', '').replace(/^0+/, '').length;
  return `cast(${literal(text)} as decimal(${Math.max(scale, digits)},${scale}))`;
}
