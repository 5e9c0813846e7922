import type { SourceName } from '../../contracts/sources/column.ts';
import { facts } from './catalogue.ts';
import type { Fact } from './fact.ts';

const byName: ReadonlyMap<string, Fact> = new Map(facts.map((fact) => [fact.name, fact]));

/** A relation that a text names after FROM or JOIN. */
const named = /\b(from|join)(\s+)(\w+)\b/g;

/** The facts that a text names, each once. */
export function namedFacts(sql: string): Fact[] {
  const names = new Set([...sql.matchAll(named)].map(([, , , name]) => name!));
  return [...names].flatMap((name) => byName.get(name) ?? []);
}

/**
 * Puts facts into the text that names them, as subqueries; a subquery rather than WITH, which an engine would keep or run
 * twice as it likes. Facts that `isTable` says are tables stay names.
 */
export function inlineFacts(
  sql: string,
  isTable: (fact: Fact) => boolean = () => false,
  own: OwnColumns = () => [],
): string {
  return sql.replace(named, (whole, word: string, space: string, name: string) => {
    const fact = byName.get(name);
    if (fact === undefined || isTable(fact)) return whole;
    const text = withoutComments(withOwnColumns(fact, own));
    return `${word}${space}(\n${inlineFacts(text, isTable, own).trimEnd()}\n)`;
  });
}

/** The business's own columns of a source (`dim_…`) that a fact is to carry as well. */
export type OwnColumns = (source: SourceName) => readonly string[];

/** A fact's text with the own columns of the source that it reads. */
function withOwnColumns({ sql, reads: [source] }: Fact, own: OwnColumns): string {
  return source === undefined ? sql : fillOwnColumns(sql, own(source));
}

/**
 * Where a text says `-- own columns of t` it can carry further columns; `-- first own columns of t` takes the least of
 * each, for texts that group.
 */
export const fillOwnColumns = (sql: string, columns: readonly string[]): string =>
  sql
    .replace(/^ *-- own columns of (\w+)\n/gm, (_, alias: string) =>
      columns.map((column) => `  , ${alias}.${column}\n`).join(''),
    )
    .replace(/^ *-- first own columns of (\w+)\n/gm, (_, alias: string) =>
      columns.map((column) => `  , min(${alias}.${column}) as ${column}\n`).join(''),
    );

const withoutComments = (sql: string): string => sql.replace(/^\s*--.*\n/gm, '');
