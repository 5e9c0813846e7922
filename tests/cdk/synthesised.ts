import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { addDeployment, type DeployedStacks } from '../../cdk/add-deployment.ts';
import { deployment } from '../../cdk/deployment.ts';
import { synthesisOf } from '../tidy.ts';
import { sharedBundles } from './shared-bundles.ts';

await sharedBundles();

/** What the command line adds. */
const metadata = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

type Settings = Parameters<typeof deployment>[0];

export interface Synthesised extends DeployedStacks {
  readonly app: App;
  /** Where `app.synth()` writes. */
  readonly folder: string;
}

/** Context of an app as the command line gives it. */
export function synthContext(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  return { ...context, ...metadata };
}

/** The app as `cdk synth` makes it, with one deployment of the given settings. */
export function synthesised(settings: Partial<Settings> = {}): Synthesised {
  const folder = mkdtempSync(join(tmpdir(), synthesisOf(process.ppid)));
  const app = new App({ context: synthContext(), outdir: folder });
  const made = addDeployment(app, deployment({ name: 'test', business: 'holdfast.yaml', ...settings }));
  return { app, folder, ...made };
}

export type Resource = {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
};

/** Resources of a type by logical id. */
export const resourcesOf = (template: Template, type: string): Record<string, Resource> =>
  template.findResources(type) as Record<string, Resource>;
