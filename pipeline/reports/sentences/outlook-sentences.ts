import type { Lacking, Outlook, Seen, Unmeasured, Way } from '../../../contracts/artefacts/proof.ts';
import { fewestCustomers } from '../../../models/effects.ts';
import { money } from '../estimate.ts';
import { type PlanSaying, sayingPlain } from '../proof/plan-saying.ts';

/** An outlook on its way into a language. */
interface Writing extends PlanSaying {
  /** Money; small amounts with cents. */
  readonly amount: (value: number) => string;
}

/** What a comparison can show and when: the answer first, then what would show more. */
export function outlookSentences(
  outlook: Outlook,
  currency: string,
  saying: PlanSaying = sayingPlain,
): string[] {
  if (outlook.pool === 0 || outlook.share === 0) return [];
  const amount = (value: number) => saying.format.quantity(money(value, currency, digitsOf(value)));
  const writing = { ...saying, amount };
  return [
    outlook.past === null ? noMoney(outlook, saying) : inMoney(outlook, writing),
    answer(outlook, writing),
    ...outlook.ways.filter(showsAnything).map((way) => waySentence(way, outlook, writing)),
  ];
}

const digitsOf = (value: number): number => (Math.abs(value) < 100 ? 2 : 0);

/** Where neither the share who stay nor the spread of money is known, a way promises nothing. */
const showsAnything = (way: Way): boolean =>
  !('seen' in way) || way.seen.points !== null || way.seen.money !== null;

const noMoney = (outlook: Outlook, { say, format, ...saying }: PlanSaying): string =>
  say(outlook.retained === null ? 'noEither' : 'noMoney', {
    days: format.days(outlook.horizonDays),
    why: whyUnmeasured({ why: outlook.why ?? '', lacking: outlook.lacking }, { say, format, ...saying }),
  });

/** Why the past says nothing of a period. */
export const whyUnmeasured = (
  { why, lacking }: Pick<Unmeasured, 'why' | 'lacking'>,
  saying: PlanSaying,
): string => (lacking === null ? why : lackingSentence(lacking, saying));

function lackingSentence(lacking: Lacking, { say, format }: PlanSaying): string {
  if (lacking.code === 'short-history')
    return say('shortHistory', { covered: format.days(lacking.days), needed: format.days(lacking.needed) });
  return say('fewThere', {
    customers: format.count(lacking.customers),
    day: format.day(lacking.on),
    fewest: format.count(lacking.needed),
  });
}

function inMoney({ one, now, past, horizonDays }: Outlook, { say, format, amount }: Writing): string {
  const seen = now ?? one;
  const drawn = { customers: format.count(seen.customers) };
  const who =
    now === null ? say('whoList', { ...drawn, heldOut: format.count(seen.heldOut) }) : say('whoDrawn', drawn);
  if (seen.money === null) return say('emptyArm', { who });
  const { correlation, customers, from } = past!;
  const unadjusted =
    correlation === null || correlation <= 0
      ? ''
      : say('withoutAdjusting', {
          amount: amount(seen.unadjusted!),
          correlation: format.number(correlation, 2),
        });
  return say('inMoney', {
    who,
    unadjusted,
    amount: amount(seen.money),
    days: format.days(horizonDays),
    customers: format.count(customers),
    day: format.day(from),
  });
}

function answer(outlook: Outlook, writing: Writing): string {
  const { say, format, afterLists } = writing;
  const { expected, lists, days } = outlook;
  if (expected.points === null) return say('notExpected');
  const wins = say('wins', {
    share: format.percent(expected.savedShare, 0),
    words: expectedWords(outlook, writing),
  });
  const first = [lists.points, lists.money].filter((n) => n !== null).sort((a, b) => a - b)[0];
  if (first === undefined) return cannotShow(wins, outlook, writing);
  const both = lists.points === first && lists.money === first;
  const by = both ? '' : say(lists.points === first ? 'byPoints' : 'byMoney');
  return say('shows', { wins, by, lists: afterLists(first), days: format.days(days!) });
}

function cannotShow(wins: string, outlook: Outlook, writing: Writing): string {
  const { all, pool, ways, expected, ownLists } = outlook;
  const { say, format, afterLists } = writing;
  const few = Math.min(all.heldOut, all.customers - all.heldOut) < fewestCustomers;
  const smallest = few
    ? say('fewInArm', { fewest: format.count(fewestCustomers) })
    : say('allShow', { smallest: smallestOf(all, writing) });
  const more = all.customers > pool ? say('norThose', { customers: format.count(all.customers - pool) }) : '';
  const enough = ways.find((way) => way.kind === 'share' && doesShow(way.seen, expected));
  const isLonger = ways.some((way) => way.kind === 'pool' && doesShow(way.seen, expected));
  const unless =
    enough?.kind === 'share'
      ? say('moreHeldOut', { share: format.percent(enough.share, 0) })
      : say(isLonger ? 'moreLists' : 'onlyMore');
  if (ownLists !== null) return say('notByOwn', { wins, smallest, unless, lists: afterLists(ownLists) });
  return say('cannotShow', { wins, more, smallest, unless, pool: format.count(pool) });
}

/** Whether the effect that is expected would show, in retention or in money. */
const doesShow = (seen: Seen, expected: Outlook['expected']): boolean =>
  (seen.points !== null && expected.points !== null && seen.points <= expected.points) ||
  (seen.money !== null && expected.money !== null && seen.money <= expected.money);

function expectedWords({ expected }: Outlook, { say, format, amount }: Writing): string {
  const points = format.points(expected.points!);
  return expected.money === null
    ? points
    : say('both', { points, money: say('each', { amount: amount(expected.money) }) });
}

function waySentence(way: Way, outlook: Outlook, writing: Writing): string {
  const { say, format, amount, poolLists } = writing;
  const stillNot = (enough: boolean) => (enough ? '' : say('stillNotEnough'));
  const isShown = (seen: Seen) => outlook.expected.points === null || doesShow(seen, outlook.expected);
  switch (way.kind) {
    case 'pool':
      return say('pool', {
        lists: poolLists(way.lists),
        days: format.days(way.days),
        smallest: smallestOf(way.seen, writing),
        still: stillNot(isShown(way.seen)),
      });
    case 'share':
      return say('holdOut', {
        share: format.percent(way.share, 0),
        smallest: smallestOf(way.seen, writing),
        customers: format.count(way.seen.customers),
        still: stillNot(isShown(way.seen)),
      });
    case 'horizon':
      return say('horizon', {
        days: format.days(way.days),
        own: format.count(outlook.horizonDays),
        seen: amount(way.seen.money!),
        expected: amount(way.expected),
        still: stillNot(way.seen.money! <= way.expected),
      });
    case 'adjust':
      return say('adjust', {
        correlation: format.number(way.correlation, 2),
        share: format.percent(way.varianceCut, 0),
        times: format.number(1 / (1 - way.varianceCut), 1),
      });
    case 'customers':
      return say('enough', {
        customers: format.count(way.customers),
        share: format.percent(way.share, 0),
        by: way.shows === 'both' ? '' : say(way.shows === 'points' ? 'byPoints' : 'byMoney'),
      });
    case 'none':
      return say(noneWords[way.why]);
  }
}

const noneWords = {
  'nobody-to-draw': 'nobody',
  'nobody-held-out': 'nobody',
  'no-effect': 'noEffect',
  unmeasured: 'noneMeasured',
} as const;

function smallestOf({ points, money: seen }: Seen, { say, format, amount }: Writing): string {
  const least = points === null ? null : say('pointsAtLeast', { points: format.points(points) });
  const each = seen === null ? null : say('each', { amount: amount(seen) });
  if (least !== null && each !== null) return say('either', { points: least, money: each });
  return least ?? each ?? '';
}
