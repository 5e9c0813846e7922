import type { Quantity } from './estimate.ts';
import { type Format, write } from './format.ts';

const units: Readonly<Record<string, Omit<Quantity, 'value'>>> = {
  share: { unit: 'share' },
  points: { unit: 'number', digits: 1 },
  score: { unit: 'number', digits: 2 },
  hours: { unit: 'number', digits: 1 },
  count: { unit: 'count' },
};

/** How figures of a metric are written, by its unit. */
export const quantityIn = (unit: string, value: number | null, currency: string): Quantity => ({
  ...(units[unit] ?? (unit === 'money' ? { unit: { currency } } : { unit: 'number' })),
  value,
});

/** A figure in the unit of its metric. */
export const inUnit = (
  unit: string,
  value: number,
  currency: string,
  { signed = false, format = write }: { readonly signed?: boolean; readonly format?: Format } = {},
): string => format.quantity({ ...quantityIn(unit, value, currency), signed });
