import { z } from 'zod';

/** Values that several documents are made of. */

export const count = z.number().int().min(0);

export const asOfDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-01-31');

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal digits');

/** A figure that may be unknown: JSON writes null for what is no number, which reads as NaN again. */
export const figure = z.union([z.number(), z.null().transform(() => Number.NaN)]);

export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** A figure with its interval. */
export const measured = z.strictObject({ value: figure, low: figure, high: figure });

/** A figure of some days with its interval; a limit is null where the data set none on that side. */
export const figureOfDays = z.strictObject({
  first: asOfDay,
  last: asOfDay,
  n: count,
  value: figure.nullable(),
  low: figure.nullable(),
  high: figure.nullable(),
});
