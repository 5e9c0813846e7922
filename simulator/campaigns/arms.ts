import { isHere, type Life } from '../customer/life.ts';
import { type Draws, processes } from '../random.ts';
import type { Campaign } from './campaigns.ts';

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
