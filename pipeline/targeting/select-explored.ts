import type { Campaign } from '../../contracts/campaign.ts';
import { standingCampaign } from '../../contracts/campaign.ts';
import type { Exploration } from '../../contracts/config/exploration.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { hashLimit } from '../facts/customer-share.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import type { Lot } from './lot.ts';
import type { Standing } from './rank.ts';
import { readCustomers } from './read-customers.ts';
import type { SelectionRequest } from './select-customers.ts';

/** Whoever can still leave. Who is gone is for win-back. */
const explorable: readonly Standing[] = [
  'candidate',
  'below_risk',
  'below_value',
  'nothing_at_risk',
  'not_worth_contact',
];

/**
 * Draws customers for exploration by a salted hash: a rerun draws the same, and so does another list of the same wave; the
 * standing campaign draws others once its arms have run out. Only those drawn leave the warehouse.
 */
export async function selectExplored(
  warehouse: Warehouse,
  store: ObjectStore,
  request: SelectionRequest,
  { share, most }: Exploration,
): Promise<Lot> {
  const campaign = request.campaigns[0]!;
  const standing = explorable.map(literal).join(', ');
  const from = `from ${identifier(request.ranked)} s where s.standing in (${standing})`;
  const [counted] = await warehouse.rows(`select count(*) as n ${from}`);
  const others = Number(counted?.n ?? 0);
  const chance = Math.min(share, most / Math.max(1, others));
  const hash = `substr(to_hex(md5(to_utf8(${literal(saltOf(campaign, request.asOf))} || s.customer_id))), 1, 8)`;
  await warehouse.create('explorable', `select s.* ${from} and ${hash} < ${literal(hashLimit(chance))}`);
  const context = {
    ...request,
    ranked: 'explorable',
    campaigns: request.campaigns.map(({ name }) => name),
    maxTouches: request.limits.maxTouchesPer90Days,
    standings: explorable,
    eligible: campaign.eligible === null ? [] : [campaign.eligible],
    limit: others,
  };
  const customers = await readCustomers(warehouse, store, context);
  return { share: chance, others, customers };
}

const dayMs = 86_400_000;

function saltOf({ name, wave, holdout, horizonDays }: Campaign, asOf: string): string {
  const term = name === standingCampaign ? Math.floor(Date.parse(asOf) / dayMs / horizonDays) : wave;
  return `explore/${holdout.salt}/${name}/${term}/`;
}
