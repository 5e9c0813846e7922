import type { Campaign } from '../../contracts/campaign.ts';
import type { Who } from '../../contracts/config/plays.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { identifier } from '../sql/sql-text.ts';
import { type ContextRequest, contextSelect } from './context.ts';
import { listerOf, noCampaign } from './lister.ts';
import type { Lot } from './lot.ts';
import { holds } from './plays.ts';
import { type Standing, standings } from './rank.ts';
import { readFirst, type Wanted } from './read-customers.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import { type SuppressionLimits, suppress } from './suppress.ts';

/** How many customers stand where, and those from whom the lists are made. */
export interface Selection {
  readonly standings: Readonly<Record<Standing, number>>;
  /** Candidates for whom none of the campaigns is. */
  readonly notEligible: number;
  /** The first eligible candidates by priority, more than the list takes where there are more. */
  readonly candidates: readonly SelectedCustomer[];
  /** Whether these are all that there are. */
  readonly isWhole: boolean;
  /** The first of those gone, by worth if kept. */
  readonly gone: readonly SelectedCustomer[];
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
  const first = (group: Group) => firstUntil(warehouse, store, request, group);
  const eligible = eligibleOf(campaigns);
  const standings = await countStandings(warehouse, request.ranked);
  return {
    standings,
    notEligible:
      standings.candidate -
      (await countEligible(warehouse, standings.candidate, {
        ...{ asOfAt: request.asOfAt, ranked: request.ranked, learned: request.learned ?? [] },
        ...{ eligible, maxTouches: limits.maxTouchesPer90Days },
      })),
    ...(await first({
      standings: ['candidate'],
      eligible,
      wanted: wanted.candidates,
      mayList: (customer) =>
        campaigns.some(
          (campaign) =>
            holds(campaign.eligible ?? undefined, customer) &&
            suppress(customer, listerOf(customer, campaign, asOf), limits) === null,
        ),
    })),
    gone: (
      await first({
        standings: ['beyond_lookback', 'above_gone_probability'],
        eligible: [],
        wanted: wanted.gone,
        mayList: (customer) => suppress(customer, noCampaign(customer, asOf), limits) === null,
      })
    ).candidates,
  };
}

/** Customers of some standings, of whom so many are wanted that a list may take. */
interface Group extends Wanted, Pick<Required<ContextRequest>, 'standings' | 'eligible'> {}

/** Whom the campaigns are for; nothing where one is for everybody. */
const eligibleOf = (campaigns: readonly Campaign[]): Who[] =>
  campaigns.some(({ eligible }) => eligible === null)
    ? []
    : campaigns.flatMap(({ eligible }) => (eligible === null ? [] : [eligible]));

async function firstUntil(
  warehouse: Warehouse,
  store: ObjectStore,
  request: SelectionRequest,
  { standings, eligible, ...wanted }: Group,
): Promise<Pick<Selection, 'candidates' | 'isWhole'>> {
  const maxTouches = request.limits.maxTouchesPer90Days;
  const campaigns = request.campaigns.map(({ name }) => name);
  const read = { ...request, campaigns, standings, eligible, maxTouches };
  const { customers, isWhole } = await readFirst(warehouse, store, read, wanted);
  return { candidates: customers, isWhole };
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
