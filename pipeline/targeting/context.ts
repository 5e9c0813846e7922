import type { SourceName } from '../../contracts/sources/column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { sqlType } from '../sources/map-source.ts';
import { identifier, literal } from '../sql/sql-text.ts';
import template from './context.sql';
import type { Standing } from './rank.ts';

/** Tables of clean sources by name; a source the business has not is left out and reads as empty. */
export type SourceTables = Readonly<Partial<Record<SourceName, string>>>;

export interface ContextRequest {
  /** The as-of date's first instant, UTC, as `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfAt: string;
  /** Table of `rankedSelect`. */
  readonly ranked: string;
  readonly sources: SourceTables;
  readonly standings: readonly Standing[];
  /** Only so many customers, the first by priority. */
  readonly limit: number;
}

const used = ['customers', 'orders', 'subscriptions', 'tickets', 'surveys', 'touches'] as const;

/** SELECT of one row per chosen customer with everything a list says of them: see context.sql. */
export function contextSelect({ asOfAt, ranked, sources, standings, limit }: ContextRequest): string {
  const fillings: Record<string, string> = {
    as_of: `timestamp ${literal(asOfAt)}`,
    ranked: identifier(ranked),
    standings: standings.map(literal).join(', '),
    limit: String(Math.trunc(limit)),
  };
  for (const name of used) {
    const table = sources[name];
    fillings[name] = table === undefined ? emptySource(name) : identifier(table);
  }
  return template.replace(/^--.*\n/gm, '').replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const filling = fillings[name];
    if (filling === undefined) throw new Error(`context.sql asks for {{${name}}}`);
    return filling;
  });
}

/** A relation with the contract's columns and no row. */
function emptySource(name: SourceName): string {
  const columns = Object.entries(sourceContracts[name].columns).map(
    ([column, { type, means }]) => `cast(null as ${sqlType({ type, means })}) as ${column}`,
  );
  return `(select ${columns.join(', ')} where false)`;
}
