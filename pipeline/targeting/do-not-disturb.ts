import { write } from '../reports/format.ts';
import { isHarmed } from './expected-gain.ts';
import { harmfulPlays, type Learned } from './learned.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import type { Suppression } from './suppress.ts';

/** Whoever belongs to those whom contact is shown to drive away is left alone; null: nothing speaks against a contact. */
export function doNotDisturb(
  customer: SelectedCustomer,
  { learned }: { readonly learned?: Learned | null },
): Suppression | null {
  if (!isHarmed(customer, learned)) return null;
  const shown = harmfulPlays(learned!).flatMap(({ plays, doNotDisturb: found }) => {
    if (found.kind !== 'named') return [];
    const points = (share: number) => write.number(100 * share, 1);
    const { value, low, high } = found.effect;
    return `${plays.join(', ')} changed the retention of the ${write.percent(found.share, 0)} with the lowest expected gains by ${points(value)} points (${points(low)} to ${points(high)})`;
  });
  return {
    rule: 'do_not_disturb',
    explanation: `Contact drives such customers away: ${shown.join('; ')}`,
    until: null,
  };
}
