import type { ColumnProfile } from '../../contracts/profile.ts';
import { speaksOfRefund } from '../orders/order-words.ts';
import { spokenStates } from '../orders/spoken-states.ts';
import { ofShape } from '../read/shape.ts';
import { speaksOfContact } from '../sources/find-consent.ts';
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
  readonly related: readonly RelatedInput[];
}

/** Every input that serves as nothing, and why. @param rivals those that another input of their source was preferred to */
export function unusedOf(
  { certain, visits, beside, taken, others, related }: Unread,
  rivals: readonly Unused[],
): Unused[] {
  const strangers = certain.filter((one) => isStrange(one, certain));
  return [
    ...strangers
      .filter(({ input }) => !beside.some((one) => reads(one, input.name)))
      .map(({ input, source }) => ({ path: placeOf(input), why: strange, matters: source === 'customers' })),
    ...rivals
      .filter(({ path }) => !beside.some((one) => one.inputs.some((part) => placeOf(part) === path)))
      .map((one) => {
        const input = related.find((other) => placeOf(other) === one.path);
        const failed = input && (saysFailed(input, certain) ?? saysWhomToContact(input));
        return failed ? { ...one, why: failed, matters: true } : one;
      }),
    ...others
      .filter(({ input }) => !taken.some((one) => reads(one, input.name)))
      .map((one) => {
        const failed = saysFailed(one.input, certain) ?? saysWhomToContact(one.input);
        const matters =
          seemsToMatter(one) || holdsLines(one.input, certain) || mayHoldAmounts(one.input, visits);
        return {
          path: placeOf(one.input),
          why: failed ?? whyNot(one),
          matters: failed !== null || matters,
        };
      }),
  ];
}

const strange =
  'hardly any of its ids are among the customers of the other files; which column, or which other file, joins them?';

/** Its rows bear the numbers of the orders, and a state: where that says that an order fell through, the order counts as a sale. */
function saysFailed(input: RelatedInput, found: readonly Recognised[]): string | null {
  const order = found.map((one) => one.order?.roles.order).find((column) => column != null);
  const keys = order ? input.columns.filter((column) => isNumberOf(column, order)) : [];
  const key = keys.find(({ name }) => name.toLowerCase() === order?.name.toLowerCase()) ?? keys[0];
  if (!key) return null;
  const [said] = input.columns
    .flatMap(spokenStates)
    .filter(({ failed, refunded }) => failed.length + refunded.length > 0);
  if (!said) return null;
  const words = [...said.failed, ...said.refunded].map((word) => `"${word}"`).join(', ');
  return `its ${key.name} are numbers of the orders, and its ${said.column.name} says ${words} of some, which all count as sales here. Leave those out in the query of orders that came to nothing; if the orders say so themselves, delete this line`;
}

/** A list of those who opted out, or agreed, under their addresses or in a file of its own: who said no there would be contacted. */
function saysWhomToContact(input: RelatedInput): string | null {
  const what = speaksOfContact(input);
  return what === null
    ? null
    : `${what} seems to say who may be contacted, or who may not, and counts for nothing as long as it is not joined to the customers: give \`customers\` a query that does, or write the day of each opt-out to \`touches\`. If it is about something else, delete this line`;
}

const isNumberOf = (column: ColumnProfile, order: ColumnProfile): boolean =>
  overlap(column, order).plain >= 0.9 && namesThem(column, order);

/** Its rows bear the numbers of the orders, several for some, and sums: what is in them is not in the orders. */
function holdsLines(input: RelatedInput, found: readonly Recognised[]): boolean {
  const order = found.map((one) => one.order?.roles.order).find((column) => column != null);
  if (order == null || ofShape(input, 'number').length === 0) return false;
  return input.columns.some((column) => column.distinct < 0.9 * column.filled && isNumberOf(column, order));
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
