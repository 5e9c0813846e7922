import type { S3Client } from '@aws-sdk/client-s3';
import { parquetMetadataAsync } from 'hyparquet';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { UnloadedFile, UnloadOptions } from '../../contracts/ports/warehouse.ts';
import { inOrder } from './in-order.ts';
import { mergeParquet } from './merge-parquet.ts';
import { emptyParquet } from './parquet-schema.ts';
import { type FinishedQuery, type QuerySession, runQuery } from './query.ts';
import { queryColumns } from './query-results.ts';
import { copyObject, deleteObjects, listObjects, rangedObject, readObject } from './s3-files.ts';

export interface UnloadContext extends QuerySession {
  readonly s3: S3Client;
  readonly store: ObjectStore;
  /** `s3://bucket/prefix/` of this session, which nobody else writes to. */
  readonly scratch: string;
  /** A folder whose files have no more bytes than this together becomes one file. */
  readonly mergeBytes: number;
}

/**
 * UNLOAD writes as many files as it likes, under names of its own, into a place that must be empty; so it writes into the
 * session's scratch, and the files go from there to the prefix as `part-<n>.parquet`. Each is sorted; where a folder's files
 * are small, they are merged, so that the same rows give the same bytes. Larger ones are copied as Athena wrote them: which
 * rows share a file is then the engine's choice. A query without rows and partitions gives one file with columns only.
 */
export async function unload(
  context: UnloadContext,
  select: string,
  prefix: string,
  options: UnloadOptions,
): Promise<UnloadedFile[]> {
  const target = `${context.scratch}unload-${crypto.randomUUID()}/`;
  const query = await runQuery(
    context,
    `unload (${await orderedSelect(context, select, options)}) to '${target}' with (format = 'PARQUET', compression = 'ZSTD'${
      options.partitionBy === undefined
        ? ''
        : `, partitioned_by = array['${options.partitionBy.toLowerCase()}']`
    })`,
    `unload to ${prefix}`,
  );
  const written = (await writtenFiles(context, query)) ?? (await listObjects(context.s3, target));
  const folders = byFolder(written, target);
  await clear(context, prefix);
  const files: UnloadedFile[] = [];
  for (const [folder, uris] of folders)
    files.push(...(await place(context, uris, `${prefix}${folder}`, options)));
  if (folders.length === 0 && options.partitionBy === undefined) {
    const key = `${prefix}part-0.parquet`;
    await context.store.put(key, emptyParquet(await queryColumns(context, `(${select})`)));
    files.push({ key, rows: 0 });
  }
  await deleteObjects(context.s3, written);
  return files;
}

/** The partition's column comes last, as UNLOAD wants it. */
async function orderedSelect(
  context: UnloadContext,
  select: string,
  { orderBy, partitionBy, numberedBy }: UnloadOptions,
): Promise<string> {
  const order = orderBy.map(quoted).join(', ');
  if (partitionBy === undefined) return `select * from (${select}) order by ${order}`;
  const columns = await queryColumns(context, `(${select})`);
  const last = partitionBy.toLowerCase();
  const aside = [last, numberedBy?.column.toLowerCase()];
  const names = columns.map(({ name }) => name).filter((name) => !aside.includes(name.toLowerCase()));
  return `select ${names.map(quoted).join(', ')}, cast(${quoted(partitionBy)} as varchar) as ${quoted(last)}
    from (${select}) order by ${order}`;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The files that a query wrote, as its manifest names them; null where Athena gives none. */
export async function writtenFiles(
  { s3 }: Pick<UnloadContext, 's3'>,
  { execution }: FinishedQuery,
): Promise<string[] | null> {
  const manifest = execution.Statistics?.DataManifestLocation;
  if (manifest === undefined) return null;
  const text = new TextDecoder().decode(await readObject(s3, manifest));
  return text.split('\n').filter((line) => line.trim() !== '');
}

function byFolder(uris: readonly string[], target: string): [folder: string, uris: string[]][] {
  const folders = new Map<string, string[]>();
  for (const uri of [...uris].sort()) {
    const folder = uri.slice(target.length, uri.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), uri]);
  }
  return [...folders];
}

/** What an attempt that was killed left there must not be read with this one's files. */
async function clear({ s3, store }: UnloadContext, prefix: string): Promise<void> {
  await deleteObjects(s3, await listObjects(s3, store.locate(prefix)));
}

async function place(
  context: UnloadContext,
  uris: readonly string[],
  folder: string,
  { orderBy }: UnloadOptions,
): Promise<UnloadedFile[]> {
  const { s3, store } = context;
  const found = await inOrder(uris, (uri) => measure(s3, uri));
  const sum = (of: 'bytes' | 'rows') => found.reduce((all, file) => all + file[of], 0);
  if (sum('bytes') <= context.mergeBytes) {
    const key = `${folder}part-0.parquet`;
    const read = async (uri: string) => new Uint8Array(await readObject(s3, uri)).buffer;
    await store.put(key, await mergeParquet(await Promise.all(uris.map(read)), orderBy));
    return [{ key, rows: sum('rows') }];
  }
  return inOrder(found, async ({ uri, rows }, i) => {
    const key = `${folder}part-${i}.parquet`;
    await copyObject(s3, uri, store.locate(key));
    return { key, rows };
  });
}

async function measure(s3: S3Client, uri: string): Promise<{ uri: string; bytes: number; rows: number }> {
  const file = await rangedObject(s3, uri);
  return { uri, bytes: file.byteLength, rows: Number((await parquetMetadataAsync(file)).num_rows) };
}
