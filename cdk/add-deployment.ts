import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Tags } from 'aws-cdk-lib';
import type { Config } from '../contracts/config/config.ts';
import { readConfig } from '../contracts/config/read-config.ts';
import { type DeployedStack, stackName } from '../contracts/deployed.ts';
import { ConfigError } from '../contracts/errors.ts';
import type { Deployment } from './deployment.ts';
import { DataStack } from './stacks/data.ts';
import { PipelineStack } from './stacks/pipeline.ts';
import { ServingStack } from './stacks/serving.ts';
import { warnOfWebhooks } from './warn-of-webhooks.ts';

export interface DeployedStacks {
  readonly data: DataStack;
  readonly pipeline: PipelineStack;
  readonly serving: ServingStack;
}

/**
 * Adds a deployment's three stacks to the app.
 * @throws ConfigError where the business's config has a fault: it is found at synthesis, not in the night
 */
export function addDeployment(app: App, deployment: Deployment): DeployedStacks {
  const { name, account, region } = deployment;
  const configFile = join(import.meta.dirname, deployment.business);
  const business = readConfig(readFileSync(configFile, 'utf8'), configFile);
  requireTables(deployment, business);
  const env = { ...(account ? { account } : {}), ...(region ? { region } : {}) };
  const named = (stack: DeployedStack) => stackName(name, stack);
  const data = new DataStack(app, named('data'), { env, deployment, business });
  const pipeline = new PipelineStack(app, named('pipeline'), {
    env,
    deployment,
    business,
    configFile,
    data,
  });
  warnOfWebhooks(pipeline, business);
  const serving = new ServingStack(app, named('serving'), { env, deployment, data });
  for (const stack of [data, pipeline, serving]) {
    Tags.of(stack).add('application', 'holdfast');
    Tags.of(stack).add('deployment', name);
  }
  return { data, pipeline, serving };
}

function requireTables({ name, tables }: Deployment, { inputs }: Config): void {
  const may = tables?.databases ?? [];
  for (const [input, { table }] of Object.entries(inputs)) {
    const database = table?.split('.')[0]?.toLowerCase();
    if (database === undefined || may.includes(database)) continue;
    throw new ConfigError(
      `inputs.${input}.table is ${table}, but the deployment ${name} may not read the database ${database}: name it under tables.databases in cdk/deployments.ts, and where its files lie under tables.locations`,
    );
  }
}
