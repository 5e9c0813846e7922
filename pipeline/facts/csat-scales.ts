import sql from './csat-scales.sql';
import type { Fact } from './fact.ts';

export const csatScales: Fact = {
  name: 'csat_scales',
  sql,
  reads: ['surveys'],
  kept: 'inline',
  columns: {
    as_of: 'as-of date; not per customer',
    top: 'highest point of CSAT scales: 5 or 7',
  },
};
