import { literal } from '../../sql/sql-text.ts';
import type { Records } from '../records.ts';
import sql from './newcomers.sql';

export const newcomers: Records = {
  name: 'newcomers',
  sql: ({ cx }) =>
    sql.replace('{{referrals}}', cx.referralChannels.map((name) => literal(name.toLowerCase())).join(', ')),
  splitBy: {},
  counts: 'flow',
};
