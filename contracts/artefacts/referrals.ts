import { z } from 'zod';
import { count, figure, measured } from './values.ts';

const armOfReferrals = z.strictObject({
  customers: count,
  /** New customers whom they brought before their arm ran out, and what those are worth in all. */
  referred: count,
  clv: figure,
});

const worthOf = measured.extend({ n: count });

/** What invitations to refer others brought, and what referred customers are worth. Money in the reporting currency. */
export const referrals = z.strictObject({
  invited: armOfReferrals,
  heldOut: armOfReferrals,
  /** Worth of the customers brought, a customer invited more than a customer held out; null where too few were drawn to say. */
  gain: measured.nullable(),
  /** Mean CLV of the customers who came by a referral in the last year, and of all others who came; null where there are too few. */
  referredClv: worthOf.nullable(),
  othersClv: worthOf.nullable(),
});

export type Referrals = z.infer<typeof referrals>;
