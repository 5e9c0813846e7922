import type { InputProfile } from '../../contracts/profile.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { codeAtEnd } from '../columns/currency-in-name.ts';
import { matchColumns } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { numberOf } from '../read/read-column.ts';
import type { Recognised } from '../tables/which-source.ts';
import { countryFacts, zoneOfCurrency } from './country-facts.ts';
import { zoneOfOffsets } from './zone-of-offsets.ts';

export interface CurrencyGuess {
  readonly currency: string;
  readonly note: string;
  /** Nothing tells; the currency stands in for the real one. */
  readonly unknown: boolean;
  /** Other currencies among the rows: each needs a rate. */
  readonly others: readonly string[];
  /** The amounts' column is named after a currency, though the rows have several: they may be converted already. */
  readonly named?: { readonly code: string; readonly column: string };
}

const words: Readonly<Record<string, string>> = {
  dollar: 'USD',
  dollars: 'USD',
  usd: 'USD',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  gbp: 'GBP',
  pounds: 'GBP',
  chf: 'CHF',
  pln: 'PLN',
  zl: 'PLN',
  ron: 'RON',
  lei: 'RON',
  rub: 'RUB',
};

/** A country tells the currency and the zone where at least this share of the customers or orders is of it. */
const mostly = 0.8;

/**
 * The reporting currency: what the person says, else the commonest in a column of currencies, else what a sign beside the
 * amounts, a column's name or the customers' country says. Where nothing tells, one stands in and is asked about: with one
 * currency throughout, it is no more than the label of the amounts.
 */
export function guessCurrency(found: readonly Recognised[], told: string | undefined): CurrencyGuess {
  const column = found.map((one) => find(one, 'currency')?.column).find((one) => one !== undefined);
  const codes = (column?.common ?? [])
    .map(({ value }) => value.toUpperCase())
    .filter((code) => Intl.supportedValuesOf('currency').includes(code));
  const ofAmount = amountNamed(found);
  const guess = (currency: string, note: string, unknown = false): CurrencyGuess => ({
    currency,
    note,
    unknown,
    others: [...new Set(codes)].filter((code) => code !== currency),
    ...(new Set(codes).size > 1 && ofAmount !== undefined ? { named: ofAmount } : {}),
  });
  if (told !== undefined) return guess(told, '');
  if (codes[0] !== undefined) return guess(codes[0], `the most common in column ${column?.name}`);
  const sign = signOf(found);
  if (sign !== undefined) return guess(sign, 'guessed from the sign next to the amounts');
  const named = ofAmount ?? nameOf(found.map(({ input }) => input));
  if (named !== undefined) return guess(named.code, `guessed from the name of column ${named.column}`);
  const country = mainCountry(found);
  const facts = country === null ? undefined : countryFacts(country.name);
  if (facts) return guess(facts.currency, `guessed: ${country?.share} of the rows are from ${country?.name}`);
  return guess(standIn(found), 'not found in the files; a placeholder', true);
}

export interface ZoneGuess {
  readonly timeZone: string;
  readonly note: string;
}

/** Where a day begins: as told, else by the offsets behind the times, by the customers' country or the currency where each has one zone, else UTC. */
export function guessZone(
  found: readonly Recognised[],
  currency: CurrencyGuess,
  told: string | undefined,
): ZoneGuess {
  if (told !== undefined) return { timeZone: told, note: '' };
  const country = mainCountry(found);
  const facts = country === null ? undefined : countryFacts(country.name);
  const offsets = zoneOfOffsets(found, facts?.timeZone ?? null);
  if (offsets) return offsets;
  if (facts?.timeZone)
    return {
      timeZone: facts.timeZone,
      note: `guessed: ${country?.share} of the rows are from ${country?.name}`,
    };
  const zone = currency.unknown || facts ? null : zoneOfCurrency(currency.currency);
  if (zone) return { timeZone: zone, note: `guessed from the currency` };
  return { timeZone: 'UTC', note: 'guessed: nothing in the files says; days begin as in UTC' };
}

function signOf(found: readonly Recognised[]): string | undefined {
  return found
    .flatMap(({ matches, order }) => [
      ...matches.map(({ column }) => column),
      ...(order?.amount.role.kind === 'product' ? [order.amount.role.price] : []),
      ...(order?.amount.role.kind === 'total' ? [order.amount.role.amount] : []),
    ])
    .map((column) => numberOf(column)?.currency)
    .find((sign) => sign !== undefined);
}

const nameOf = (inputs: readonly InputProfile[]): { code: string; column: string } | undefined =>
  inputs
    .flatMap(({ columns }) => columns)
    .map(({ name }) => codeIn(name))
    .find((found) => found !== undefined);

const codeIn = (column: string): { code: string; column: string } | undefined => {
  const code = wordsOf(column)
    .map((word) => words[word])
    .find((found) => found !== undefined);
  return code === undefined ? undefined : { code, column };
};

/** The currency after which the column of what was paid is named. */
function amountNamed(found: readonly Recognised[]): { code: string; column: string } | undefined {
  const role = found.find(({ source }) => source === 'orders')?.order?.amount.role;
  if (role === undefined) return undefined;
  const column = role.kind === 'product' ? role.price.name : role.amount.name;
  const code = codeAtEnd(column);
  return code === undefined ? codeIn(column) : { code, column };
}

/** The country that most rows are of, of those that name one. */
function mainCountry(found: readonly Recognised[]): { name: string; share: string } | null {
  for (const { input } of found) {
    const column = matchColumns(sourceContracts.customers, input).matches.find(
      ({ name }) => name === 'country',
    )?.column;
    const top = column?.common[0];
    if (column && top && top.rows >= mostly * column.filled)
      return { name: top.value, share: `${Math.round((100 * top.rows) / column.filled)}%` };
  }
  return null;
}

/** Semicolons and decimal commas are the euro area's more often than not. */
const standIn = (found: readonly Recognised[]): string =>
  found.some(({ inputs }) => inputs.some(({ reading }) => reading.delimiter === ';')) ? 'EUR' : 'USD';
