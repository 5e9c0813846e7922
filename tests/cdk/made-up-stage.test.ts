import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { expect, it } from 'vitest';
import { Alarms } from '../../cdk/constructs/alarms.ts';
import { PipelineFunctions } from '../../cdk/constructs/pipeline-functions.ts';
import { RunMachine } from '../../cdk/constructs/run-machine.ts';
import { shapesOf } from '../../cdk/constructs/shapes.ts';
import { deployment } from '../../cdk/deployment.ts';
import { DataStack } from '../../cdk/stacks/data.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { type DeployedFunction, readDeployment } from '../../tools/aws/deploy/read-deployment.ts';
import { withGlance } from '../support/made-up-stage.ts';
import { scratchFolder } from '../support/scratch.ts';
import { synthContext } from './synthesised.ts';

/** Order, key, command and docs: tests/contracts/stages.test.ts. */
const deployed = (() => {
  const folder = scratchFolder({ for: 'file' });
  const app = new App({ context: synthContext(), outdir: folder });
  const settings = deployment({ name: 'test', business: 'holdfast.yaml' });
  const business = readConfig(readFileSync('cdk/holdfast.yaml', 'utf8'), 'cdk/holdfast.yaml');
  const data = new DataStack(app, 'data', { deployment: settings, business });
  const stack = new Stack(app, 'made-up');
  const shared = { deployment: settings, data, stages: withGlance };
  const { stages: functions, pulse } = new PipelineFunctions(stack, 'Functions', {
    ...shared,
    webhooks: [],
    linksOnBus: false,
    business: business.cx,
    code: emptyFunctions(),
  });
  const alerts = new Topic(stack, 'Alerts');
  const run = { ...shared, functions, alerts, title: 'made up', training: false, publishes: true };
  const { machine } = new RunMachine(stack, 'Run', run);
  const machines = { scoring: machine, training: machine, pastDate: machine, backfill: machine };
  new Alarms(stack, 'Alarms', {
    ...shared,
    alerts,
    machines,
    undelivered: new Queue(stack, 'Undelivered'),
    pulse,
    missed: new Queue(stack, 'Missed'),
    webhooks: undefined,
  });
  app.synth();
  return readDeployment(folder, [data.stackName, 'made-up']);
})();

it('a made-up stage has its functions, with the memory and minutes that its entry says', () => {
  expect(functionOf('glance').setup).toMatchObject({ memory: 1024, timeout: 180, handler: 'index.handler' });
  expect(functionOf('glance-shard').setup).toMatchObject({ memory: 512, timeout: 120 });
});

it('its functions may touch the folders that its entry names, and no other', () => {
  expect(foldersOf('glance', 's3:GetObject')).toEqual(['lists', 'matured', 'published', 'runs', 'stages']);
  expect(foldersOf('glance', 's3:PutObject')).toEqual(['matured', 'published', 'stages']);
  expect(foldersOf('glance', 's3:DeleteObject')).toEqual(['matured']);
  expect(foldersOf('glance-shard', 's3:GetObject')).toEqual(['lists', 'published', 'runs', 'stages']);
  expect(foldersOf('glance-shard', 's3:PutObject')).toEqual(['published']);
});

it('its functions ask Athena where its entry says that it does', () => {
  expect(actionsOf('glance')).toContain('athena:StartQueryExecution');
  expect(actionsOf('glance-shard')).not.toContain('athena:StartQueryExecution');
});

it('the state machine runs its shards and then it after all that it needs, may call it, and outlives its failure', () => {
  const { definition, allows } = deployed.machines.get('Run')!;
  const states = definition.States as unknown as Record<
    string,
    { Next?: string; Catch?: { Next: string }[] }
  >;
  expect(states.List?.Next).toBe('Announce'); // whoever waits for the lists waits for nothing that comes after
  expect(states.Announce?.Next).toBe('Glance shards');
  expect(states['Glance shards']?.Next).toBe('Glance');
  expect(states.Glance?.Catch?.map(({ Next }) => Next)).toEqual([states.Glance?.Next]);
  expect(states.List?.Catch?.map(({ Next }) => Next)).toEqual(['Tell a person']);
  const callable = JSON.stringify(allows.filter(({ actions }) => actions.includes('lambda:InvokeFunction')));
  for (const name of ['glance', 'glance-shard']) expect(callable).toContain(functionOf(name).name);
});

it('has the alarm of its entry', () => {
  expect(deployed.alarms.map(({ name }) => name)).toContainEqual(
    expect.stringMatching(/^AlarmsGlanceSilent/),
  );
});

/** A folder with code that does nothing for each function. */
function emptyFunctions(): string {
  const folder = scratchFolder({ for: 'file' });
  for (const name of Object.keys(shapesOf(withGlance))) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.mjs'), `export const handler = async () => '${name}';\n`);
  }
  return folder;
}

function functionOf(name: string): DeployedFunction {
  const found = deployed.functions.get(`Functions/${name}`);
  if (found === undefined) throw new Error(`There is no function ${name}`);
  return found;
}

const actionsOf = (name: string): string[] => functionOf(name).allows.flatMap(({ actions }) => actions);

/** Folders of the data bucket in which a function may do something. */
function foldersOf(name: string, action: string): string[] {
  const resources = functionOf(name).allows.flatMap((one) =>
    one.actions.includes(action) ? one.resources : [],
  );
  return resources.flatMap((arn) => /\/(\w+)\/\*$/.exec(arn)?.[1] ?? []).sort();
}
