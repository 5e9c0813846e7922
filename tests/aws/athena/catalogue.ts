import { EngineError, type ExternalTable, type Partition, type TableName } from './sql-engine.ts';

export interface CataloguedTable {
  readonly table: ExternalTable;
  readonly partitions: readonly Partition[];
}

/** The tables that the Glue catalogue knows. */
export class Catalogue {
  readonly #tables = new Map<string, CataloguedTable>();

  find({ database, table }: TableName): CataloguedTable | undefined {
    return this.#tables.get(`${database}.${table}`);
  }

  get(name: TableName): CataloguedTable {
    const found = this.find(name);
    if (found) return found;
    throw new EngineError(
      `FAILED: SemanticException [Error 10001]: Table not found ${name.database}.${name.table}`,
    );
  }

  create(table: ExternalTable): void {
    const { database, table: name } = table;
    if (this.find(table)) {
      throw new EngineError(
        `TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog.${database}.${name}' already exists`,
      );
    }
    this.#tables.set(`${database}.${name}`, { table, partitions: [] });
  }

  addPartition(name: TableName, partition: Partition): void {
    const { table, partitions } = this.get(name);
    this.#tables.set(`${name.database}.${name.table}`, { table, partitions: [...partitions, partition] });
  }

  drop({ database, table }: TableName): void {
    this.#tables.delete(`${database}.${table}`);
  }

  /** Names of all tables, as `database.table`. */
  names(): string[] {
    return [...this.#tables.keys()].sort();
  }
}
