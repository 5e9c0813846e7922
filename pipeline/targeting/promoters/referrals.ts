import type { Referrals } from '../../../contracts/artefacts/referrals.ts';
import { referralCampaign } from '../../../contracts/campaign.ts';
import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { type ArmMean, type ArmPair, differenceWithin, fewestCustomers } from '../../../models/effects.ts';
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
  const armsOf = (arm: string) => brought.filter((row) => row.arm === arm);
  return {
    invited: armOf(armsOf('contact')),
    heldOut: armOf(armsOf('control')),
    gain: gainOf(pairsOf(brought)),
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

const armOf = (rows: readonly Row[]) => {
  const total = (name: string) => rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
  return { customers: total('n'), referred: total('referred'), clv: total('clv') };
};

/** The arms drawn with the same share held out, where both have customers enough to say how much they differ. */
function pairsOf(brought: readonly Row[]): ArmPair[] {
  const shares = [...new Set(brought.map(({ share }) => Number(share)))];
  return shares.flatMap((share) => {
    const [treated, control] = ['contact', 'control'].map((arm) =>
      meanOf(sumsOf(brought.find((row) => Number(row.share) === share && row.arm === arm))),
    ) as [ArmMean, ArmMean];
    return Math.min(treated.n, control.n) < 2 ? [] : [{ treated, control }];
  });
}

const meanOf = (sums: Sums): ArmMean => ({
  n: sums.n,
  mean: sums.n === 0 ? 0 : sums.sum / sums.n,
  variance: sums.n < 2 ? 0 : varianceOf(sums),
});

/** With fewer customers in an arm, or nobody brought at all, nothing can be said. */
function gainOf(pairs: readonly ArmPair[]): Referrals['gain'] {
  const total = (of: (pair: ArmPair) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0);
  const fewest = Math.min(
    total(({ treated }) => treated.n),
    total(({ control }) => control.n),
  );
  const brought = total(({ treated, control }) => treated.mean ** 2 + control.mean ** 2);
  if (fewest < fewestCustomers || brought === 0) return null;
  const { value, low, high } = differenceWithin(pairs, level);
  return { value, low, high };
}

const worthOf = (sums: Sums): Referrals['referredClv'] =>
  sums.n < fewestCustomers ? null : { ...meanOfSums(sums, level), n: sums.n };
