import type { Who } from '../../contracts/config/plays.ts';
import type { Scalar } from '../../contracts/ports/warehouse.ts';
import { inlineFacts } from '../facts/name-facts.ts';
import { emailKey, phoneKey } from '../sql/address-key.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import template from './context.sql';
import type { Standing } from './rank.ts';
import { whoSql } from './who-sql.ts';

export interface ContextRequest {
  /** The as-of date's first instant, UTC, as `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfAt: string;
  /** Table of `rankedSelect`. */
  readonly ranked: string;
  readonly standings: readonly Standing[];
  /** The contact at this place, counted from the last, is the one that must grow old where there are too many. */
  readonly maxTouches: number;
  /** Names of campaigns whose own last contact is asked for, of each in a column of `touchedBy`; none where left out. */
  readonly campaigns?: readonly string[];
  /** Only customers of whom one of these holds; none: all. */
  readonly eligible?: readonly Who[];
  /** Columns of `ranked` that hold what finished campaigns taught; none where left out. */
  readonly learned?: readonly string[];
  /** Only so many customers, the first by priority. */
  readonly limit: number;
}

/**
 * SELECT of one row per chosen customer with everything a list says of them: see context.sql. Reads the clean tables by
 * their names. What makes a customer eligible are facts, so that all of the standings are looked at where any are asked.
 */
export function contextSelect({ eligible = [], limit, ...request }: ContextRequest): string {
  if (eligible.length === 0)
    return chosenSelect(request, `order by s.priority desc, s.customer_id limit ${whole(limit)}`);
  return `select * from (${chosenSelect(request, '')}) c where ${eligible.map(whoSql).join(' or ')}
    order by c.priority desc, c.customer_id limit ${whole(limit)}`;
}

/** Column of the last contact by one of the campaigns asked for, by its place among them. */
const touchedBy = (place: number): string => `touched_by_${place + 1}`;

/** The last contact by each campaign that had one, out of a row of the context: seconds since 1970. */
export function touchesOf(
  cell: (column: string) => Scalar,
  campaigns: readonly string[],
): ReadonlyMap<string, number> {
  const touches = campaigns.flatMap((name, i): [string, number][] => {
    const at = cell(touchedBy(i));
    return typeof at === 'number' ? [[name, at]] : [];
  });
  return touches.length === 0 ? noTouches : new Map(touches);
}

/** One for all: of most customers there is nothing to say. */
const noTouches: ReadonlyMap<string, number> = new Map();

const whole = (limit: number): string => String(Math.trunc(limit));

function chosenSelect(
  {
    asOfAt,
    ranked,
    standings,
    maxTouches,
    campaigns = [],
    learned = [],
  }: Omit<ContextRequest, 'eligible' | 'limit'>,
  first: string,
): string {
  const fillings: Record<string, string> = {
    as_of: `timestamp ${literal(asOfAt)}`,
    ranked: identifier(ranked),
    standings: standings.map(literal).join(', '),
    first,
    chosen_learned: learned.map((name) => `, s.${name}`).join(''),
    learned: learned.map((name) => `c.${name},`).join(' '),
    email: emailKey('p.email'),
    phone: phoneKey('p.phone'),
    max_touches: whole(maxTouches),
    touched_by: campaigns
      .map((name, i) => `max(case when campaign = ${literal(name)} then touched_at end) as ${touchedBy(i)},`)
      .join('\n    '),
    touched_by_at: campaigns
      .map((_, i) => `cast(to_unixtime(k.${touchedBy(i)}) as double) as ${touchedBy(i)},`)
      .join('\n  '),
  };
  const text = inlineFacts(template.replace(/^--.*\n/gm, ''));
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`context.sql asks for {{${name}}}`);
    return filling;
  });
}
