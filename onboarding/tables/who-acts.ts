import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { find } from '../columns/propose-columns.ts';
import { fewKnown } from './customers-by-key.ts';
import { oneOf } from './one-of-several.ts';
import { overlap, type RelatedInput } from './related-input.ts';
import { type NotRecognised, type Recognised, recogniseVisits, toldSource } from './which-source.ts';

export const actingIn = (found: readonly Recognised[]): Recognised | undefined =>
  ['orders', 'events', 'subscriptions']
    .map((source) => found.find((one) => one.source === source))
    .find((one) => one !== undefined);

/** Tables that tell who and when and nothing else, taken for events together. */
export async function visitsIn(
  warehouse: Warehouse,
  others: readonly NotRecognised[],
): Promise<readonly Recognised[]> {
  const found = others
    .filter(({ input }) => mayBe('events', input))
    .map(({ input }) => recogniseVisits(input))
    .filter((one) => one !== null)
    .sort((a, b) => b.input.rows - a.input.rows);
  const [most, who] = [found[0], found[0] && find(found[0], 'customer_id')?.column];
  const same = found.filter((one) => {
    const own = find(one, 'customer_id')?.column;
    return one === most || (own && who && overlap(own, who).plain >= fewKnown);
  });
  return (await oneOf(warehouse, same)).sources;
}

/** Unless a person said that it is another source. */
const mayBe = (source: SourceName, input: RelatedInput): boolean => (toldSource(input) ?? source) === source;

/** A table of customers of whom nobody acts, or a log of somebody else: of channels, of machines. */
export function isStrange(one: Recognised, found: readonly Recognised[]): boolean {
  const acting = actingIn(found);
  if (one === acting) return false;
  const other = one.source === 'customers' ? acting : found.find(({ source }) => source === 'customers');
  if (!['customers', 'events'].includes(one.source) || other === one || toldSource(one.input)) return false;
  const [key, who] = [one, other].map((source) => source && find(source, 'customer_id')?.column);
  return !!key && !!who && overlap(key, who).plain < fewKnown;
}

export const reads = (one: Recognised, input: string): boolean =>
  one.inputs.some(({ name }) => name === input);
