import type { Outlook, Seen, Way } from '../../../contracts/artefacts/proof.ts';
import { money } from '../estimate.ts';
import { type Format, write } from '../format.ts';

/** What a comparison can show and when: the answer first, then what would show more. */
export function outlookSentences(outlook: Outlook, currency: string, format: Format = write): string[] {
  if (outlook.pool === 0 || outlook.share === 0) return [];
  return [
    ...(outlook.past === null ? [noMoney(outlook, format)] : [inMoney(outlook, currency, format)]),
    answer(outlook, currency, format),
    ...outlook.ways.filter(showsAnything).map((way) => waySentence(way, outlook, { currency, format })),
  ];
}

/** Where neither the share who stay nor the spread of money is known, a way promises nothing. */
const showsAnything = ({ seen }: Way): boolean => seen.points !== null || seen.money !== null;

const noMoney = ({ horizonDays, why }: Outlook, format: Format): string =>
  `What can be seen in money over ${format.days(horizonDays)} is not known: ${why}.`;

function inMoney({ one, now, past, horizonDays }: Outlook, currency: string, format: Format): string {
  const seen = now ?? one;
  const who =
    now === null
      ? `a list of ${format.count(seen.customers)} with ${format.count(seen.heldOut)} held out`
      : `the ${format.count(seen.customers)} drawn so far`;
  const { correlation, customers } = past!;
  const from = `measured on ${format.count(customers)} customers of ${format.day(past!.from)}`;
  if (seen.money === null) return `In money nothing can be seen by ${who}: an arm is empty.`;
  const unit = (value: number) => format.quantity(money(value, currency, digitsOf(value)));
  const adjusted =
    correlation === null || correlation <= 0
      ? ''
      : `, ${unit(seen.unadjusted!)} without adjusting for the time before (correlation ${format.number(correlation, 2)})`;
  return `In money, ${who} can show a difference of ${unit(seen.money)} a customer over ${format.days(horizonDays)} or more${adjusted}; ${from}.`;
}

/** Small amounts with cents. */
const digitsOf = (value: number): number => (Math.abs(value) < 100 ? 2 : 0);

function answer(outlook: Outlook, currency: string, format: Format): string {
  const { expected, lists, days, all, pool } = outlook;
  if (expected.points === null)
    return 'What contact is expected to win is not known, so neither is when it shows.';
  const wins = `What contact is taken to win (${format.percent(expected.savedShare, 0)} of those who would leave stay: ${expectedWords(outlook, currency, format)})`;
  const first = [lists.points, lists.money].filter((n) => n !== null).sort((a, b) => a - b)[0];
  if (first !== undefined) {
    const by = lists.points === first ? (lists.money === first ? '' : ' in retention') : ' in money';
    return `${wins} shows${by} after ${first === 1 ? 'one list' : `${format.count(first)} lists`}: ${format.days(days!)} after the first one.`;
  }
  const few = Math.min(all.heldOut, all.customers - all.heldOut) < 30;
  const smallest = few
    ? `an arm would hold fewer than 30 customers`
    : `all together show ${format.points(all.points!)} at the least${all.money === null ? '' : ` or ${format.quantity(money(all.money, currency, digitsOf(all.money)))} a customer`}`;
  return `${wins} cannot be shown with the ${format.count(pool)} candidates there are${all.customers > pool ? `, nor with the ${format.count(all.customers - pool)} who come in meanwhile` : ''}: ${smallest}. Whether contact works will stay a belief here unless it does far more than that.`;
}

function expectedWords({ expected }: Outlook, currency: string, format: Format): string {
  const points = format.points(expected.points!);
  return expected.money === null
    ? points
    : `${points}, ${format.quantity(money(expected.money, currency, digitsOf(expected.money)))} a customer`;
}

interface Writing {
  readonly currency: string;
  readonly format: Format;
}

function waySentence(way: Way, outlook: Outlook, { currency, format }: Writing): string {
  const amount = (value: number) => format.quantity(money(value, currency, digitsOf(value)));
  switch (way.kind) {
    case 'pool':
      return `Pool ${format.count(way.lists)} lists as waves of one campaign: ${format.days(way.days)}, ${smallestOf(way.seen, amount, format)}.`;
    case 'share':
      return `Hold out ${format.percent(way.share, 0)}, which shows most: ${smallestOf(way.seen, amount, format)} with all ${format.count(way.seen.customers)} customers.`;
    case 'horizon':
      return `Measure over ${format.days(way.days)} instead of ${format.count(outlook.horizonDays)}: ${amount(way.seen.money!)} a customer would be seen where ${amount(way.expected)} is expected${way.seen.money! > way.expected ? ', which is nearer and still not enough' : ''}.`;
    case 'adjust':
      return `Adjusting for what customers brought before (CUPED, measured correlation ${format.number(way.correlation, 2)}) takes away ${format.percent(way.varianceCut, 0)} of the variance: as if there were ${format.number(1 / (1 - way.varianceCut), 1)} times the customers. It is in the figures above.`;
  }
}

const smallestOf = (seen: Seen, amount: (value: number) => string, format: Format): string =>
  [
    ...(seen.points === null ? [] : [`${format.points(seen.points)} at the least`]),
    ...(seen.money === null ? [] : [`${amount(seen.money)} a customer`]),
  ].join(' or ');
