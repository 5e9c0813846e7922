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
export function inlineFacts(sql: string, isTable: (fact: Fact) => boolean = () => false): string {
  return sql.replace(named, (whole, word: string, space: string, name: string) => {
    const fact = byName.get(name);
    if (fact === undefined || isTable(fact)) return whole;
    return `${word}${space}(\n${inlineFacts(withoutComments(fact.sql), isTable).trimEnd()}\n)`;
  });
}

const withoutComments = (sql: string): string => sql.replace(/^\s*--.*\n/gm, '');
