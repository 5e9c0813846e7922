import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { find } from '../columns/propose-columns.ts';
import { joinTables, withCustomer } from './join-tables.ts';
import { overlap, type RelatedInput } from './related-input.ts';
import { serviceOf } from './service-of.ts';
import {
  fileFit,
  type NotRecognised,
  type Recognised,
  recogniseAs,
  recogniseVisits,
  tellsOfSends,
} from './which-source.ts';
import { actingIn } from './who-acts.ts';

/** Reviews that know the order alone, mails that know the campaign alone: what they lack stands in another table. */
const joinable: readonly SourceName[] = ['tickets', 'surveys', 'touches', 'events'];

interface Left {
  readonly others: readonly NotRecognised[];
  readonly related: readonly RelatedInput[];
}

/** Sources that nobody was taken for yet: of what is left, by a join with another table or by what it holds. */
export async function besideThem(
  warehouse: Warehouse,
  found: readonly Recognised[],
  { others, related }: Left,
): Promise<Recognised[]> {
  const acting = actingIn(found);
  const beside: Recognised[] = [];
  const isFree = (source: SourceName) => ![...found, ...beside].some((one) => one.source === source);
  for (const { input, nearest } of others) {
    const named = joinable.filter((source) => fileFit(source, input) > 0);
    // ratings in a file that nobody calls reviews are answers
    const source = named[0] ?? (nearest === 'reviews' ? 'surveys' : nearest);
    const joined =
      joinable.includes(source) && isFree(source)
        ? await joinTables(warehouse, related, { source, from: [input] })
        : null;
    const service = acting && !isReadAs('orders', input, found) && !isCalledAction(input);
    const one =
      joined ??
      (service ? await serviceOf(warehouse, input, { acting, inputs: related }) : null) ??
      (named[0] === 'events' ? visitsOfThem(input, found) : null);
    if (one && isFree(one.source)) beside.push(one);
  }
  return beside;
}

/** A log that tells who came and when, and nothing else: of those who are known. */
function visitsOfThem(input: RelatedInput, found: readonly Recognised[]): Recognised | null {
  const visits = recogniseVisits(input);
  const own = visits && find(visits, 'customer_id')?.column;
  const known = found
    .filter(({ source }) => source !== 'events')
    .flatMap((one) => find(one, 'customer_id')?.column ?? []);
  return own && known.some((column) => overlap(own, column).plain >= 0.9) ? visits : null;
}

/** Reviews that name the order alone are of whoever placed it. */
export async function withAuthors(
  warehouse: Warehouse,
  found: readonly Recognised[],
  related: readonly RelatedInput[],
): Promise<readonly Recognised[]> {
  const reviews = found.find(({ source }) => source === 'reviews');
  const acting = actingIn(found);
  const who = acting && find(acting, 'customer_id')?.column;
  if (!reviews || !who || find(reviews, 'customer_id')) return found;
  const owned = await withCustomer(warehouse, reviews.input, { who, inputs: related });
  const own = ({ name }: ColumnProfile) => reviews.input.columns.some((column) => column.name === name);
  const again =
    owned &&
    recogniseAs(
      'reviews',
      { ...owned.input, columns: owned.input.columns.filter((one) => one === owned.customer || own(one)) },
      { customer_id: owned.customer },
    );
  return again ? found.map((one) => (one === reviews ? again : one)) : found;
}

/** Sends of a tool that knows people by their address alone: whose it is stands in another table. */
export async function sendsByAddress(
  warehouse: Warehouse,
  free: readonly RelatedInput[],
  related: readonly RelatedInput[],
): Promise<Recognised[]> {
  for (const input of free.filter(tellsOfSends)) {
    const joined = await joinTables(warehouse, related, { source: 'touches', from: [input] });
    if (joined) return [joined];
  }
  return [];
}

/** What is called orders or subscriptions is no case and no answer. */
const isCalledAction = (input: RelatedInput): boolean =>
  (['orders', 'subscriptions'] as const).some((source) => fileFit(source, input) > 0);

/** Lines of orders hold units of one to five, which are no answers. */
const isReadAs = (source: SourceName, { name }: RelatedInput, found: readonly Recognised[]): boolean =>
  found.some((one) => one.source === source && one.inputs.some((part) => part.name === name));
