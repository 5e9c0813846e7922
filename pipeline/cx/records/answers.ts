import type { Config } from '../../../contracts/config/config.ts';
import type { Records } from '../records.ts';
import sql from './answers.sql';

/** Answers on how hard it was, turned over where a high answer says that it was. */
const ease = ({ cx }: Config): string => (cx.cesMeans === 'ease' ? 'score' : 'top + 1 - score');

export const answers: Records = {
  name: 'answers',
  sql: (config) => sql.replace('{{ease}}', ease(config)),
  source: 'surveys',
  splitBy: { journey: 'surveys.journey', channel: 'surveys.channel' },
  counts: 'flow',
};
