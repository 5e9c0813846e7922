import { noChannel, type Play } from './plays.ts';

/** Plays where the config names none. */
export const defaultPlays: readonly Play[] = [
  {
    name: 'Call about the open case',
    channel: 'phone',
    when: ['support', 'sentiment'],
    if: { open_tickets: { atLeast: 1 } },
  },
  {
    name: 'Ask what went wrong',
    channel: 'phone',
    when: ['satisfaction', 'sentiment', 'surveys', 'support'],
    if: [{ last_nps: { atMost: 6 } }, { sentiment: { is: 'negative' } }],
  },
  {
    name: 'Fewer messages',
    channel: noChannel,
    when: ['touches'],
    if: { touches_90d: { atLeast: 6 } },
  },
  { name: 'Fix the errors, then say so', channel: 'email', when: ['errors', 'journeys'] },
  { name: 'Personal note', channel: 'email', when: [] },
];
