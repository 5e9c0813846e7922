import { noChannel } from '../../contracts/config/plays.ts';
import type { PricedPlay } from './contact-cost.ts';
import { type Facts, holds, type Proposal, proposePlay } from './plays.ts';

/** A contact that would pay. */
export interface Choice {
  readonly play: PricedPlay;
  /** Expected gain less cost, reporting currency. */
  readonly profit: number;
}

export interface BestRequest {
  readonly reasonGroups: readonly string[];
  readonly facts: Facts;
  /** What a contact by a play is expected to save. */
  readonly saves: (play: PricedPlay) => number;
}

/** What to do about a customer, and the contacts that pay, the best first. */
export interface BestProposal {
  readonly proposal: Proposal;
  readonly choices: readonly Choice[];
}

/**
 * Where gains are learned the play that wins most is proposed, of those whose conditions hold and that answer one of the
 * customer's reasons: of others a campaign has taught nothing about such customers. Whoever is left alone by facts stays so.
 */
export function proposeBest(
  plays: readonly PricedPlay[],
  { reasonGroups, facts, saves }: BestRequest,
): BestProposal {
  const byRules = proposePlay(plays, { reasonGroups, facts, saves: Number.POSITIVE_INFINITY });
  if (byRules.kind !== 'contact') return { proposal: byRules, choices: [] };
  const answers = ({ when }: PricedPlay) =>
    when.length === 0 || when.some((group) => reasonGroups.includes(group));
  const choices = plays
    .filter((play) => play.channel !== noChannel && holds(play.if, facts) && answers(play))
    .map((play): Choice => ({ play, profit: saves(play) - play.cost }))
    .filter(({ profit }) => profit > 0)
    .sort((a, b) => b.profit - a.profit);
  const [best] = choices;
  const proposal: Proposal =
    best === undefined ? { kind: 'costs-more', play: null } : { kind: 'contact', play: best.play };
  return { proposal, choices };
}
