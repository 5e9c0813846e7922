import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { openAthenaWarehouse } from '../../platform/aws/athena-warehouse.ts';
import { s3Store } from '../../platform/aws/s3-store.ts';
import type { Chain } from './start-chain.ts';

/** The product's store on the S3 server and its warehouse on Athena, whose queries go to Trino. */
export interface OnChain {
  readonly store: ObjectStore;
  readonly openWarehouse: () => Promise<Warehouse>;
}

export function onChain({ s3, athena, bucket }: Chain): OnChain {
  const store = s3Store({ client: s3, bucket, folder: 'holdfast/' });
  const scratch = `s3://${bucket}/scratch/`;
  const openWarehouse = () =>
    openAthenaWarehouse({ athena, s3, store, workgroup: 'holdfast', database: 'holdfast', scratch });
  return { store, openWarehouse };
}
