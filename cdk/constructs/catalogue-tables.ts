import {
  assignmentColumns,
  type ListColumn,
  listTableColumns,
} from '../../contracts/artefacts/list-columns.ts';
import { scoreNumbers } from '../../contracts/artefacts/score-numbers.ts';
import type { Config } from '../../contracts/config/config.ts';
import { keys } from '../../contracts/keys.ts';
import { quarantineColumns, quarantineKinds } from '../../contracts/quarantine.ts';
import {
  type Column,
  type ColumnType,
  type SourceName,
  sourceNames,
} from '../../contracts/sources/column.ts';
import { dimensionColumn } from '../../contracts/sources/dimension-column.ts';
import { sourceContracts } from '../../contracts/sources/sources.ts';
import { catalogue } from '../../pipeline/features/catalogue.ts';

export interface CatalogueColumn {
  readonly name: string;
  readonly type: string;
  readonly means: string;
}

export interface Partition {
  readonly name: string;
  readonly type: string;
  /** Properties of Athena's partition projection. */
  readonly projection: Readonly<Record<string, string>>;
}

/** A table as the catalogue describes it; where its files lie follows from the same keys that the pipeline writes to. */
export interface CatalogueTable {
  readonly name: string;
  readonly means: string;
  readonly columns: readonly CatalogueColumn[];
  readonly partitions: readonly Partition[];
  /** Key prefix of a partition, `${key}`, `${as_of}` and the like left open. */
  readonly template: string;
}

/** A query names the keys of the stages it wants (`published/index.json` has them): there is no end of them to list. */
const byKey: Partition = { name: 'key', type: 'string', projection: { type: 'injected' } };
const byDate: Partition = {
  name: 'as_of',
  type: 'date',
  projection: {
    type: 'date',
    format: 'yyyy-MM-dd',
    range: '2000-01-01,NOW+1DAYS',
    interval: '1',
    'interval.unit': 'DAYS',
  },
};
const oneOf = (name: string, values: readonly string[]): Partition => ({
  name,
  type: 'string',
  projection: { type: 'enum', values: values.join(',') },
});
// biome-ignore lint/suspicious/noTemplateCurlyInString: Glue's own placeholders
const [key, asOf, source, kind] = ['${key}', '${as_of}', '${source}', '${kind}'];

/** Every table of a deployment: the clean rows of each source, and what a run makes of them. */
export const catalogueTables = (business: Config): readonly CatalogueTable[] => [
  ...sourceNames.map((name) => sourceTable(name, business)),
  {
    name: 'quarantine',
    means: 'Rows that broke a rule and lines that are no rows, as they stood, with their reasons',
    columns: Object.entries(quarantineColumns).map(([name, { type, means }]) => ({
      name,
      type: typeOf(type),
      means,
    })),
    partitions: [byKey, oneOf('source', sourceNames), oneOf('kind', quarantineKinds)],
    template: `${keys.quarantine(key, source)}${kind}/`,
  },
  {
    name: 'features',
    means: 'The matrix: what was known of each customer at an as-of date',
    columns: [
      ...customerColumns,
      { name: 'active', type: 'boolean', means: 'seen within the look-back' },
      ...catalogue.map(({ name, kind, means, unit }) => ({
        name,
        type: kind === 'number' ? 'double' : 'string',
        means: `${means} (${unit})`,
      })),
      ...(business.sources.customers?.dimensions ?? []).map(ownColumn),
    ],
    partitions: [byKey, byDate],
    template: `${keys.features(key)}as_of=${asOf}/`,
  },
  {
    name: 'labels',
    means: 'What became of each customer after an as-of date; empty where the window has not matured',
    columns: [
      ...customerColumns,
      { name: 'churned', type: 'double', means: '1 left within the horizon, 0 stayed' },
      { name: 'value', type: 'double', means: 'margin over the observed days' },
      { name: 'full_value', type: 'double', means: 'margin over the CLV horizon' },
    ],
    partitions: [byKey, byDate],
    template: `${keys.labels(key)}as_of=${asOf}/`,
  },
  {
    name: 'scores',
    means: 'P(churn), CLV and value at risk of every customer, each with its interval',
    columns: [
      ...customerColumns,
      { name: 'active', type: 'boolean', means: 'seen within the look-back' },
      ...scoreNumbers.map((name) => ({ name, type: 'double', means: meaningOf(name) })),
    ],
    partitions: [byKey],
    template: keys.scores(key),
  },
  {
    name: 'lists',
    means: 'Whom to contact, whom to win back and whom to leave alone, with what the lists say of each',
    columns: columnsOf(listTableColumns),
    partitions: [byDate],
    template: keys.listTable(asOf),
  },
  {
    name: 'assignments',
    means:
      'The ledger: whom each campaign drew into which arm, once for each term, at what risk and worth. Append only',
    columns: columnsOf(assignmentColumns),
    partitions: [],
    template: keys.ledger,
  },
];

const customerColumns: readonly CatalogueColumn[] = [
  { name: 'customer_id', type: 'string', means: 'the customer' },
];

/** Good rows of a source, typed, with the dimensions that the business maps. */
function sourceTable(name: SourceName, { sources }: Config): CatalogueTable {
  const { means, columns } = sourceContracts[name];
  const own = sources[name]?.dimensions ?? [];
  return {
    name,
    means: `${means} Rows that passed every check`,
    columns: [
      ...Object.entries(columns).map(([column, declared]) => ({
        name: column,
        type: typeOf(declared.type),
        means: describe(declared),
      })),
      ...own.map(ownColumn),
    ],
    partitions: [byKey],
    template: keys.clean(key, name),
  };
}

const ownColumn = (name: string): CatalogueColumn => ({
  name: dimensionColumn(name),
  type: 'string',
  means: `the business's own column ${name}`,
});

const describe = ({ means, unit }: Column): string => (unit ? `${means} (${unit})` : means);

const columnsOf = (columns: readonly ListColumn[]): CatalogueColumn[] =>
  columns.map(({ name, type, means }) => ({ name, type: type === 'integer' ? 'int' : typeOf(type), means }));

const meaningOf = (name: string): string =>
  listTableColumns.find((column) => column.name === name)?.means ?? name.replaceAll('_', ' ');

/** Glue's word for the type of a contract's column. */
function typeOf(type: ColumnType): string {
  const types = {
    id: 'string',
    text: 'string',
    category: 'string',
    flag: 'boolean',
    integer: 'bigint',
    number: 'double',
    money: 'decimal(22,4)',
    time: 'timestamp',
  } as const;
  return types[type];
}
