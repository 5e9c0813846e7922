import type { S3Client } from '@aws-sdk/client-s3';
import { parquetMetadataAsync, type SchemaElement } from 'hyparquet';
import { HoldfastError } from '../../contracts/errors.ts';
import { flatColumns, hiveType } from './parquet-schema.ts';
import { type QuerySession, runQuery } from './query.ts';
import { rangedObject } from './s3-files.ts';

export interface ExternalTable {
  readonly name: string;
  /** `s3://bucket/prefix/`, which holds the files and nothing else. */
  readonly location: string;
  /** At least one; the last one's footer says the columns: a later version may have added some, which older rows have not. */
  readonly files: readonly string[];
  /** Columns of the table, where the last file's are not all. */
  readonly schema?: readonly SchemaElement[];
}

/** Declares a table over Parquet files and answers its columns. Folders `column=value/` below the location are partitions, as text. */
export async function attachParquet(
  session: QuerySession & { readonly s3: S3Client },
  { name, location, files, schema }: ExternalTable,
): Promise<string[]> {
  const last = files.at(-1);
  if (last === undefined) throw new HoldfastError(`No Parquet file under ${location}`);
  const found = schema ?? flatColumns(await parquetMetadataAsync(await rangedObject(session.s3, last)), last);
  const columns = found.map((column) => `${ddlName(column.name)} ${hiveType(column, last)}`);
  const names = found.map((column) => column.name);
  const folders = [...new Set(files.map((file) => file.slice(location.length, file.lastIndexOf('/') + 1)))];
  const partitions = folders.map(partitionOf);
  const by = Object.keys(partitions[0] ?? {});
  const doing = `attach ${name}`;
  await dropTable(session, name);
  await runQuery(
    session,
    `create external table ${ddlName(name)} (${columns.join(', ')})
     ${by.length === 0 ? '' : `partitioned by (${by.map((column) => `${ddlName(column)} string`).join(', ')})`}
     stored as parquet location '${ddlText(location)}'`,
    doing,
  );
  if (by.length === 0) return names;
  const added = partitions.map((values, i) => {
    const pairs = by.map((column) => `${ddlName(column)} = '${ddlText(values[column] ?? '')}'`);
    return `partition (${pairs.join(', ')}) location '${ddlText(location + folders[i])}'`;
  });
  await runQuery(session, `alter table ${ddlName(name)} add if not exists ${added.join(' ')}`, doing);
  return [...names, ...by];
}

export async function dropTable(session: QuerySession, name: string): Promise<void> {
  await runQuery(session, `drop table if exists ${ddlName(name)}`, `replace ${name}`);
}

/** `a=1/b=2/` as values by column. */
function partitionOf(folder: string): Record<string, string> {
  const pairs = folder.split('/').filter((part) => part.includes('='));
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
}

/** A name in Hive's DDL, which has no way to write these characters within one. */
function ddlName(name: string): string {
  if (!/[`,:;\n]/.test(name)) return `\`${name.toLowerCase()}\``;
  throw new HoldfastError(
    `Athena takes no column named ${JSON.stringify(name)}; rename it without ${'`,:;'}`,
  );
}

function ddlText(text: string): string {
  if (!/['\\]/.test(text)) return text;
  throw new HoldfastError(`${text} has a quote or a backslash in it, which Athena's DDL does not take`);
}
