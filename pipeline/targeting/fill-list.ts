import type { SelectedCustomer } from './selected-customer.ts';
import { byPriority } from './selected-customer.ts';
import { type Suppression, type SuppressionLimits, suppress } from './suppress.ts';

export interface SuppressedCustomer {
  readonly customer: SelectedCustomer;
  readonly suppression: Suppression;
}

/** A list filled from the top: who is on it, who would be but is left alone, and who comes after its last place. */
export interface FilledList {
  readonly listed: readonly SelectedCustomer[];
  readonly suppressed: readonly SuppressedCustomer[];
  /** Those below the last place who may be contacted, in order. */
  readonly next: readonly SelectedCustomer[];
}

/**
 * Goes down the customers by priority until the list is full. Whoever must be left alone gives the place to the next;
 * below the last place nobody counts as suppressed.
 */
export function fillList(
  customers: readonly SelectedCustomer[],
  size: number,
  limits: SuppressionLimits,
): FilledList {
  const listed: SelectedCustomer[] = [];
  const next: SelectedCustomer[] = [];
  const suppressed: SuppressedCustomer[] = [];
  for (const customer of [...customers].sort(byPriority)) {
    const suppression = suppress(customer, limits);
    if (suppression === null) (listed.length < size ? listed : next).push(customer);
    else if (listed.length < size) suppressed.push({ customer, suppression });
  }
  return { listed, suppressed, next };
}
