import type { Referrals } from '../../../contracts/artefacts/referrals.ts';
import { referralCampaign } from '../../../contracts/campaign.ts';
import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { fewestCustomers, meanDifference } from '../../../models/effects.ts';
import { meanOfSums, type Sums, varianceOf } from '../../../models/intervals.ts';
import { inlineFacts } from '../../facts/name-facts.ts';
import { identifier, literal } from '../../sql/sql-text.ts';
import broughtTemplate from './referrals.sql';
import referredTemplate from './referred.sql';

export interface ReferralsRequest {
  readonly asOf: string;
  /** The as-of date's first instant, UTC, as `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfAt: string;
  /** Table of `rankedSelect`. */
  readonly ranked: string;
}

const level = 0.95;

/** What invitations drawn before the date brought, arm against arm, and the worth of referred customers. Reads `ledger`. */
export async function measureReferrals(warehouse: Warehouse, request: ReferralsRequest): Promise<Referrals> {
  const brought = await warehouse.rows(filled(broughtTemplate, request));
  const came = await warehouse.rows(filled(referredTemplate, request));
  const [invited, heldOut] = ['contact', 'control'].map((arm) => brought.find((row) => row.arm === arm));
  return {
    invited: armOf(invited),
    heldOut: armOf(heldOut),
    gain: gainOf(sumsOf(invited), sumsOf(heldOut)),
    referredClv: worthOf(sumsOf(came.find((row) => Number(row.is_referred) === 1))),
    othersClv: worthOf(sumsOf(came.find((row) => Number(row.is_referred) === 0))),
  };
}

const filled = (template: string, { asOf, asOfAt, ranked }: ReferralsRequest): string =>
  inlineFacts(template.replace(/^--.*\n/gm, ''))
    .replaceAll('{{campaign}}', () => literal(referralCampaign))
    .replaceAll('{{day}}', () => literal(asOf))
    .replaceAll('{{as_of}}', () => `timestamp ${literal(asOfAt)}`)
    .replaceAll('{{ranked}}', () => identifier(ranked));

const sumsOf = (row: Row | undefined): Sums => ({
  n: Number(row?.n ?? 0),
  sum: Number(row?.clv ?? 0),
  squares: Number(row?.squares ?? 0),
});

const armOf = (row: Row | undefined) => ({
  customers: Number(row?.n ?? 0),
  referred: Number(row?.referred ?? 0),
  clv: Number(row?.clv ?? 0),
});

/** With fewer customers in an arm, or nobody brought at all, nothing can be said. */
function gainOf(invited: Sums, heldOut: Sums): Referrals['gain'] {
  if (Math.min(invited.n, heldOut.n) < fewestCustomers || invited.squares + heldOut.squares === 0)
    return null;
  const mean = (sums: Sums) => ({ n: sums.n, mean: sums.sum / sums.n, variance: varianceOf(sums) });
  const { value, low, high } = meanDifference(mean(invited), mean(heldOut), level);
  return { value, low, high };
}

const worthOf = (sums: Sums): Referrals['referredClv'] =>
  sums.n < fewestCustomers ? null : { ...meanOfSums(sums, level), n: sums.n };
