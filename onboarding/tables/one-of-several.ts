import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { speaksOfClaims, speaksOfNoSale } from '../orders/order-words.ts';
import type { Unused } from '../write/proposal.ts';
import { flatAdvice, flatTable } from './flat-table.ts';
import type { RelatedInput } from './related-input.ts';
import { uniteInputs } from './unite-inputs.ts';
import { fileFit, fileNameOf, placeOf, type Recognised, toldSource } from './which-source.ts';

export interface Chosen {
  /** At most one of each source. */
  readonly sources: readonly Recognised[];
  readonly unused: readonly Unused[];
}

/** Without a part of these the sums are others. */
const weighty: readonly SourceName[] = ['orders', 'subscriptions', 'events'];

/**
 * Of several inputs taken for one source: all together where they go together, else the likeliest.
 * @param acts contracts show what customers do: claims and offers need not
 */
export async function oneOf(
  warehouse: Warehouse,
  found: readonly Recognised[],
  acts = false,
): Promise<Chosen> {
  const unsold = found.filter(isUnsold);
  if (acts && unsold.length > 0 && unsold.length === found.length)
    return { sources: [], unused: unsold.map(({ input }) => notSold(input)) };
  if (found.length < 2) return { sources: found, unused: [] };
  if (unsold.length > 0 && unsold.length < found.length) {
    const sold = await oneOf(
      warehouse,
      found.filter((one) => !unsold.includes(one)),
    );
    return { ...sold, unused: [...sold.unused, ...unsold.map(({ input }) => notSold(input))] };
  }
  const together = await uniteInputs(warehouse, found);
  if (together) return { sources: [together], unused: [] };
  const [best, ...rest] = [...found].sort((a, b) => b.score - a.score || b.input.rows - a.input.rows);
  const why = `it looks like ${best?.source} too, but its columns are not those of ${best && placeOf(best.input)}; join or stack the two with a query under sources.${best?.source} if it belongs there`;
  return {
    sources: best ? [best] : [],
    unused: rest.map(({ input, source }) => {
      const flat = flatTable(input);
      return {
        path: placeOf(input),
        why: flat ? flatAdvice(input, flat) : why,
        matters: weighty.includes(source),
      };
    }),
  };
}

/** Called refunds, cancellations or the like. */
const isUnsold = ({ source, input }: Recognised): boolean => source === 'orders' && isUnsoldFile(input);

/** Called so, or after claims or offers. */
export const isUnsoldFile = (input: RelatedInput): boolean =>
  toldSource(input) === undefined &&
  (speaksOfNoSale(fileNameOf(input)) ||
    (speaksOfClaims(fileNameOf(input)) && fileFit('orders', input) === 0));

const notSold = (input: RelatedInput): Unused => ({
  path: placeOf(input),
  why: `its columns are those of orders, but by its name its rows are no sales. What was paid back belongs in the query of orders with "kind: refund" and a negative amount; of orders that were called off, of claims and of offers, delete this line, or if the other files hold them too, leave them out there`,
  matters: true,
});
