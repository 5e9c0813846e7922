import type { Campaign } from '../../contracts/campaign.ts';
import type { Who } from '../../contracts/config/plays.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier } from '../sql/sql-text.ts';
import type { Barred, Seeker } from './barred.ts';
import { type ContextRequest, contextSelect } from './context.ts';
import { listerOf, noCampaign } from './lister.ts';
import type { Lot } from './lot.ts';
import { holds } from './plays.ts';
import { type Standing, standings } from './rank.ts';
import { type FirstRead, readFirst } from './read-customers.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import { type SuppressionLimits, suppress } from './suppress.ts';

/** How many customers stand where, and those from whom the lists are made. */
export interface Selection {
  readonly standings: Readonly<Record<Standing, number>>;
  /** Candidates for whom none of the campaigns is. */
  readonly notEligible: number;
  /** The first eligible candidates by priority, more than the list takes where there are more. */
  readonly candidates: readonly SelectedCustomer[];
  /** Those of the first whom each campaign that is for them leaves alone, whatever is drawn; left out: nobody. */
  readonly barred?: Barred;
  /** Whether these are all that there are. */
  readonly isWhole: boolean;
  /** The first of those gone, by worth if kept. */
  readonly gone: readonly SelectedCustomer[];
  /** Those of them whom every list leaves alone; left out: nobody. */
  readonly goneBarred?: Barred;
  /** Those drawn for exploration; null or left out: none are wanted. */
  readonly lot?: Lot | null;
}

export interface SelectionRequest extends Pick<ContextRequest, 'asOfAt' | 'ranked' | 'learned'> {
  readonly asOf: string;
  readonly campaigns: readonly Campaign[];
  /** Candidates who may be contacted that are wanted, and customers gone. */
  readonly wanted: { readonly candidates: number; readonly gone: number };
  readonly limits: SuppressionLimits;
  /** Key prefix for the selection's files while they are read; nothing stays there. */
  readonly prefix: string;
}

/**
 * Selects the customers from whom the lists are made, with what the ledger says of each. Only the first by priority leave
 * the warehouse: as many as it takes to have the candidates wanted who may be contacted. Reads the table `ledger`.
 */
export async function selectCustomers(
  warehouse: Warehouse,
  store: ObjectStore,
  request: SelectionRequest,
): Promise<Selection> {
  const { asOf, campaigns, limits, wanted } = request;
  const first = (group: Group) => firstOf(warehouse, store, request, group);
  const eligible = eligibleOf(campaigns);
  const standings = await countStandings(warehouse, request.ranked);
  const candidates = await first({
    standings: ['candidate'],
    eligible,
    wanted: wanted.candidates,
    seekers: seekersOf(campaigns, asOf),
  });
  const gone = await first({
    standings: ['beyond_lookback', 'above_gone_probability'],
    eligible: [],
    wanted: wanted.gone,
    seekers: winBackSeekers(asOf),
  });
  return {
    standings,
    notEligible:
      standings.candidate -
      (await countEligible(warehouse, standings.candidate, {
        ...{ asOfAt: request.asOfAt, ranked: request.ranked, learned: request.learned ?? [] },
        ...{ eligible, maxTouches: limits.maxTouchesPer90Days },
      })),
    candidates: candidates.customers,
    barred: candidates.barred,
    isWhole: candidates.isWhole,
    gone: gone.customers,
    goneBarred: gone.barred,
  };
}

/** The lists of a date's campaigns. */
export const seekersOf = (campaigns: readonly Campaign[], asOf: string): Seeker[] =>
  campaigns.map((campaign) => ({
    isFor: (customer) => holds(campaign.eligible ?? undefined, customer),
    listerOf: (customer) => listerOf(customer, campaign, asOf),
  }));

/** The list of those to win back. */
export const winBackSeekers = (asOf: string): Seeker[] => [
  { isFor: () => true, listerOf: (customer) => noCampaign(customer, asOf) },
];

/** Customers of some standings, of whom so many are wanted that one of the lists may take. */
interface Group extends Pick<Required<ContextRequest>, 'standings' | 'eligible'> {
  readonly wanted: number;
  readonly seekers: readonly Seeker[];
}

function firstOf(
  warehouse: Warehouse,
  store: ObjectStore,
  { limits, ...request }: SelectionRequest,
  { standings, eligible, wanted, seekers }: Group,
): Promise<FirstRead> {
  const campaigns = request.campaigns.map(({ name }) => name);
  const mayList = (customer: SelectedCustomer) =>
    seekers.some(
      ({ isFor, listerOf }) => isFor(customer) && suppress(customer, listerOf(customer), limits) === null,
    );
  const read = { ...request, limits, campaigns, standings, eligible };
  return readFirst(warehouse, store, read, { wanted, mayList, seekers });
}

/** Whom the campaigns are for; nothing where one is for everybody. */
const eligibleOf = (campaigns: readonly Campaign[]): Who[] =>
  campaigns.some(({ eligible }) => eligible === null)
    ? []
    : campaigns.flatMap(({ eligible }) => (eligible === null ? [] : [eligible]));

/** The customers of a selection with what the ledger says of each; of those whom all leave alone only whoever was drawn. */
export function* drawnOf({
  candidates,
  barred,
  lot = null,
}: Pick<Selection, 'candidates' | 'barred' | 'lot'>): Generator<
  Pick<SelectedCustomer, 'customer_id' | 'draws'>
> {
  yield* candidates;
  yield* barred?.drawn() ?? [];
  yield* lot?.customers ?? [];
}

/** Of so many candidates, those for whom a campaign is. */
export async function countEligible(
  warehouse: Warehouse,
  candidates: number,
  context: Pick<ContextRequest, 'asOfAt' | 'ranked' | 'learned' | 'eligible' | 'maxTouches'>,
): Promise<number> {
  if ((context.eligible ?? []).length === 0) return candidates;
  const select = contextSelect({ ...context, campaigns: [], standings: ['candidate'], limit: candidates });
  const [counted] = await warehouse.rows(`select count(*) as n from (${select}) eligible`);
  return Number(counted?.n);
}

export async function countStandings(
  warehouse: Warehouse,
  ranked: string,
): Promise<Record<Standing, number>> {
  const counts = Object.fromEntries(standings.map((standing) => [standing, 0])) as Record<Standing, number>;
  const rows = await warehouse.rows(
    `select standing, count(*) as n from ${identifier(ranked)} group by standing order by standing`,
  );
  for (const { standing, n } of rows) counts[standing as Standing] = Number(n);
  return counts;
}
