import type { Records } from '../records.ts';
import sql from './contracts-begun.sql';
import { fillSlots } from './fill-slots.ts';
import { runsOf } from './seen.ts';

/** Subscriptions by when they began. */
export const contractsBegun: Records = {
  name: 'contracts_begun',
  sql: (config) => fillSlots(sql, { runs: runsOf(config) }),
  splitBy: {},
  counts: 'flow',
  placedBy: 'day',
};
