import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { Fact } from './fact.ts';
import { inlineFacts, namedFacts } from './name-facts.ts';

/** Tables made from facts. */
export interface FactTables {
  /** `create table … as`, of a text that names facts as if they were tables. */
  create(table: string, select: string): Promise<void>;
  /** Gives back the memory of the facts that were made as tables: they are made again where a later text names them. */
  release(): Promise<void>;
}

const isTable = ({ kept }: Fact): boolean => kept === 'table';

/**
 * The facts of the warehouse's `spine`. Those that are kept as tables are made when a text first names them, once; the
 * rest are put into the text.
 */
export function factsOnSpine(warehouse: Warehouse): FactTables {
  const made = new Set<Fact>();
  const create = async (table: string, select: string): Promise<void> => {
    await makeNamed(select);
    await warehouse.create(table, inlineFacts(select, isTable));
  };
  const makeNamed = async (sql: string): Promise<void> => {
    for (const fact of namedFacts(sql)) {
      if (!isTable(fact)) await makeNamed(fact.sql);
      else if (!made.has(fact)) {
        made.add(fact);
        await create(fact.name, fact.sql);
      }
    }
  };
  const release = async (): Promise<void> => {
    const tables = [...made].map(({ name }) => name);
    made.clear();
    await warehouse.drop?.(tables);
  };
  return { create, release };
}
