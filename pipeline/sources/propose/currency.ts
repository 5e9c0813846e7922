import type { InputProfile } from '../../contracts/profile.ts';
import { wordsOf } from './column-words.ts';
import { findNumberFormat } from './number-format.ts';
import { find } from './propose-columns.ts';
import type { Recognised } from './which-source.ts';

export interface CurrencyGuess {
  readonly currency: string | null;
  readonly note: string;
  readonly others: readonly string[];
}

const words: Readonly<Record<string, string>> = {
  dollar: 'USD',
  dollars: 'USD',
  usd: 'USD',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  gbp: 'GBP',
  chf: 'CHF',
  pln: 'PLN',
  zl: 'PLN',
  ron: 'RON',
  lei: 'RON',
  rub: 'RUB',
};

/**
 * The reporting currency: what the person says, else the commonest in a column of currencies, else what a sign or a
 * column's name says. Null where nothing tells; it is never assumed.
 */
export function guessCurrency(found: readonly Recognised[], told: string | undefined): CurrencyGuess {
  const column = found.map((one) => find(one, 'currency')?.column).find((one) => one !== undefined);
  const codes = (column?.common ?? [])
    .map(({ value }) => value.toUpperCase())
    .filter((code) => Intl.supportedValuesOf('currency').includes(code));
  const currency = told ?? codes[0] ?? signOf(found) ?? nameOf(found.map(({ input }) => input));
  const others = codes.filter((code) => code !== currency);
  if (told !== undefined) return { currency: told, note: '', others };
  if (codes[0] !== undefined)
    return { currency: codes[0], note: `guessed: the commonest in column ${column?.name}`, others };
  return currency === undefined
    ? { currency: null, note: 'not found in the files: write an ISO 4217 code such as EUR', others }
    : { currency, note: 'guessed from how the amounts are written or called', others };
}

function signOf(found: readonly Recognised[]): string | undefined {
  return found
    .flatMap(({ matches, unitPrice }) => [
      ...matches.map(({ column }) => column),
      ...(unitPrice ? [unitPrice] : []),
    ])
    .map((column) => findNumberFormat(column.sample)?.currency)
    .find((sign) => sign !== undefined);
}

const nameOf = (inputs: readonly InputProfile[]): string | undefined =>
  inputs
    .flatMap(({ columns }) => columns.flatMap(({ name }) => wordsOf(name)))
    .map((word) => words[word])
    .find((code) => code !== undefined);
