import { z } from 'zod';
import type { Column, SourceContract } from './column.ts';

/** A decimal amount as text or number, with four places at most. */
const money = z.union([z.number(), z.string().regex(/^-?\d+(\.\d{1,4})?$/)]);
/** An instant as ISO text or a Date. */
const time = z.union([z.date(), z.iso.datetime({ offset: true })]);

/**
 * The zod type of a source's rows once they are checked: every column of the contract in its type, the optional ones
 * nullable. Follows from the contract; nothing is declared twice.
 */
export function rowSchema({ columns }: SourceContract): z.ZodObject {
  const shape = Object.entries(columns).map(([name, column]) => [
    name,
    column.required ? typeOf(column) : typeOf(column).nullable(),
  ]);
  return z.strictObject(Object.fromEntries(shape) as z.ZodRawShape);
}

function typeOf({ type, allowed }: Column): z.ZodType {
  switch (type) {
    case 'id':
    case 'text':
      return z.string().min(1);
    case 'category':
      return allowed ? z.enum([...allowed]) : z.string().min(1);
    case 'flag':
      return z.boolean();
    case 'integer':
      return z.number().int();
    case 'number':
      return z.number();
    case 'money':
      return money;
    case 'time':
      return time;
  }
}
