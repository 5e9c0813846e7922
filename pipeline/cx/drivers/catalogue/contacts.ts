import { cases } from '../../records/cases.ts';
import type { Driver } from '../driver.ts';
import { caseDays, caseSeconds } from '../settling.ts';

export const contacts: Driver = {
  name: 'contacts',
  title: 'Contacts until resolved',
  kind: 'operational',
  unit: 'contact',
  better: 'lower',
  needs: ['tickets.opened_at', 'tickets.resolved_at', 'tickets.contacts'],
  records: cases,
  of: `contacts is not null and resolution_seconds < ${caseSeconds}`,
  dose: 'contacts',
  livedAfter: 'resolution_seconds',
  settleDays: caseDays,
  about: ['reason', 'channel'],
};
