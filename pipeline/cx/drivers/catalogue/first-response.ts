import { cases } from '../../records/cases.ts';
import type { Driver } from '../driver.ts';
import { caseDays, withinCase } from '../settling.ts';

const waited = withinCase('response_seconds');

/** A case without a response counts as one that took the whole fortnight. */
export const firstResponse: Driver = {
  name: 'first_response',
  title: 'First response time',
  kind: 'operational',
  unit: 'time twice as long',
  better: 'lower',
  needs: ['tickets.opened_at', 'tickets.first_response_at'],
  records: cases,
  of: 'response_seconds is not null',
  dose: waited,
  isTime: true,
  livedAfter: waited,
  settleDays: caseDays,
  about: ['reason', 'channel'],
};
