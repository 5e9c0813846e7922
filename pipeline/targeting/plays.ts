import type { TargetingConfig } from '../../contracts/config/config.ts';

type Play = NonNullable<TargetingConfig['plays']>[number];

/** Plays where the config names none. The first that answers a customer's strongest reason is suggested. */
export const defaultPlays: readonly Play[] = [
  { name: 'Call about the open case', channel: 'phone', when: ['support'] },
  { name: 'Ask what went wrong', channel: 'phone', when: ['surveys', 'satisfaction', 'sentiment'] },
  { name: 'Fewer messages', channel: 'none', when: ['touches', 'contact'] },
  { name: 'Fix the errors, then say so', channel: 'email', when: ['errors', 'journeys'] },
  { name: 'Personal note', channel: 'email', when: [] },
];

/**
 * The play to suggest: the first that answers the strongest reason, else the next reason, else the first play for any.
 * Null where no play answers.
 */
export function choosePlay(reasonGroups: readonly string[], plays: readonly Play[]): Play | null {
  for (const group of reasonGroups) {
    const play = plays.find(({ when }) => when.includes(group));
    if (play !== undefined) return play;
  }
  return plays.find(({ when }) => when.length === 0) ?? null;
}
