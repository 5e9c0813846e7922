import type { Traits } from '../customer/traits.ts';
import { type Draws, processes } from '../random.ts';
import type { RowSink } from '../tables/rows.ts';
import type { TextCells } from '../tables/table.ts';

/** The map of a customer's other spelling; half of them stand twice in the customer table, too. */
export function recordAlias(traits: Traits, draws: Draws, customer: TextCells, sink: RowSink): void {
  if (traits.alias === null) return;
  sink('identities', { alias_id: traits.alias, customer_id: traits.id });
  if (draws.uniform(processes.spelling, 99_999) < 0.5)
    sink('customers', { ...customer, customer_id: traits.alias });
}
