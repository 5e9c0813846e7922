import { createHash } from 'node:crypto';
import { addDays } from '../../contracts/business-day.ts';
import type { Drawing } from '../../contracts/campaign.ts';
import type { Draw, LedgerState } from './ledger-state.ts';

/** A listed customer, drawn already or not. */
export interface Drawable {
  readonly customer_id: string;
  readonly clv_if_kept: number;
  /** Null: not known, last of its risk strata. */
  readonly churn: number | null;
  readonly ledger: LedgerState;
}

export interface DrawRequest {
  readonly campaign: Drawing;
  readonly asOf: string;
  readonly run: string;
  /** Number of the ledger's file that the draws would stand in. */
  readonly file: number;
  /** Those drawn for exploration, with this chance: a stratum of their own behind all others. */
  readonly explored?: number;
  /** Customers that the campaign has drawn before, by stratum. */
  readonly before: ReadonlyMap<number, number>;
}

/**
 * Draws the listed who have no arm yet. Strata are parts of equal size of the whole list by worth, each in parts of equal
 * size by chance of leaving. In each, the new stand
 * behind all that the campaign drew before, ordered by salted SHA-256, and every 1/share-th place of the row is held
 * out, counted from a random start: systematic sampling. So everyone's chance is the share, and after any number of lists
 * the held out of a stratum differ by less than one from the share of it. The starts are spaced evenly over the strata,
 * so that strata of equal size come to the share together, too.
 */
export function drawArms(listed: readonly Drawable[], request: DrawRequest): Draw[] {
  const { campaign, explored } = request;
  const strata = explored === undefined ? strataOf(listed, campaign) : [[...listed]];
  const before = explored === undefined ? 0 : campaign.holdout.strata * campaign.holdout.riskStrata;
  return strata.flatMap((customers, i) => {
    const stratum = before + i + 1;
    const fresh = customers.filter(({ ledger }) => ledger.drawn === null);
    const first = request.before.get(stratum) ?? 0;
    const heldOut =
      heldOutUpTo(first + fresh.length, stratum, campaign) - heldOutUpTo(first, stratum, campaign);
    return fresh
      .map((customer) => ({ customer, hash: drawHash(customer, campaign) }))
      .sort((a, b) => (a.hash < b.hash ? -1 : 1))
      .map(({ customer }, place) =>
        drawOf(customer, stratum, place < heldOut ? 'control' : 'contact', request),
      );
  });
}

/** How many of the first `places` of a stratum are held out. */
export function heldOutUpTo(
  places: number,
  stratum: number,
  { name, holdout: { share, strata, riskStrata, salt } }: Pick<Drawing, 'name' | 'holdout'>,
): number {
  const start = sha256([salt, name]).readUInt32LE(0) / 2 ** 32;
  return Math.floor(share * places + ((start + (stratum - 1) / (strata * riskStrata)) % 1));
}

function drawOf(
  { customer_id, ledger }: Drawable,
  stratum: number,
  arm: Draw['arm'],
  { campaign, asOf, run, file, explored }: DrawRequest,
): Draw {
  return {
    customer_id,
    campaign: campaign.name,
    term: ledger.nextTerm,
    as_of: asOf,
    arm_until: addDays(asOf, campaign.horizonDays),
    arm,
    stratum,
    share: campaign.holdout.share,
    ...(explored === undefined ? {} : { explored }),
    run,
    draw: file,
  };
}

/** Parts by worth if kept, highest first, each in parts by chance of leaving, highest first. */
function strataOf(
  customers: readonly Drawable[],
  { holdout: { strata, riskStrata } }: Drawing,
): Drawable[][] {
  const byWorth = parts(customers, ({ clv_if_kept }) => clv_if_kept, strata);
  return byWorth.flatMap((some) => parts(some, ({ churn }) => churn ?? -1, riskStrata));
}

/** Parts whose sizes are equal but for one, the highest value first; of equal values the lower id. */
function parts(customers: readonly Drawable[], value: (of: Drawable) => number, count: number): Drawable[][] {
  const sorted = [...customers].sort(
    (a, b) => value(b) - value(a) || (a.customer_id < b.customer_id ? -1 : 1),
  );
  const border = (i: number) => Math.round((i * sorted.length) / count);
  return Array.from({ length: count }, (_, i) => sorted.slice(border(i), border(i + 1)));
}

/** Depends on salt, campaign, customer and term alone: the order of input changes nothing, another term is drawn again. */
const drawHash = ({ customer_id, ledger }: Drawable, { name, holdout }: Drawing): string =>
  sha256([holdout.salt, name, customer_id, ledger.nextTerm]).toString('hex');

const sha256 = (parts: readonly (string | number)[]): Buffer =>
  createHash('sha256').update(JSON.stringify(parts)).digest();
