import { isHere, type Life } from '../customer/life.ts';
import type { CampaignName } from '../plan.ts';
import type { Draws } from '../random.ts';
import { processes } from '../random.ts';
import type { PlayName } from './plays.ts';

/** One sending of a campaign on one day. */
export interface Campaign {
  /** As the data names it. */
  readonly name: string;
  readonly kind: Exclude<CampaignName, 'newsletter'>;
  readonly day: number;
  readonly play: PlayName;
}

const script: readonly (readonly [name: string, kind: Campaign['kind'], before: number, play: PlayName])[] = [
  ['spring-care', 'care', 430, 'voucher'],
  ['vip-eye', 'eye', 300, 'voucher'],
  ['open-case-call', 'call', 260, 'call'],
  ['autumn-care', 'care', 220, 'voucher'],
  ['winter-mailing', 'broken', 170, 'note'],
];

export function campaignsOf(days: number, kinds: readonly CampaignName[]): Campaign[] {
  return script
    .filter(([, kind, before]) => kinds.includes(kind) && before < days)
    .map(([name, kind, before, play]) => ({ name, kind, day: days - before, play }));
}

/** Whom a campaign considers: what the business can see, never how the customer feels. */
export function isEligible({ kind }: Campaign, life: Life): boolean {
  const { day } = life;
  if (!life.traits.consent || day >= life.optedOutOn || day - life.lastOrder > 180) return false;
  return kind !== 'call' || day - life.lastTicket <= 45;
}

export type Arm = 'contact' | 'control';

/** The arm a customer is given, or null where the row of a broken campaign got lost. */
export function armOf(campaign: Campaign, life: Life, draws: Draws): Arm | null {
  const random = draws.stream(processes.campaigns, campaign.day);
  const chance = campaign.kind === 'eye' ? chanceByEye(life) : 0.5;
  const arm = random.uniform() < chance ? 'contact' : 'control';
  const lost = campaign.kind === 'broken' && arm === 'control' && random.uniform() < 0.25;
  return lost ? null : arm;
}

/** A marketer picks who looks like leaving and has spent much: those leave more often, whatever is done. */
export function chanceByEye(life: Life): number {
  const quiet = life.day - life.lastOrder > 50 ? 1 : 0;
  const worth = life.spend > 250 ? 1 : 0;
  return 0.06 + 0.5 * quiet + 0.12 * worth + 0.22 * quiet * worth;
}

/** A message may not arrive; then it has no effect. */
export const deliveryFails = 0.06;

/** Whether a message is opened: by those who are there, more by the happy. */
export function chanceToOpen(life: Life, here: number): number {
  return isHere(life, life.day) ? Math.min(0.9, 0.25 * here * Math.exp(0.2 * life.satisfaction)) : 0;
}
