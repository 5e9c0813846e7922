import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { Config, InputConfig } from '../../contracts/config/config.ts';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { ListInputs } from '../../contracts/ports/raw-files.ts';
import type { RawInput } from '../../contracts/ports/warehouse.ts';
import { rawInput } from '../configured-input.ts';
import { isDataFile } from '../data-files.ts';
import { digestOf, type HeldFile, isDamage, takeStock } from '../take-stock.ts';
import { awsError } from './errors.ts';
import { findTable } from './find-table.ts';
import { streamedBody } from './object-body.ts';
import type { QuerySession } from './query.ts';
import { resolveUri } from './resolve-uri.ts';

export interface CloudInput extends RawInput {
  readonly fingerprint: string;
}

interface FoundObject extends HeldFile {
  readonly bucket: string;
  readonly key: string;
  readonly tag: string;
  readonly landedAt: number;
}

/** Where inputs are sought: files in S3, tables by queries. */
export interface InputPlaces {
  readonly s3: S3Client;
  /** Folder or file that the config's relative paths start from, such as `s3://lake/raw/holdfast.yaml`. */
  readonly configUri: string;
  readonly queries: QuerySession;
}

/**
 * Finds the config's files in S3, relative to the config unless they are whole `s3://` URIs, and its tables in the
 * catalogue, and takes the fingerprint of what they hold: the same bytes name the same run here and on a laptop.
 * @throws ConfigError for a file or table that is not there, DataRefusedError for a file that is empty or damaged
 */
export async function findCloudInputs(places: InputPlaces, config: Config): Promise<CloudInput[]> {
  const { s3: client, configUri, queries } = places;
  const inputs: CloudInput[] = [];
  for (const [name, input] of Object.entries(config.inputs)) {
    if (input.table !== undefined) {
      inputs.push(await findTable(queries, config, { input: name, table: input.table }));
      continue;
    }
    const objects = await objectsOf(client, name, input, configUri);
    const { own, copies, fingerprint } = await takeStock({
      files: objects,
      format: input.format,
      open: ({ bucket, key }) => streamedBody(client, { Bucket: bucket, Key: key }),
      failed: (object, cause) => unreadable(name, object, cause),
    });
    inputs.push({
      ...rawInput(name, input, own.map(uriOf)),
      ...(copies.length === 0 ? {} : { copies }),
      fingerprint,
    });
  }
  return inputs;
}

const uriOf = ({ bucket, key }: Pick<FoundObject, 'bucket' | 'key'>): string => `s3://${bucket}/${key}`;

function unreadable(name: string, object: FoundObject, cause: unknown): unknown {
  const uri = uriOf(object);
  return isDamage(cause)
    ? new DataRefusedError(`inputs.${name}: ${uri} is cut short or damaged; upload it again`, { cause })
    : awsError(cause, `read ${uri}`);
}

/** The objects of some inputs, relative to the config unless they are whole URIs, as S3 lists them; none is read. */
export const listCloudInputs =
  ({ s3, configUri }: Pick<InputPlaces, 's3' | 'configUri'>): ListInputs =>
  (config, names) =>
    Promise.all(
      names.map(async (name) => {
        const input = config.inputs[name]!;
        const objects = await objectsOf(s3, name, input, configUri);
        return {
          input: rawInput(name, input, []),
          files: objects.map(({ tag, landedAt, size, bucket, key }) => ({
            ...{ location: uriOf({ bucket, key }), tag, landedAt, size },
            digest: async () => digestOf(await streamedBody(s3, { Bucket: bucket, Key: key }), input.format),
          })),
        };
      }),
    );

/** One object, or all data files of the format under a prefix, in the order of their keys. */
async function objectsOf(
  client: S3Client,
  name: string,
  input: InputConfig,
  configUri: string,
): Promise<FoundObject[]> {
  if (input.file === undefined) throw new ConfigError(`inputs.${name} names neither a file nor a table`);
  const uri = resolveUri(configUri, input.file);
  const { bucket, key } = placeOf(uri);
  const there = await list(client, bucket, key);
  const exact = there.find((object) => object.key === key && !key.endsWith('/'));
  if (exact?.size === 0) throw new DataRefusedError(`inputs.${name}: s3://${bucket}/${key} is empty`);
  if (exact !== undefined) return [exact];
  const folder = key === '' ? '' : `${key.replace(/\/$/, '')}/`;
  const found = there
    .filter(({ key: one }) => one.startsWith(folder))
    .map((object) => ({ ...object, path: object.key.slice(folder.length) }))
    .filter(({ path, size }) => isDataFile(path, size, input.format));
  if (found.length > 0) return found;
  throw new ConfigError(
    `inputs.${name}.file: there is no ${uri}, and no ${input.format} object with rows under it as a folder`,
  );
}

function placeOf(uri: string): { bucket: string; key: string } {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  return { bucket, key };
}

async function list(client: S3Client, bucket: string, prefix: string): Promise<FoundObject[]> {
  const found: FoundObject[] = [];
  try {
    for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
      for (const { Key = '', Size = 0, ETag = '', LastModified } of page.Contents ?? [])
        found.push({
          bucket,
          key: Key,
          path: Key.split('/').at(-1)!,
          size: Size,
          tag: ETag,
          landedAt: LastModified?.getTime() ?? 0,
        });
    }
  } catch (cause) {
    throw awsError(cause, `list s3://${bucket}/${prefix}`);
  }
  return found;
}
