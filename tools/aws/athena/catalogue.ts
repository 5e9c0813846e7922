import { EngineError, type ExternalTable, type Partition, type TableName } from './sql-engine.ts';

export interface CataloguedTable {
  readonly table: ExternalTable;
  readonly partitions: readonly Partition[];
}

/** The tables that the Glue catalogue knows. */
export class Catalogue {
  readonly #databases: Set<string>;
  readonly #tables = new Map<string, CataloguedTable>();

  constructor(databases: readonly string[]) {
    this.#databases = new Set(databases);
  }

  createDatabase(database: string, ifNotExists: boolean): void {
    if (this.#databases.has(database) && !ifNotExists) {
      throw new EngineError(
        `FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Database ${database} already exists`,
      );
    }
    this.#databases.add(database);
  }

  /** Drops a database and answers the tables that were in it. */
  dropDatabase(
    database: string,
    { ifExists, cascade }: { ifExists: boolean; cascade: boolean },
  ): TableName[] {
    if (!ifExists) this.requireDatabase(database);
    const within = [...this.#tables.values()]
      .map(({ table }) => table)
      .filter((t) => t.database === database);
    if (within.length > 0 && !cascade) {
      throw new EngineError(
        `FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. InvalidOperationException(message:Database ${database} is not empty. One or more tables exist.)`,
      );
    }
    for (const table of within) this.drop(table);
    this.#databases.delete(database);
    return within;
  }

  requireDatabase(database: string): void {
    if (this.#databases.has(database)) return;
    throw new EngineError(`FAILED: SemanticException [Error 10072]: Database does not exist: ${database}`);
  }

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
    this.requireDatabase(database);
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

  databases(): string[] {
    return [...this.#databases].sort();
  }

  /** Names of all tables, as `database.table`. */
  names(): string[] {
    return [...this.#tables.keys()].sort();
  }
}
