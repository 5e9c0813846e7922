import type { Records } from '../records.ts';
import { fillSlots } from './fill-slots.ts';
import { gapsOf, isContractual, runsOf, whoIsSeen } from './seen.ts';
import contract from './standing-contract.sql';
import bySeen from './standing-seen.sql';

/** Customers who can still leave, and who of them is about to, at every day. */
export const standing: Records = {
  name: 'standing',
  sql: (config) => {
    const { horizonDays: horizon, lookbackDays: lookback } = config.churn;
    return isContractual(config)
      ? fillSlots(contract, { horizon, runs: runsOf(config) })
      : fillSlots(bySeen, { horizon, lookback, gaps: gapsOf(config) });
  },
  splitBy: {},
  counts: 'stock',
  placedBy: 'day',
  needs: whoIsSeen,
};
