import type { Who } from '../../contracts/config/plays.ts';
import { inlineFacts } from '../facts/name-facts.ts';
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
  /** Only customers of whom one of these holds; none: all. */
  readonly eligible?: readonly Who[];
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

const whole = (limit: number): string => String(Math.trunc(limit));

function chosenSelect(
  { asOfAt, ranked, standings, maxTouches }: Omit<ContextRequest, 'eligible' | 'limit'>,
  first: string,
): string {
  const fillings: Record<string, string> = {
    as_of: `timestamp ${literal(asOfAt)}`,
    ranked: identifier(ranked),
    standings: standings.map(literal).join(', '),
    first,
    max_touches: whole(maxTouches),
  };
  const text = inlineFacts(template.replace(/^--.*\n/gm, ''));
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`context.sql asks for {{${name}}}`);
    return filling;
  });
}
