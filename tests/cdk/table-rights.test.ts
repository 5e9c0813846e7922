import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { type Access, accessStatements } from '../../cdk/constructs/access.ts';
import { deployment } from '../../cdk/deployment.ts';
import { DataStack } from '../../cdk/stacks/data.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { synthesised } from './synthesised.ts';

const tables = { databases: ['shop'], locations: ['s3://warehouse/orders/'] };

describe('a deployment', () => {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const settings = { name: 'cloud', business: 'holdfast.yaml' };
  const business = readConfig(readFileSync('cdk/holdfast.yaml', 'utf8'), 'holdfast.yaml');
  const data = new DataStack(new App({ context }), 'data', { deployment: deployment(settings), business });
  const statements = (access: Access, more: object) =>
    accessStatements(access, data, deployment({ ...settings, ...more }), business.cx).map((one) =>
      one.toStatementJson(),
    );
  const plans: Access = { raw: true, writes: ['runs'] };
  const checks: Access = { ...plans, unloads: ['clean'], queries: true };
  const others: Access = { reads: ['clean'], queries: true };

  it('gives a function no right to tables where it names none, nor to one that reads no raw data', () => {
    for (const access of [plans, checks]) {
      const without = statements(access, {});
      expect(statements(access, { tables }).slice(0, without.length)).toEqual(without);
      expect(JSON.stringify(without)).not.toMatch(/GetPartition|warehouse|shop|lakeformation/);
    }
    expect(JSON.stringify(statements(plans, {}))).not.toMatch(/athena|glue/);
    expect(statements(others, { tables })).toEqual(statements(others, {}));
  });

  it('gives the right to read the databases and folders that it names, and Lake Formation on top', () => {
    const places = { databases: ['shop', 'ref'], locations: ['s3://warehouse/orders/', 's3://lake/'] };
    const made = statements(checks, { tables: { ...places, lakeFormation: true } }).slice(-4);
    const said = JSON.stringify(data.resolve(made)).replace(/\{"Fn::Join":\["",\[(.*?)\]\]\}/g, (_, parts) =>
      JSON.stringify(
        JSON.parse(`[${parts}]`)
          .map((part: unknown) => (typeof part === 'string' ? part : ''))
          .join(''),
      ),
    );
    expect(JSON.parse(said)).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'glue:GetDatabase',
          'glue:GetTable',
          'glue:GetPartition',
          'glue:GetPartitions',
          'glue:BatchGetPartition',
        ],
        Resource: ['catalog', 'database/shop', 'database/ref', 'table/shop/*', 'table/ref/*'].map(
          (resource) => `arn::glue:::${resource}`,
        ),
      },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: ['arn::s3:::warehouse', 'arn::s3:::lake'] },
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: ['arn::s3:::warehouse/orders/*', 'arn::s3:::lake/*'],
      },
      { Effect: 'Allow', Action: 'lakeformation:GetDataAccess', Resource: '*' },
    ]);
  });

  it('is not synthesised with a table that its functions may not read', () => {
    const config = readFileSync('cdk/holdfast.yaml', 'utf8').replace('file: orders/', 'table: shop.orders');
    const file = relative('cdk', writeText(scratchFolder(), 'tables.yaml', config));
    const synthesise = (more: object) => () => synthesised({ name: 'cloud', business: file, ...more });
    const why =
      /^inputs\.sales\.table is shop\.orders, but the deployment cloud may not read the database shop/;
    expect(synthesise({})).toThrow(why);
    expect(synthesise({ tables: { ...tables, databases: ['other'] } })).toThrow(why);
  });

  it.each(['s3://warehouse', 's3://*/orders/', 's3://warehouse/orders', 's3://warehouse/*/'])(
    'takes no place that is no folder: %s',
    (location) => {
      const given = () => deployment({ ...settings, tables: { ...tables, locations: [location] } });
      expect(given).toThrow(/with \/ at its end/);
    },
  );
});
