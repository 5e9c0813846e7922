/** What a number counts. Shares are from 0 to 1 and written as per cent; points are differences of shares. */
export type Unit =
  | 'number'
  | 'share'
  | 'points'
  | 'count'
  | 'days'
  | 'p-value'
  | { readonly currency: string | null };

/** A number to be written: what it counts, and how exactly. */
export interface Quantity {
  /** Null where it is not known. */
  readonly value: number | null;
  readonly unit: Unit;
  /** Digits after the point; each unit has its own usual number. */
  readonly digits?: number;
  /** With a plus where it is above zero. */
  readonly signed?: boolean;
}

/** A quantity with its confidence interval, and where it comes from. */
export interface Estimate extends Quantity {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Share of such intervals that hold the truth: 0.95. */
  readonly level: number;
  /** How the interval was made: `bootstrap by customer`. */
  readonly method: string;
  /** Rows or customers behind it; null where they are not known. */
  readonly n: number | null;
}

export const number = (value: number | null, digits = 3): Quantity => ({ value, unit: 'number', digits });
export const share = (value: number | null, digits = 1): Quantity => ({ value, unit: 'share', digits });
export const points = (value: number | null, digits = 1): Quantity => ({ value, unit: 'points', digits });
export const count = (value: number | null): Quantity => ({ value, unit: 'count' });
export const pValue = (value: number | null): Quantity => ({ value, unit: 'p-value' });

/** Whole money; with a currency that is not known, the bare number. */
export const money = (value: number | null, currency: string | null, digits = 0): Quantity => ({
  value,
  unit: { currency },
  digits,
});

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How the figures of a model's quality get their intervals. */
export const byCustomer = { level: 0.95, method: 'bootstrap by customer' } as const;

/** An interval of the models' as an estimate, written as `how` says. */
export const estimateOf = (
  { value, low, high }: Interval,
  how: Pick<Quantity, 'unit' | 'digits' | 'signed'>,
  { level, method, n }: Pick<Estimate, 'level' | 'method'> & { readonly n?: number | null },
): Estimate => ({ ...how, level, method, n: n ?? null, value, low, high });

export const isEstimate = (quantity: Quantity): quantity is Estimate => 'low' in quantity;
