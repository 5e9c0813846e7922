import type {
  Outlook,
  Past,
  PlannedContacts,
  ProofPlan,
  Unmeasured,
} from '../../contracts/artefacts/proof.ts';
import {
  afterLists,
  daysAfter,
  firstOf,
  listsUntil,
  mostLists,
  type OutlookAsk,
  outlookOf,
} from './outlook.ts';
import type { Comparison } from './seen-by.ts';

export interface PlanAsk extends OutlookAsk {
  readonly asOf: string;
  readonly currency: string;
  readonly campaign: string;
  /** What one contact is expected to win, reporting currency; null where nobody is to be listed. */
  readonly gain: number | null;
  readonly contactable: PlannedContacts;
  readonly joiningKnown: boolean;
}

const sharesLookedAt = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5];
const daysOfQuarter = 91;
const mostPoints = 26;

/** The plan of a comparison: what it shows after each list, by each share held out, and over other horizons. */
export function planProof(ask: PlanAsk, horizons: readonly (Past | Unmeasured)[]): ProofPlan {
  const own = horizons.find(({ horizonDays }) => horizonDays === ask.horizonDays)!;
  const outlook = outlookOf(ask, own, horizons);
  const comparison: Comparison = { ...outlook, share: ask.share };
  const shares = sharesLookedAt.map((share) => atShare(share, ask, outlook));
  return {
    asOf: ask.asOf,
    currency: ask.currency,
    campaign: ask.campaign,
    everyDays: ask.everyDays,
    contactable: ask.contactable,
    joiningKnown: ask.joiningKnown,
    outlook,
    curve: countsOf(ask, outlook).map((lists) => ({
      lists,
      days: daysAfter(lists, ask),
      seen: afterLists(lists, ask, comparison),
    })),
    shares,
    keep:
      shares.find(({ lists }) => lists !== null && (lists - 1) * ask.everyDays <= daysOfQuarter)?.share ??
      null,
    horizons: [...horizons],
  };
}

/** Every number of lists until the effect shows and half as long again, thinned to what a chart holds. */
function countsOf(ask: PlanAsk, { lists }: Outlook): number[] {
  const shown = firstOf(lists);
  const last = Math.min(mostLists(ask), Math.max(8, Math.ceil(1.5 * (shown ?? mostLists(ask)))));
  const step = Math.max(1, Math.ceil(last / mostPoints));
  const counts = [1, ...Array.from({ length: last }, (_, i) => i + 1).filter((n) => n % step === 0), last];
  return [...new Set(shown === null || shown > last ? counts : [...counts, shown])].sort((a, b) => a - b);
}

function atShare(share: number, ask: PlanAsk, outlook: Outlook): ProofPlan['shares'][number] {
  const comparison = { ...outlook, share };
  const { expected } = outlook;
  return {
    share,
    one: afterLists(1, ask, comparison),
    all: afterLists(mostLists(ask), ask, comparison),
    lists: firstOf({
      points: listsUntil(ask, comparison, 'points', expected.points),
      money: listsUntil(ask, comparison, 'money', expected.money),
    }),
    forgone: ask.gain === null ? null : Math.round(Math.min(ask.pool, ask.perList) * share) * ask.gain,
  };
}
