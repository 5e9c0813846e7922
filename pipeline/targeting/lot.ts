import type { SelectedCustomer } from './selected-customer.ts';

/** Customers drawn at random, whatever is at risk with them: those among them whom no list takes are explored. */
export interface Lot {
  /** Chance of being drawn. */
  readonly share: number;
  /** Customers who might have been. */
  readonly others: number;
  readonly customers: readonly SelectedCustomer[];
}
