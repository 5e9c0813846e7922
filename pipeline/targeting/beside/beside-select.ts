import { identifier } from '../../sql/sql-text.ts';
import { harmedColumn } from '../learned.ts';
import { listedScores } from '../listed-scores.ts';
import type { SuppressionLimits } from '../suppress.ts';

/** What the context takes of the scores, but for the priority. */
const scored = ['customer_id', 'standing', ...listedScores];

/** What finished campaigns taught that a list with an order of its own asks for: whom contact drives away, where that is shown. */
export const taughtColumns = ({ harm = null }: Pick<SuppressionLimits, 'harm'>): readonly string[] =>
  harm === null ? [] : [harmedColumn];

interface BesideSelect {
  /** Table of `rankedSelect`, `s` in the parts that follow. */
  readonly ranked: string;
  readonly limits: Pick<SuppressionLimits, 'harm'>;
  /** SQL of what orders the list, the highest first. */
  readonly priority: string;
  /** The rest of the query: joins and conditions. */
  readonly whom: string;
}

/** SELECT of ranked customers for a list with an order of its own, which the context then reads like all ranked customers. */
export const besideSelect = ({ ranked, limits, priority, whom }: BesideSelect): string =>
  `select ${[...scored, ...taughtColumns(limits)].map((name) => `s.${name}`).join(', ')}, ${priority} as priority
  from ${identifier(ranked)} s ${whom}`;
