import { EngineError, type TableColumn, type TableName } from './sql-engine.ts';

/** The statements of Athena that the product uses, taken apart. */
export type Statement =
  | { readonly kind: 'select'; readonly sql: string }
  | UnloadStatement
  | CreateTableAs
  | CreateExternalTable
  | AddPartitions
  | { readonly kind: 'drop-table'; readonly name: TableName; readonly ifExists: boolean }
  | CreateDatabase
  | DropDatabase;

export interface UnloadStatement {
  readonly kind: 'unload';
  readonly select: string;
  readonly target: string;
  readonly properties: Properties;
}

export interface CreateTableAs {
  readonly kind: 'create-table-as';
  readonly name: TableName;
  readonly select: string;
  readonly properties: Properties;
}

export interface CreateExternalTable {
  readonly kind: 'create-external-table';
  readonly name: TableName;
  readonly columns: readonly TableColumn[];
  readonly partitionColumns: readonly TableColumn[];
  readonly format: 'parquet' | 'text';
  readonly location: string;
  readonly skipLines: number;
}

export interface CreateDatabase {
  readonly kind: 'create-database';
  readonly database: string;
  readonly ifNotExists: boolean;
}

export interface DropDatabase {
  readonly kind: 'drop-database';
  readonly database: string;
  readonly ifExists: boolean;
  /** With the tables in it; a database that holds some is not dropped otherwise. */
  readonly cascade: boolean;
}

export interface AddPartitions {
  readonly kind: 'add-partitions';
  readonly name: TableName;
  readonly partitions: readonly {
    readonly values: Readonly<Record<string, string>>;
    readonly location: string;
  }[];
}

/** Properties of `WITH (…)`: text, or the texts of an array. */
export type Properties = Readonly<Record<string, string | readonly string[]>>;

type Groups = readonly (string | undefined)[];
type Reader = (groups: Groups, named: (written: string | undefined) => TableName) => Statement;

const name = '((?:[`"]?[\\w-]+[`"]?\\.)?[`"]?\\w+[`"]?)';
const form = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'is');

const database = '[`"]?(\\w+)[`"]?';

/** How each statement is written, and what its groups mean. */
const forms: readonly (readonly [RegExp, Reader])[] = [
  [form('((?:select|with|values)\\b.*)'), ([sql = '']) => ({ kind: 'select', sql })],
  [
    form("unload\\s*\\((.*)\\)\\s*to\\s*'([^']*)'\\s*(?:with\\s*\\((.*)\\))?"),
    ([select = '', target = '', properties]) => ({
      kind: 'unload',
      select,
      target,
      properties: readProperties(properties),
    }),
  ],
  [
    form(
      `create\\s+external\\s+table\\s+${name}\\s*\\((.*?)\\)\\s*(?:partitioned\\s+by\\s*\\((.*?)\\)\\s*)?((?:row\\s+format|stored\\s+as|location|tblproperties).*)`,
    ),
    externalTable,
  ],
  [
    form(`create\\s+table\\s+${name}\\s*(?:with\\s*\\(([^()]*)\\))?\\s*as\\s+(.*)`),
    ([table, properties, select = ''], named) => ({
      kind: 'create-table-as',
      name: named(table),
      select,
      properties: readProperties(properties),
    }),
  ],
  [
    form(`alter\\s+table\\s+${name}\\s+add\\s+(?:if\\s+not\\s+exists\\s+)?(partition\\s*\\(.*)`),
    ([table, list = ''], named) => ({
      kind: 'add-partitions',
      name: named(table),
      partitions: readPartitions(list),
    }),
  ],
  [
    form(`drop\\s+table\\s+(if\\s+exists\\s+)?${name}`),
    ([ifExists, table], named) => ({
      kind: 'drop-table',
      name: named(table),
      ifExists: ifExists !== undefined,
    }),
  ],
  [
    form(`create\\s+(?:database|schema)\\s+(if\\s+not\\s+exists\\s+)?${database}`),
    ([ifNotExists, created = '']) => ({
      kind: 'create-database',
      database: created.toLowerCase(),
      ifNotExists: ifNotExists !== undefined,
    }),
  ],
  [
    form(`drop\\s+(?:database|schema)\\s+(if\\s+exists\\s+)?${database}(\\s+cascade|\\s+restrict)?`),
    ([ifExists, dropped = '', how = '']) => ({
      kind: 'drop-database',
      database: dropped.toLowerCase(),
      ifExists: ifExists !== undefined,
      cascade: /cascade/i.test(how),
    }),
  ],
];

/** Takes a statement apart. @throws EngineError where it is of no kind that Athena, or this endpoint, knows */
export function parseStatement(text: string, database: string): Statement {
  const sql = text.trim().replace(/;$/, '');
  for (const [pattern, read] of forms) {
    const groups = pattern.exec(sql);
    if (groups) return read(groups.slice(1), (written = '') => tableName(written, database));
  }
  throw new EngineError('Queries of this type are not supported');
}

/** The catalogue knows names in lower case only. */
export function tableName(written: string, database: string): TableName {
  const parts = written.split('.').map((part) => part.replace(/[`"]/g, '').toLowerCase());
  const table = parts.at(-1) ?? '';
  return { database: parts.at(-2) ?? database.toLowerCase(), table };
}

function externalTable(
  [table, columns = '', partitions = '', rest = '']: Groups,
  named: (written: string | undefined) => TableName,
): CreateExternalTable {
  const location = /location\s+'([^']*)'/i.exec(rest)?.[1];
  if (!location?.endsWith('/'))
    throw new EngineError(`The location ${location} must be a folder and end with /`);
  return {
    kind: 'create-external-table',
    name: named(table),
    columns: readColumns(columns),
    partitionColumns: readColumns(partitions),
    format: /stored\s+as\s+parquet/i.test(rest) ? 'parquet' : 'text',
    location,
    skipLines: Number(/'skip\.header\.line\.count'\s*=\s*'(\d+)'/i.exec(rest)?.[1] ?? 0),
  };
}

function readColumns(list: string): TableColumn[] {
  return [...list.matchAll(/(?:`([^`]+)`|(\w+))\s+(decimal\s*\(\s*\d+\s*,\s*\d+\s*\)|\w+)/gi)].map(
    ([, inTicks, plain = '', type = '']) => ({
      name: (inTicks ?? plain).toLowerCase(),
      type: type.toLowerCase().replace(/\s/g, ''),
    }),
  );
}

function readProperties(list = ''): Properties {
  const pairs = list.matchAll(/(\w+)\s*=\s*(?:'([^']*)'|array\s*\[([^\]]*)\])/gi);
  return Object.fromEntries(
    [...pairs].map(([, key = '', text, array]) => [key.toLowerCase(), text ?? textsOf(array ?? '')]),
  );
}

const textsOf = (list: string): string[] => [...list.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);

function readPartitions(list: string): AddPartitions['partitions'] {
  const each = list.matchAll(/partition\s*\(([^)]*)\)\s*location\s*'([^']*)'/gi);
  return [...each].map(([, values = '', location = '']) => ({
    values: Object.fromEntries(
      [...values.matchAll(/`?(\w+)`?\s*=\s*'([^']*)'/g)].map(([, key = '', value = '']) => [
        key.toLowerCase(),
        value,
      ]),
    ),
    location,
  }));
}
