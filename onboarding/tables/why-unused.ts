import { speaksOfRefund } from '../orders/order-words.ts';
import { ofShape } from '../read/shape.ts';
import type { Unused } from '../write/proposal.ts';
import { flatAdvice, flatTable } from './flat-table.ts';
import { overlap, type RelatedInput } from './related-input.ts';
import { namesThem } from './service-of.ts';
import { fileFit, type NotRecognised, placeOf, type Recognised, toldSource } from './which-source.ts';
import { isStrange, reads } from './who-acts.ts';

/** What became of the inputs. */
export interface Unread {
  readonly certain: readonly Recognised[];
  readonly visits: readonly Recognised[];
  readonly beside: readonly Recognised[];
  /** What inputs serve that nobody recognised alone. */
  readonly taken: readonly Recognised[];
  readonly others: readonly NotRecognised[];
}

/** Every input that serves as nothing, and why. @param rivals those that another input of their source was preferred to */
export function unusedOf(
  { certain, visits, beside, taken, others }: Unread,
  rivals: readonly Unused[],
): Unused[] {
  const strangers = certain.filter((one) => isStrange(one, certain));
  return [
    ...strangers
      .filter(({ input }) => !beside.some((one) => reads(one, input.name)))
      .map(({ input, source }) => ({ path: placeOf(input), why: strange, matters: source === 'customers' })),
    ...rivals.filter(({ path }) => !beside.some((one) => one.inputs.some((part) => placeOf(part) === path))),
    ...others
      .filter(({ input }) => !taken.some((one) => reads(one, input.name)))
      .map((one) => ({
        path: placeOf(one.input),
        why: whyNot(one),
        matters: seemsToMatter(one) || holdsLines(one.input, certain) || mayHoldAmounts(one.input, visits),
      })),
  ];
}

const strange =
  'hardly any of its ids are among the customers of the other files; which column, or which other file, joins them?';

/** Its rows bear the numbers of the orders, several for some, and sums: what is in them is not in the orders. */
function holdsLines(input: RelatedInput, found: readonly Recognised[]): boolean {
  const order = found.map((one) => one.order?.roles.order).find((column) => column != null);
  if (order == null || ofShape(input, 'number').length === 0) return false;
  return input.columns.some(
    (column) =>
      column.distinct < 0.9 * column.filled &&
      overlap(column, order).plain >= 0.9 &&
      namesThem(column, order),
  );
}

/** Numbers beside the ids of rows that are taken for visits, worth nothing as long as nothing says what was paid. */
const mayHoldAmounts = (input: RelatedInput, visits: readonly Recognised[]): boolean =>
  ofShape(input, 'number').length > 0 &&
  visits.some((visit) =>
    ofShape(visit.input, 'id', 'text').some((id) =>
      ofShape(input, 'id', 'text').some((own) => own.distinct >= 20 && overlap(own, id).plain >= 0.5),
    ),
  );

/** Said to be a source, or called orders or subscriptions, or after leaving or paying back, yet not understood. */
const seemsToMatter = ({ input, nearest }: NotRecognised): boolean =>
  toldSource(input) !== undefined ||
  (['orders', 'subscriptions'].includes(nearest) && fileFit(nearest, input) > 0) ||
  /churn|cancel|kuendig|resil|baja/i.test(input.name) ||
  tellsOfRefunds(input);

/** Sums that were paid back: without them all orders count in full. */
const tellsOfRefunds = (input: RelatedInput): boolean => {
  const numbers = ofShape(input, 'number');
  return numbers.length > 0 && [input, ...numbers].some(({ name }) => speaksOfRefund(name));
};

function whyNot({ input, nearest, lacks, unfit }: NotRecognised): string {
  const flat = flatTable(input);
  if (flat) return flatAdvice(input, flat);
  const reasons = Object.entries(unfit).map(([column, why]) => `${column}: ${why}`);
  const because = reasons.length === 0 ? '' : ` (${reasons.slice(0, 3).join('; ')})`;
  return lacks.length === 0
    ? 'its columns fit no source'
    : `it is closest to ${nearest}, but nothing was found for ${lacks.join(' and ')}${because}`;
}
