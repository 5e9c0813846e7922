import { literal } from '../../sql/sql-text.ts';
import type { Records } from '../records.ts';
import { fillSlots } from './fill-slots.ts';
import sql from './help-visits.sql';

/** Visits to self-service; none where the config names no such events. */
export const helpVisits: Records = {
  name: 'help_visits',
  sql: ({ cx }) =>
    fillSlots(sql, { names: cx.selfService.map((name) => literal(name.toLowerCase())).join(', ') }),
  splitBy: { channel: 'events.channel' },
  counts: 'flow',
  needs: ({ cx }) => (cx.selfService.length > 0 ? [] : ['cx.selfService']),
};
