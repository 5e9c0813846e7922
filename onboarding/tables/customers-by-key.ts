import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { find } from '../columns/propose-columns.ts';
import { findConsents } from '../sources/find-consent.ts';
import { liesLater } from './lies-later.ts';
import { overlap, type RelatedInput } from './related-input.ts';
import { type Recognised, recogniseCustomers, toldSource } from './which-source.ts';

/** Of the ids of those who act this share at least must be known to a table of customers. */
export const fewKnown = 0.5;

/**
 * A table that nothing else recognised, with a row for each of those who act: their master data, unless it holds few of
 * them, or tells what happened to them later. What a person says a file is stands.
 */
export async function customersByKey(
  warehouse: Warehouse,
  acting: Recognised | undefined,
  others: readonly RelatedInput[],
): Promise<Recognised | null> {
  const who = acting && find(acting, 'customer_id')?.column;
  if (!who) return null;
  for (const input of others) {
    const told = toldSource(input);
    if (told !== undefined && told !== 'customers') continue;
    const key = input.columns.find(
      (column) =>
        column.distinct >= 0.98 * column.filled &&
        (told !== undefined || column.distinct >= fewKnown * who.distinct) &&
        overlap(column, who).plain >= 0.9,
    );
    const isRecord =
      key && told === undefined && findConsents(input).length === 0
        ? await liesLater(warehouse, { input, key, acting })
        : false;
    if (key && !isRecord) return recogniseCustomers(input, key);
  }
  return null;
}
