import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Config } from '../../contracts/config/config.ts';
import type { Deployment } from '../deployment.ts';
import { type CatalogueTable, catalogueTables } from './catalogue-tables.ts';

export interface CatalogueProps {
  readonly deployment: Deployment;
  readonly business: Config;
  readonly bucket: IBucket;
}

/**
 * A Glue table for each source and artefact, so that analysts can query them. Partitions are projected: nothing has to be
 * registered, and a query must name the run or the dates it wants, which keeps scans small.
 */
export class Catalogue extends Construct {
  readonly database: CfnDatabase;

  constructor(scope: Construct, id: string, { deployment, business, bucket }: CatalogueProps) {
    super(scope, id);
    const catalogId = Stack.of(this).account;
    this.database = new CfnDatabase(this, 'Database', {
      catalogId,
      databaseInput: {
        name: `holdfast_${deployment.name}`,
        description: `What Holdfast keeps for ${business.business.name}`,
      },
    });
    this.database.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const database = this.database.ref;
    for (const table of catalogueTables(business)) {
      new CfnTable(this, table.name, {
        catalogId,
        databaseName: database,
        tableInput: tableInput(table, bucket),
      }).applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
  }
}

function tableInput(table: CatalogueTable, bucket: IBucket): CfnTable.TableInputProperty {
  return {
    name: table.name,
    description: table.means,
    tableType: 'EXTERNAL_TABLE',
    partitionKeys: table.partitions.map(({ name, type }) => ({ name, type })),
    parameters: {
      classification: 'parquet',
      EXTERNAL: 'TRUE',
      ...(table.partitions.length === 0 ? {} : projectionOf(table, bucket)),
    },
    storageDescriptor: {
      location: bucket.s3UrlForObject(table.template.split('$')[0]!.replace(/[^/]*$/, '')),
      columns: table.columns.map(({ name, type, means }) => ({ name, type, comment: means.slice(0, 255) })),
      inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
    },
  };
}

const projectionOf = ({ partitions, template }: CatalogueTable, bucket: IBucket): Record<string, string> => ({
  'projection.enabled': 'true',
  ...Object.assign({}, ...partitions.map(({ name, projection }) => projected(name, projection))),
  'storage.location.template': bucket.s3UrlForObject(template),
});

const projected = (name: string, projection: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(projection).map(([key, value]) => [`projection.${name}.${key}`, value]));
