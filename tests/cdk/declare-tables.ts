import type { Template } from 'aws-cdk-lib/assertions';
import type { QuerySession } from '../../platform/aws/query.ts';
import { runQuery } from '../../platform/aws/query.ts';
import { resolverOf, type Template as Synthesised } from '../../tools/aws/deploy/template.ts';
import { type Resource, resourcesOf } from './synthesised.ts';

interface Column {
  readonly Name: string;
  readonly Type: string;
}

/** What a Glue table says of itself, as far as Athena goes by it. */
interface GlueTable {
  readonly Name: string;
  readonly PartitionKeys: readonly Column[];
  readonly Parameters: Readonly<Record<string, string>>;
  readonly StorageDescriptor: { readonly Location: string; readonly Columns: readonly Column[] };
}

/**
 * Makes the Glue tables of a template known to an Athena that projects no partitions: each with those partitions that the
 * projection names and whose folders are among `uris`.
 */
export async function declareTables(
  session: QuerySession,
  template: Template,
  uris: readonly string[],
): Promise<void> {
  const resolve = resolverOf([template.toJSON() as Synthesised]);
  for (const { Properties } of Object.values<Resource>(resourcesOf(template, 'AWS::Glue::Table'))) {
    const table = resolve<GlueTable>(Properties.TableInput);
    await runQuery(session, ddlOf(table), `declare ${table.Name}`);
    for (const { values, location } of partitionsOf(table, uris)) {
      const named = Object.entries(values).map(([name, value]) => `${name} = '${value}'`);
      const sql = `alter table ${table.Name} add partition (${named.join(', ')}) location '${location}'`;
      await runQuery(session, sql, `declare a partition of ${table.Name}`);
    }
  }
}

function ddlOf({ Name, PartitionKeys, StorageDescriptor }: GlueTable): string {
  const list = (columns: readonly Column[]) =>
    columns.map((column) => `\`${column.Name}\` ${column.Type}`).join(', ');
  const partitioned = PartitionKeys.length === 0 ? '' : `partitioned by (${list(PartitionKeys)})`;
  return `create external table ${Name} (${list(StorageDescriptor.Columns)}) ${partitioned}
    stored as parquet location '${StorageDescriptor.Location}'`;
}

/** Folders that the template of the locations leads to, with the values of its placeholders. */
export function partitionsOf(
  { PartitionKeys, Parameters }: Pick<GlueTable, 'PartitionKeys' | 'Parameters'>,
  uris: readonly string[],
): { readonly values: Readonly<Record<string, string>>; readonly location: string }[] {
  if (PartitionKeys.length === 0) return [];
  const names = PartitionKeys.map(({ Name }) => Name);
  const template = Parameters['storage.location.template']!;
  const pattern = names.reduce(
    (text, name) => text.replace(`\${${name}}`, `(?<${name}>${valuesOf(name, Parameters)})`),
    template,
  );
  const found = uris.flatMap((uri) => {
    const match = new RegExp(`^${pattern}`).exec(uri);
    return match ? ([[match[0], { ...match.groups }]] as const) : [];
  });
  return [...new Map(found)].map(([location, values]) => ({ location, values }));
}

function valuesOf(name: string, parameters: GlueTable['Parameters']): string {
  const projected = (key: string) => parameters[`projection.${name}.${key}`];
  if (projected('type') === 'enum') return projected('values')!.replaceAll(',', '|');
  return projected('type') === 'date' ? '\\d{4}-\\d{2}-\\d{2}' : '[^/]+';
}
