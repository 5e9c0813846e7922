import type { Looks, Outlook, Past, Seen, Unmeasured, Way } from '../../contracts/artefacts/proof.ts';
import { fewestCustomers } from '../../models/effects.ts';
import { type Comparison, seenBy, seenIn, shows } from './seen-by.ts';

/** A campaign, whom it would draw, and what contact is taken to do. */
export interface OutlookAsk {
  readonly horizonDays: number;
  readonly lagDays: number;
  readonly share: number;
  readonly looks: Looks;
  /** New customers of a list, customers whom all lists together could draw, and days between two lists. */
  readonly perList: number;
  readonly pool: number;
  readonly everyDays: number;
  /** Customers whom the budget of all its lists draws at most; left out: any number. */
  readonly most?: number;
  /** New candidates who come in between two lists; none where left out. */
  readonly joining?: number;
  /** Days from the first list to each that the campaign is declared to make; left out: it goes on. */
  readonly listDays?: readonly number[];
  /** Drawn so far; null before the first list. */
  readonly drawn: { readonly customers: number; readonly heldOut: number } | null;
  /** Share of them expected to stay without contact by the model; null where it says nothing of this horizon. */
  readonly retained: number | null;
  /** Share of the leaving whom contact keeps: a guess until a campaign has taught it. */
  readonly savedShare: number;
}

/** With more than half held out an effect is seen less well again. */
const mostHeldOut = 0.5;

/** Adjusting is worth a word where it removes at least this share of the variance. */
const leastCut = 0.01;

/**
 * What the comparison can show and when, from a past that was measured or not.
 * @param others the past over other horizons, one of which may show more
 */
export function outlookOf(
  ask: OutlookAsk,
  measured: Past | Unmeasured,
  others: readonly (Past | Unmeasured)[] = [],
): Outlook {
  const past = 'spread' in measured ? measured : null;
  const retained = ask.retained ?? past?.retained ?? null;
  const comparison: Comparison = { share: ask.share, looks: ask.looks, retained, past };
  const expected = expectedOf(ask.savedShare, retained, past);
  const lists = listsOfBoth(ask, comparison, expected);
  const first = firstOf(lists);
  const all = afterLists(mostLists(ask), ask, comparison);
  return {
    horizonDays: ask.horizonDays,
    looks: ask.looks,
    share: ask.share,
    perList: ask.perList,
    pool: Math.min(ask.pool, mostOf(ask)),
    beyondBudget: Math.max(0, ask.pool - mostOf(ask)),
    ownLists: mostLists(ask) < mostLists(goingOn(ask)) ? mostLists(ask) : null,
    joining: ask.joining ?? 0,
    retained,
    past,
    why: 'why' in measured ? measured.why : null,
    lacking: 'why' in measured ? measured.lacking : null,
    expected: { savedShare: ask.savedShare, ...expected },
    now: ask.drawn && seenIn(ask.drawn.customers, ask.drawn.heldOut, comparison),
    one: afterLists(1, ask, comparison),
    all,
    lists,
    days: first === null ? null : daysAfter(first, ask),
    ways: waysOf(ask, comparison, { first, expected, all }, others),
  };
}

/** What contact is expected to win of a customer: so many more stay, and bring what staying is worth. */
export function expectedOf(savedShare: number, retained: number | null, past: Past | null) {
  const points = retained === null ? null : savedShare * (1 - retained);
  const worth = past?.worthOfStaying ?? null;
  return { points, money: points === null || worth === null ? null : points * worth };
}

/** By so many lists, each of which draws new customers while there are any. */
export const afterLists = (lists: number, ask: OutlookAsk, comparison: Comparison): Seen =>
  seenBy(drawnBy(lists, ask), comparison);

/** Whom there are when a list is drawn: today's, and those who came in since the first one. */
const drawnBy = (lists: number, ask: OutlookAsk): number => {
  const { perList, pool, everyDays, joining = 0 } = ask;
  const joined = (joining * dayOf(lists, ask)) / everyDays;
  return Math.min(Math.floor(pool + joined), lists * perList, mostOf(ask));
};

const mostOf = ({ most = Number.POSITIVE_INFINITY }: Pick<OutlookAsk, 'most'>): number => most;

/** Days from the first list until the outcome of the last one's customers is known. */
export const daysAfter = (lists: number, ask: OutlookAsk): number =>
  dayOf(lists, ask) + ask.horizonDays + ask.lagDays;

/** Days from the first list to another; those beyond what is declared follow at the usual distance. */
function dayOf(list: number, { listDays = [0], everyDays }: Pick<OutlookAsk, 'listDays' | 'everyDays'>) {
  const beyond = Math.max(0, list - listDays.length);
  return listDays[Math.min(list, listDays.length) - 1]! + beyond * everyDays;
}

/** No campaign is planned to draw for longer than a year. */
const daysOfYear = 364;

/**
 * How many lists there can be: before everybody is drawn, and where customers come in at least those of a year; never more than
 * the budget fills, or than the campaign is declared to make.
 */
export const mostLists = (ask: OutlookAsk): number =>
  Math.min(listsThatFill(ask), ask.listDays?.length ?? Number.POSITIVE_INFINITY);

function listsThatFill(ask: OutlookAsk): number {
  const { perList, pool, everyDays, joining = 0 } = ask;
  const listsOf = (customers: number) => Math.max(1, Math.ceil(customers / Math.max(1, perList)));
  const lists = joining > 0 ? Math.max(listsOf(pool), Math.floor(daysOfYear / everyDays) + 1) : listsOf(pool);
  return Math.min(lists, listsOf(mostOf(ask)));
}

/** The same campaign with as many further lists as there are customers for. */
function goingOn(ask: OutlookAsk): OutlookAsk {
  if (ask.listDays === undefined) return ask;
  const lists = Math.max(ask.listDays.length, listsThatFill(ask));
  return { ...ask, listDays: Array.from({ length: lists }, (_, i) => dayOf(i + 1, ask)) };
}

/** The first number of lists after which an effect shows; null: not even with everybody. More customers never show less. */
export function listsUntil(
  ask: OutlookAsk,
  comparison: Comparison,
  of: 'points' | 'money',
  effect: number | null,
): number | null {
  const shown = (lists: number) => shows(afterLists(lists, ask, comparison), of, effect);
  let [low, high] = [0, mostLists(ask)];
  if (!shown(high)) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (shown(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const listsOfBoth = (
  ask: OutlookAsk,
  comparison: Comparison,
  { points, money }: Pick<Outlook['expected'], 'points' | 'money'>,
): Outlook['lists'] => ({
  points: listsUntil(ask, comparison, 'points', points),
  money: listsUntil(ask, comparison, 'money', money),
});

const firstShown = (...of: Parameters<typeof listsOfBoth>): number | null => firstOf(listsOfBoth(...of));

export function firstOf({ points, money }: Outlook['lists']): number | null {
  const known = [points, money].filter((lists) => lists !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** What is expected of a campaign as it is, and whether that shows. */
interface Found extends Pick<Outlook, 'all'> {
  readonly expected: Pick<Outlook['expected'], 'points' | 'money'>;
  readonly first: number | null;
}

function waysOf(
  ask: OutlookAsk,
  comparison: Comparison,
  found: Found,
  others: readonly (Past | Unmeasured)[],
): Way[] {
  if (found.first !== null) return betterWays(ask, comparison, found, others);
  const { all, expected } = found;
  if (all.customers === 0) return [{ kind: 'none', why: 'nobody-to-draw' }];
  if (ask.share === 0) return [{ kind: 'none', why: 'nobody-held-out' }];
  if (expected.points !== null && expected.points <= 0) return [{ kind: 'none', why: 'no-effect' }];
  const ways = [...betterWays(ask, comparison, found, others), ...enoughCustomers(ask, comparison, found)];
  const isKnown = expected.points !== null || ways.some(({ kind }) => kind === 'horizon');
  return isKnown ? ways : [...ways, { kind: 'none', why: 'unmeasured' }];
}

function betterWays(
  ask: OutlookAsk,
  comparison: Comparison,
  found: Found,
  others: readonly (Past | Unmeasured)[],
): Way[] {
  const { first, expected } = found;
  const longer = goingOn(ask);
  const lists = first ?? firstShown(longer, comparison, expected) ?? mostLists(longer);
  const pooled = afterLists(lists, longer, comparison);
  const everybody = drawnBy(mostLists(ask), ask);
  const correlation = comparison.past?.correlation ?? null;
  return [
    ...(lists > 1 ? [{ kind: 'pool' as const, lists, days: daysAfter(lists, longer), seen: pooled }] : []),
    ...(first === null && ask.share < mostHeldOut
      ? [
          {
            kind: 'share' as const,
            share: mostHeldOut,
            seen: seenBy(everybody, { ...comparison, share: mostHeldOut }),
          },
        ]
      : []),
    ...(correlation === null || correlation <= 0 || correlation ** 2 < leastCut
      ? []
      : [
          {
            kind: 'adjust' as const,
            correlation,
            varianceCut: correlation ** 2,
            seen: afterLists(first ?? mostLists(ask), ask, comparison),
          },
        ]),
    ...otherHorizons(ask, comparison, found, others),
  ];
}

/** Another horizon is named where it shows an effect smaller by this much against what is expected of it. */
const betterBy = 0.9;

/** The horizon over which money shows best, where that is better than over the campaign's own. */
function otherHorizons(
  ask: OutlookAsk,
  comparison: Comparison,
  { all, expected }: Found,
  others: readonly (Past | Unmeasured)[],
): Way[] {
  const ratioOf = (smallest: number | null, wins: number | null) =>
    smallest === null || wins === null || !(wins > 0) ? Number.POSITIVE_INFINITY : smallest / wins;
  const own = ratioOf(all.money, expected.money);
  return others
    .flatMap((past) => {
      if (!('spread' in past) || past.horizonDays === ask.horizonDays) return [];
      const seen = afterLists(mostLists(ask), ask, { ...comparison, past, retained: past.retained });
      const { money } = expectedOf(ask.savedShare, past.retained, past);
      const ratio = ratioOf(seen.money, money);
      return ratio < betterBy * own
        ? [{ ratio, way: { kind: 'horizon' as const, days: past.horizonDays, seen, expected: money! } }]
        : [];
    })
    .sort((a, b) => a.ratio - b.ratio)
    .slice(0, 1)
    .map(({ way }) => way);
}

/** As many customers as it takes for the expected effect to show with half of them held out, where there are not so many. */
function enoughCustomers(ask: OutlookAsk, comparison: Comparison, { expected }: Found): Way[] {
  const many = 1_000_000;
  const seen = seenBy(many, { ...comparison, share: mostHeldOut });
  const needed = (['points', 'money'] as const).flatMap((of) => {
    const [smallest, effect] = [seen[of], expected[of]];
    if (smallest === null || effect === null || effect <= 0) return [];
    return [
      { of, customers: 2 * Math.max(fewestCustomers, Math.ceil((many * (smallest / effect) ** 2) / 2)) },
    ];
  });
  const customers = Math.min(...needed.map((one) => one.customers));
  const [shown, both] = needed.filter((one) => one.customers === customers).map(({ of }) => of);
  return needed.length === 0 || customers <= drawnBy(mostLists(ask), ask)
    ? []
    : [{ kind: 'customers', share: mostHeldOut, customers, shows: both ? 'both' : shown! }];
}
