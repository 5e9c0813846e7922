import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { openAthenaWarehouse } from '../../platform/aws/athena-warehouse.ts';
import { s3Store } from '../../platform/aws/s3-store.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { type Aws, clientsOf, startAws } from '../../tools/aws/start-aws.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

/** A warehouse of either kind with the store that it works in. */
export interface Opened {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  /** Puts a raw file where the warehouse reads it, and answers where that is. */
  readonly putRaw: (name: string, bytes: string | Uint8Array) => Promise<string>;
}

export async function openLocal(): Promise<Opened> {
  const root = scratchFolder();
  const store = folderStore(root);
  const warehouse = await openDuckdbWarehouse({ root, store, threads: 1 });
  return { warehouse, store, putRaw: async (name, bytes) => writeText(root, name.replace('/', '-'), bytes) };
}

/** AWS as the deployment makes it, as far as the warehouse needs it. */
export const startLake = (): Promise<Aws> =>
  startAws({
    buckets: ['lake', 'results'],
    workgroups: { holdfast: { outputLocation: 's3://results/athena/', enforced: true } },
  });

let opened = 0;

/** Each in a folder of its own of one bucket; all share the endpoint. */
export async function openCloud(
  aws: Aws,
  {
    maxAttempts = 1,
    ...more
  }: { readonly mergeBytes?: number; readonly maxAttempts?: number; readonly mark?: string } = {},
): Promise<Opened> {
  const { s3, athena } = clientsOf(aws, 'TEST', { maxAttempts });
  const folder = `store-${++opened}/`;
  const store = s3Store({ client: s3, bucket: 'lake', folder });
  const warehouse = await openAthenaWarehouse({
    athena,
    s3,
    store,
    workgroup: 'holdfast',
    database: 'holdfast',
    scratch: 's3://lake/scratch/',
    ...more,
  });
  const putRaw = async (name: string, bytes: string | Uint8Array) => {
    const Key = `raw-${folder}${name}`;
    await s3.send(new PutObjectCommand({ Bucket: 'lake', Key, Body: bytes }));
    return `s3://lake/${Key}`;
  };
  return { warehouse, store, putRaw };
}
