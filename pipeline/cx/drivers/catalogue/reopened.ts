import { cases } from '../../records/cases.ts';
import type { Driver } from '../driver.ts';
import { caseDays, caseSeconds, withinCase } from '../settling.ts';

const isReopened = `is_reopened = 1 and reopened_seconds < ${caseSeconds}`;

export const reopened: Driver = {
  name: 'reopened',
  title: 'Case reopened',
  kind: 'operational',
  unit: 'reopened case',
  better: 'lower',
  needs: ['tickets.opened_at', 'tickets.resolved_at', 'tickets.reopened_at'],
  records: cases,
  of: 'resolution_seconds is not null',
  dose: `case when ${isReopened} then 1 else 0 end`,
  livedAfter: `case when ${isReopened} then reopened_seconds else ${withinCase('resolution_seconds')} end`,
  settleDays: caseDays,
  about: ['reason', 'channel'],
};
