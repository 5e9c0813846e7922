import type { CampaignName } from '../plan.ts';
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
