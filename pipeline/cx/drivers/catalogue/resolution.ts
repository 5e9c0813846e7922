import { cases } from '../../records/cases.ts';
import type { Driver } from '../driver.ts';
import { caseDays, withinCase } from '../settling.ts';

const taken = withinCase('resolution_seconds');

/** A case that is not resolved counts as one that took the whole fortnight. */
export const resolution: Driver = {
  name: 'resolution',
  title: 'Resolution time',
  kind: 'operational',
  unit: 'time twice as long',
  better: 'lower',
  needs: ['tickets.opened_at', 'tickets.resolved_at'],
  records: cases,
  of: 'resolution_seconds is not null',
  dose: taken,
  isTime: true,
  livedAfter: taken,
  settleDays: caseDays,
  about: ['reason', 'channel'],
};
