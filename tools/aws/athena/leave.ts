import { arnOf, bucketArn, type Grant, objectArn } from '../endpoint/calls.ts';
import type { CataloguedTable } from './catalogue.ts';
import { placeOf } from './lake.ts';
import type { TableName } from './sql-engine.ts';

/** What Athena does with the rights of whoever runs a query: the leave that his role must have in Glue and S3. */

const through = 'athena';
const grant = (action: string, resource: string): Grant => ({ action, resource, through });

/** An action on a table needs leave on the catalogue and on the database as well. */
export function onTable(action: string, { database, table }: TableName): Grant[] {
  const resources = ['catalog', `database/${database}`, `table/${database}/${table}`];
  return resources.map((resource) => grant(action, arnOf('glue', resource)));
}

export function onDatabase(database: string, action = 'glue:GetDatabase'): Grant[] {
  return ['catalog', `database/${database}`].map((resource) => grant(action, arnOf('glue', resource)));
}

/** What stands in a database, whatever it is called. */
export const onEveryTable = (action: string, database: string): Grant[] =>
  onTable(action, { database, table: '*' });

/** Glue deletes a database with its descendants, and asks for leave on every kind of them, whether there are any or not. */
export const toDeleteDatabase = (database: string): Grant[] => [
  ...onEveryTable('glue:DeleteDatabase', database),
  grant('glue:DeleteDatabase', arnOf('glue', `userDefinedFunction/${database}/*`)),
];

export function toRead({ table }: CataloguedTable): Grant[] {
  const ofPartitions = ['glue:GetPartition', 'glue:GetPartitions', 'glue:BatchGetPartition'];
  return [
    ...onDatabase(table.database),
    ...onTable('glue:GetTable', table),
    ...(table.partitionColumns.length > 0 ? ofPartitions.flatMap((action) => onTable(action, table)) : []),
    ...toList(table.location),
    grant('s3:GetObject', everythingUnder(table.location)),
  ];
}

/** Writing looks first whether anything is there. */
export const toWrite = (location: string): Grant[] => [
  ...toList(location),
  grant('s3:PutObject', everythingUnder(location)),
];

export const toWriteResult = (location: string): Grant[] => [
  grant('s3:GetBucketLocation', bucketArn(placeOf(location).bucket)),
  grant('s3:PutObject', everythingUnder(location)),
];

export function toReadResult(location: string): Grant {
  return grant('s3:GetObject', everythingUnder(location));
}

const toList = (location: string): Grant[] => [grant('s3:ListBucket', bucketArn(placeOf(location).bucket))];

function everythingUnder(location: string): string {
  const { bucket, key } = placeOf(location);
  return objectArn(bucket, key.endsWith('/') ? `${key}*` : key);
}
