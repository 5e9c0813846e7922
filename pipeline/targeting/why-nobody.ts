import { write } from '../reports/format.ts';
import type { Funnel } from './funnel.ts';
import type { Suppression, SuppressionRule } from './suppress.ts';

const ruleWords: Readonly<Record<SuppressionRule, string>> = {
  no_consent: 'without consent',
  shared_address: 'who share an address with somebody who refused',
  opted_out: 'opted out',
  excluded: 'excluded by targeting.exclude',
  no_address: 'without an address that reaches them',
  open_escalation: 'with an unanswered complaint',
  complained: 'who complained recently',
  already_contacted: 'contacted in this wave',
  on_another_list: 'on another list of the date',
  held_out: 'held out before',
  other_campaign: 'drawn by another campaign',
  touched_recently: 'contacted too recently',
  too_many_touches: 'contacted too often',
  left_alone: 'deliberately left alone',
  no_play: 'whom no play fits',
  play_full: 'whose play is full this week',
  do_not_disturb: 'whom contact drives away',
};

/**
 * Why a list holds nobody to contact, cause by cause, so that the one that did it can be seen.
 * @param rules of all who are left alone, those on purpose and those whom no play fits too
 */
export function whyNobody(funnel: Funnel, rules: Iterable<Pick<Suppression, 'rule'>>): string {
  const { customers } = funnel;
  if (customers === 0) return 'Nobody is listed: there are no customers at this date.';
  if (funnel.listed > 0) return allHeldOut(funnel);
  const causes: [count: number, words: string][] = [
    [funnel.goneBeyondLookback, 'not seen within the look-back'],
    [funnel.goneAboveProbability, 'too likely to be gone already'],
    [funnel.nothingAtRisk, 'with nothing at risk'],
    [funnel.notAtRisk, 'not above targeting.atRiskAbove'],
    [funnel.notHighValue, 'not within targeting.highValueShare'],
    [funnel.notWorthContact, 'for whom a contact costs more than it can save'],
    [funnel.suppressed, `suppressed (${rulesOf(rules)})`],
    [funnel.leftAlone, ruleWords.left_alone],
    [funnel.noPlay, ruleWords.no_play],
    [funnel.notEligible, 'not `eligible` in a campaign of this date'],
    [funnel.beyondListSize, 'beyond the budget'],
  ];
  const said = causes
    .filter(([count]) => count > 0)
    .sort(([a], [b]) => b - a)
    .map(([count, words]) => `${write.count(count)} ${words}`);
  return `Nobody is listed. ${customers === 1 ? 'The one customer is' : `The ${write.count(customers)} customers are`}: ${said.join('; ')}.`;
}

const allHeldOut = ({ listed }: Funnel): string =>
  `Nobody is to be contacted: the draw holds out ${listed === 1 ? 'the one customer' : `all ${write.count(listed)} customers`} listed, to measure the effect. List more (targeting.listSize), or hold out a smaller share (holdout.share).`;

/** Causes that are counted apart. */
const ownCauses: ReadonlySet<SuppressionRule> = new Set(['left_alone', 'no_play']);

function rulesOf(rules: Iterable<Pick<Suppression, 'rule'>>): string {
  const counts = new Map<SuppressionRule, number>();
  for (const { rule } of rules) if (!ownCauses.has(rule)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([rule, count]) => `${write.count(count)} ${ruleWords[rule]}`)
    .join(', ');
}
