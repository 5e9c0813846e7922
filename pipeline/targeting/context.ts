import { inlineFacts } from '../facts/name-facts.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import template from './context.sql';
import type { Standing } from './rank.ts';

export interface ContextRequest {
  /** The as-of date's first instant, UTC, as `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfAt: string;
  /** Table of `rankedSelect`. */
  readonly ranked: string;
  readonly standings: readonly Standing[];
  /** Only so many customers, the first by priority. */
  readonly limit: number;
}

/**
 * SELECT of one row per chosen customer with everything a list says of them: see context.sql. Reads the clean tables by
 * their names.
 */
export function contextSelect({ asOfAt, ranked, standings, limit }: ContextRequest): string {
  const fillings: Record<string, string> = {
    as_of: `timestamp ${literal(asOfAt)}`,
    ranked: identifier(ranked),
    standings: standings.map(literal).join(', '),
    limit: String(Math.trunc(limit)),
  };
  const text = inlineFacts(template.replace(/^--.*\n/gm, ''));
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`context.sql asks for {{${name}}}`);
    return filling;
  });
}
