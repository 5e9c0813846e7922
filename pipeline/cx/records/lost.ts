import type { Records } from '../records.ts';
import { fillSlots } from './fill-slots.ts';
import contract from './lost-contract.sql';
import bySeen from './lost-seen.sql';
import { gapsOf, isContractual, runsOf, whoIsSeen } from './seen.ts';

/** Customers who left, and whether they came back. */
export const lost: Records = {
  name: 'lost',
  sql: (config) =>
    isContractual(config)
      ? fillSlots(contract, { runs: runsOf(config) })
      : fillSlots(bySeen, { lookback: config.churn.lookbackDays, gaps: gapsOf(config) }),
  splitBy: {},
  counts: 'flow',
  placedBy: 'day',
  needs: whoIsSeen,
};
