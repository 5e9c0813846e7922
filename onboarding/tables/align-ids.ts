import { write } from '../../pipeline/reports/format.ts';
import { find } from '../columns/propose-columns.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { type Overlap, overlap, plainKey } from './related-input.ts';
import type { Recognised } from './which-source.ts';

/** This share of the ids must be found once they are written alike. */
const found = 0.9;
const better = 0.05;

/**
 * Sources whose customers' ids agree with those of the customers' table but for case, spaces, a plus or zeros in front, or a `.0` behind are
 * all read without these.
 */
export function alignIds(sources: readonly Recognised[]): Recognised[] {
  const table = sources.find(({ source }) => source === 'customers');
  const apart = sources.filter((one) => one !== table && isApart(agreement(one, table)));
  return apart.length === 0 ? [...sources] : sources.map((one) => plainly(one, agreement(one, table)));
}

function agreement(one: Recognised, table: Recognised | undefined): Overlap | null {
  const [own, theirs] = [one, table].map((source) => source && find(source, 'customer_id')?.column);
  return own && theirs && one !== table ? overlap(own, theirs) : null;
}

const isApart = (agrees: Overlap | null): boolean =>
  agrees !== null && agrees.plain >= found && agrees.exact < agrees.plain - better;

function plainly(source: Recognised, agrees: Overlap | null): Recognised {
  const said =
    agrees === null
      ? 'read without case, spaces, leading + and zeros, and .0, as the other sources write it'
      : `${write.percent(agrees.exact)} of these ids are found among the customers as they are, ${write.percent(agrees.plain)} ignoring case, spaces, leading + and zeros, and .0`;
  const matches = source.matches.map((match) =>
    match.name === 'customer_id'
      ? { ...match, map: { sql: plainKey(sqlText(match.column)) }, note: said }
      : match,
  );
  return { ...source, matches };
}
