import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { InputProfile } from '../../contracts/profile.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { contractsOfMembers } from '../contracts/contracts-of-members.ts';
import { contractsSinceJoining } from '../contracts/contracts-since-joining.ts';
import { wholeContracts } from '../contracts/whole-contracts.ts';
import { alignIds } from './align-ids.ts';
import { besideThem, sendsByAddress, withAuthors } from './beside.ts';
import { chooseLists } from './choose-lists.ts';
import { customersByKey } from './customers-by-key.ts';
import { fillDown } from './fill-down.ts';
import { firstLook, notOfOrders, serviceFirst } from './first-look.ts';
import { joinDateParts } from './join-date-parts.ts';
import {
  isUsedUp,
  joinFees,
  joinOrders,
  joinPayments,
  neverComeBack,
  ownedOrders,
  surerOrders,
} from './joined-orders.ts';
import { type Chosen, isUnsoldFile, oneOf } from './one-of-several.ts';
import { answersOf } from './questionnaire.ts';
import { type Answers, type RelatedInput, relatedInput } from './related-input.ts';
import type { NotRecognised, Recognised } from './which-source.ts';
import { actingIn, isStrange, reads, visitsIn } from './who-acts.ts';
import { type Unread, unusedOf } from './why-unused.ts';
import { withoutStamps } from './without-stamps.ts';

/** Decides which inputs serve as which source: alone, several as one, or orders joined from several tables. */
export async function chooseInputs(
  warehouse: Warehouse,
  inputs: readonly InputProfile[],
  answers: Answers,
): Promise<Chosen> {
  const related = await relatedInputs(warehouse, inputs, answers);
  const { chosen, others, joined, contracts } = await eachAsSource(warehouse, related);
  const found = [...chosen.flatMap(({ sources }) => sources), ...[joined, contracts].filter(isFound)];
  const { acting, left } = await withLeavers(
    warehouse,
    await ownedOrders(warehouse, found, related),
    related,
  );
  const visits = actingIn(acting) ? [] : await visitsIn(warehouse, others);
  const certain = [...acting, ...visits];
  const customers = certain.some(({ source }) => source === 'customers')
    ? null
    : await customersByKey(
        warehouse,
        actingIn(certain),
        others.map(({ input }) => input),
      );
  const beside = await allBeside(warehouse, certain, { others, related });
  const authored = await withAuthors(warehouse, [...certain, ...beside], related);
  const taken = [...certain, joined, contracts, left, customers, ...beside].filter(isFound);
  const unread: Unread = { certain, visits, beside, taken, others, related };
  return {
    sources: alignIds([...(customers ? [customers] : []), ...authored]).filter(
      (one) => !isStrange(one, certain),
    ),
    unused: unusedOf(
      unread,
      chosen.flatMap(({ unused }) => unused),
    ),
  };
}

const isFound = (one: Recognised | null): one is Recognised => one !== null;

async function relatedInputs(
  warehouse: Warehouse,
  inputs: readonly InputProfile[],
  answers: Answers,
): Promise<RelatedInput[]> {
  const read: RelatedInput[] = [];
  for (const input of inputs) {
    const own = await joinDateParts(warehouse, await relatedInput(warehouse, withoutStamps(input), answers));
    read.push(await fillDown(warehouse, await answersOf(warehouse, own)));
  }
  return chooseLists(read);
}

const isRecognised = (one: Recognised | NotRecognised): one is Recognised => 'source' in one;

interface AsSources {
  /** What stands for each source. */
  readonly chosen: readonly Chosen[];
  readonly others: readonly NotRecognised[];
  /** Orders of several tables. */
  readonly joined: Recognised | null;
  /** Contracts of several tables. */
  readonly contracts: Recognised | null;
}

/** Inputs by themselves, and orders and contracts that take several of them. */
async function eachAsSource(warehouse: Warehouse, related: readonly RelatedInput[]): Promise<AsSources> {
  const first = await firstLook(warehouse, related);
  const priced = await joinFees(warehouse, related, first);
  const contracts = priced ?? (await wholeContracts(warehouse, first, related));
  const isContracts = ({ input }: Pick<Recognised, 'input'>) => contracts?.inputs[0]?.name === input.name;
  const surer = await surerOrders(
    warehouse,
    first.filter((one) => !isContracts(one)),
    related,
  );
  const served = await serviceFirst(warehouse, surer, related);
  const known = served.filter(isRecognised);
  const sold = known.filter((one) => one.source === 'orders' && !isUnsoldFile(one.input));
  const joined =
    surer.joined ??
    (sold.some((one) => !neverComeBack(one))
      ? null
      : ((await joinOrders(warehouse, related, known)) ??
        (sold.length > 0 ? null : await joinPayments(warehouse, related, known))));
  const orders = joined ?? known.find(({ source }) => source === 'orders');
  const looked = served.map((one) => notOfOrders(one, orders));
  const alone = looked.filter(isRecognised);
  const found = alone.filter((one) => !joined || (one.source !== 'orders' && !isUsedUp(one, joined)));
  const chosen: Chosen[] = [];
  for (const source of Object.keys(sourceContracts) as SourceName[])
    chosen.push(
      await oneOf(
        warehouse,
        found.filter((one) => one.source === source),
        contracts !== null || found.some((one) => one.source === 'subscriptions'),
      ),
    );
  const others = looked.filter((one): one is NotRecognised => !isRecognised(one));
  return { chosen, others, joined, contracts };
}

/** Members with a day of leaving are contracts, where no other table holds any. */
async function withLeavers(
  warehouse: Warehouse,
  found: readonly Recognised[],
  related: readonly RelatedInput[],
): Promise<{ acting: readonly Recognised[]; left: Recognised | null }> {
  const members = found.some(({ source }) => source === 'subscriptions')
    ? undefined
    : found.find(({ source }) => source === 'customers');
  const left = members
    ? ((await contractsOfMembers(warehouse, members, related)) ??
      (await contractsSinceJoining(warehouse, members, related)))
    : null;
  return { acting: [...found, ...(left ? [left] : [])], left };
}

/** What stands beside those who act, sends of tools that know addresses alone included. */
async function allBeside(
  warehouse: Warehouse,
  certain: readonly Recognised[],
  { others, related }: Pick<AsSources, 'others'> & { readonly related: readonly RelatedInput[] },
): Promise<readonly Recognised[]> {
  const beside = await besideThem(warehouse, certain, { others, related });
  if ([...certain, ...beside].some(({ source }) => source === 'touches')) return beside;
  const read = certain.filter((one) => !isStrange(one, certain));
  const free = related.filter(({ name }) => !read.some((one) => reads(one, name)));
  return [...beside, ...(await sendsByAddress(warehouse, free, related))];
}
