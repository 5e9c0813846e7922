import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Opened } from '../platform/warehouses.ts';
import { onChain } from './on-chain.ts';
import { startChain } from './start-chain.ts';

/** A warehouse on the chain with its store, as the tests of both warehouses want it; the chain ends with it. */
export async function openOnTrino(): Promise<Opened> {
  const chain = await startChain();
  const { store, openWarehouse } = onChain(chain);
  const warehouse = await openWarehouse();
  return {
    store,
    warehouse: { ...warehouse, close: () => warehouse.close().finally(chain.close) },
    putRaw: async (name, bytes) => {
      const Key = `raw/${name}`;
      await chain.s3.send(new PutObjectCommand({ Bucket: chain.bucket, Key, Body: bytes }));
      return `s3://${chain.bucket}/${Key}`;
    },
  };
}
