import { setTimeout } from 'node:timers/promises';
import type { Messenger } from '../contracts/ports/messenger.ts';

/** Milliseconds: a receiver that answers no sooner is taken for one that does not answer. */
const patience = 10_000;

/** Posts over HTTP; secrets come from where the caller keeps them. */
export const httpMessenger = (secret: Messenger['secret'], within = patience): Messenger => ({
  post: async (url, headers, body) => {
    const signal = AbortSignal.timeout(within);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    await answer.body?.cancel();
    return answer.status;
  },
  secret,
  now: () => new Date(),
  wait: (milliseconds) => setTimeout(milliseconds),
});
