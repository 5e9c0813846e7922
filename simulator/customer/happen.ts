import { openTicket, reopenTicket, resolveTicket } from '../support/tickets.ts';
import { answer, invite } from '../surveys/surveys.ts';
import type { Recorder } from './facts.ts';
import type { Life, Setting } from './life.ts';
import type { Pending } from './pending.ts';

/** What was under way and happens today, of the kinds that every business knows. */
export function happenAnywhere(life: Life, setting: Setting, recorder: Recorder, what: Pending): void {
  switch (what.kind) {
    case 'trouble':
      openTicket(life, setting, what.reason);
      break;
    case 'resolved':
      resolveTicket(life, setting, recorder, what);
      break;
    case 'reopened':
      reopenTicket(life, setting, recorder, what);
      break;
    case 'invited':
      invite(life, setting, recorder, what);
      break;
    case 'answered':
      answer(life, setting, recorder, what.invitation);
      break;
  }
}
