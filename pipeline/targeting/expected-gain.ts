import type { PricedPlay } from './contact-cost.ts';
import { gainColumn, harmColumn, type Learned, taughtPlace } from './learned.ts';
import type { SelectedCustomer } from './selected-customer.ts';

interface Expecting {
  /** Share of what can be saved that a contact is taken to save, where no campaign has taught it. */
  readonly savedShare: number;
  readonly learned?: Learned | null;
}

/**
 * What a contact by a play is expected to save, in the reporting currency: the gain that finished campaigns taught, times what is
 * lost with the customer; else the assumed share of what can be saved. Nothing by a play that drives such customers away.
 */
export function expectedGain(
  customer: SelectedCustomer,
  play: Pick<PricedPlay, 'name'> | null,
  { savedShare, learned = null }: Expecting,
): number {
  if (learned === null) return savedShare * customer.priority;
  const values = customer as unknown as Readonly<Record<string, number | boolean | null>>;
  const place = play === null ? null : taughtPlace(learned, play.name);
  if (place === null) return savedShare * Number(values.savable ?? 0);
  if (drivesAway(customer, play, learned)) return 0;
  return Number(values[gainColumn(place)] ?? 0) * (customer.clv_if_kept - customer.clv_if_lost);
}

/** Whether contact by a play is shown to drive such customers away. */
export function drivesAway(
  customer: SelectedCustomer,
  play: Pick<PricedPlay, 'name'> | null,
  learned: Learned | null | undefined,
): boolean {
  const place = learned && play ? taughtPlace(learned, play.name) : null;
  if (place === null) return false;
  return (customer as unknown as Readonly<Record<string, unknown>>)[harmColumn(place)] === true;
}
