import { noChannel, type PlayConditions, type Who } from '../../contracts/config/plays.ts';
import type { PlayFact } from '../../contracts/play-facts.ts';
import type { PricedPlay } from './contact-cost.ts';

/** Facts that a play's conditions ask for; null where not known. */
export interface Facts extends Readonly<Record<PlayFact, number | string | null>> {}

/** What to do about a customer: contact, leave alone on purpose, nothing that pays, or nothing that any play answers. */
export type Proposal =
  | { readonly kind: 'contact' | 'leave'; readonly play: PricedPlay }
  | { readonly kind: 'costs-more' | 'no-play'; readonly play: null };

export interface ProposalRequest {
  /** Groups of the customer's reasons, the strongest first. */
  readonly reasonGroups: readonly string[];
  readonly facts: Facts;
  /** What a contact is expected to save, in the reporting currency. */
  readonly saves: number;
}

/**
 * The play to propose, of those whose conditions hold and whose contact costs less than it can save: one that leaves
 * alone by facts, else the first that answers the strongest reason, the next reason, any reason.
 */
export function proposePlay(plays: readonly PricedPlay[], request: ProposalRequest): Proposal {
  const fitting = plays.filter((play) => holds(play.if, request.facts));
  const paying = fitting.filter(({ channel, cost }) => channel === noChannel || cost < request.saves);
  const play = firstOf(paying, request.reasonGroups);
  if (play !== null) return { kind: play.channel === noChannel ? 'leave' : 'contact', play };
  const wanted = firstOf(fitting, request.reasonGroups);
  return { kind: wanted === null ? 'no-play' : 'costs-more', play: null };
}

function firstOf(plays: readonly PricedPlay[], reasonGroups: readonly string[]): PricedPlay | null {
  const byFacts = plays.find(
    ({ channel, when, if: conditions }) =>
      channel === noChannel && when.length === 0 && conditions !== undefined,
  );
  if (byFacts !== undefined) return byFacts;
  for (const group of reasonGroups) {
    const play = plays.find(({ when }) => when.includes(group));
    if (play !== undefined) return play;
  }
  return plays.find(({ when }) => when.length === 0) ?? null;
}

/** Whether the facts are what is asked; a fact that is not known holds nothing. */
export function holds(conditions: Who | undefined, facts: Facts): boolean {
  if (conditions === undefined) return true;
  const several: readonly PlayConditions[] = Array.isArray(conditions) ? conditions : [conditions];
  return several.some((all) =>
    Object.entries(all).every(([fact, condition]) => fits(condition, facts[fact as PlayFact])),
  );
}

function fits(condition: PlayConditions[string], fact: number | string | null): boolean {
  if (fact === null) return false;
  if ('is' in condition) return [condition.is].flat().includes(String(fact));
  const { atLeast = -Infinity, atMost = Infinity } = condition;
  return Number(fact) >= atLeast && Number(fact) <= atMost;
}

/** Cost of the cheapest contact that a play makes; null where every play leaves alone. */
export function cheapestContact(plays: readonly PricedPlay[]): number | null {
  const costs = plays.filter(({ channel }) => channel !== noChannel).map(({ cost }) => cost);
  return costs.length === 0 ? null : Math.min(...costs);
}
