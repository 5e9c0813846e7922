import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../contracts/config/config.ts';
import { ConfigError, HoldfastError } from '../../../contracts/errors.ts';
import { findTable } from '../../../platform/aws/find-table.ts';

const client = new AthenaClient({ region: 'eu-central-1', maxAttempts: 1 });
const athena = mockClient(client);
beforeEach(() => {
  athena.reset();
  athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'q-1' });
});

const find = () =>
  findTable(
    { athena: client, workgroup: 'holdfast', results: 's3://scratch/', running: new Set() },
    { sources: {} } as Config,
    { input: 'sales', table: 'shop.orders' },
  ).then(
    () => Promise.reject(new Error('it was found')),
    (error: Error) => error,
  );

const ends = (State: 'FAILED' | 'SUCCEEDED', StateChangeReason?: string) => ({
  QueryExecution: { QueryExecutionId: 'q-1', Status: { State, StateChangeReason } },
});

const denied =
  /^inputs\.sales\.table: the pipeline's roles may not read shop\.orders\. Name its database and where/;
const absent =
  /^inputs\.sales\.table: there is no shop\.orders in the Glue catalogue of this account and region/;

describe('a table that Athena refuses is told by its key, with what Athena says', () => {
  it.each([
    ["TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.shop.orders' does not exist", absent],
    ["SCHEMA_NOT_FOUND: line 1:15: Schema 'shop' does not exist", absent],
    [
      'User: arn:aws:sts::1:assumed-role/plan/x is not authorized to perform: glue:GetTable on resource: arn:aws:glue:eu-central-1:1:database/shop because no identity-based policy allows the glue:GetTable action (Service: AWSGlue; Status Code: 400; Error Code: AccessDeniedException)',
      denied,
    ],
    [
      'PERMISSION_DENIED: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)',
      denied,
    ],
    [
      'Insufficient permissions to execute the query. Insufficient Lake Formation permission(s): Required Select on orders',
      denied,
    ],
    ['COLUMN_NOT_FOUND: line 1:8: Relation contains no accessible columns', denied],
  ])('%s', async (reason, message) => {
    athena.on(GetQueryExecutionCommand).resolves(ends('FAILED', reason));
    const error = await find();
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(reason);
  });

  it('so is a role that may not ask at all', async () => {
    const refusal = Object.assign(new Error('is not authorized to perform: athena:StartQueryExecution'), {
      name: 'AccessDeniedException',
    });
    athena.on(StartQueryExecutionCommand).rejects(refusal);
    expect((await find()).message).toMatch(denied);
  });

  it('so is a column that has no text', async () => {
    athena
      .on(GetQueryExecutionCommand)
      .resolvesOnce(ends('SUCCEEDED'))
      .resolves(ends('FAILED', 'TYPE_MISMATCH: line 1:8: Cannot cast array(varbinary) to json'));
    const ColumnInfo = [{ Name: 'parts', Type: 'array' }];
    athena
      .on(GetQueryResultsCommand)
      .resolves({ ResultSet: { ResultSetMetadata: { ColumnInfo }, Rows: [] } });
    expect((await find()).message).toMatch(
      /^inputs\.sales\.table: shop\.orders has a column whose type cannot be read/,
    );
  });

  it('but what has nothing to do with the config stays what it is', async () => {
    athena.on(GetQueryExecutionCommand).resolves(ends('FAILED', 'GENERIC_INTERNAL_ERROR: null'));
    const error = await find();
    expect(error).toBeInstanceOf(HoldfastError);
    expect(error).not.toBeInstanceOf(ConfigError);
    expect(error.message).toMatch(/^Athena could not look at the columns of a query: GENERIC_INTERNAL_ERROR/);
  });
});
