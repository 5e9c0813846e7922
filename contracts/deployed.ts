import { z } from 'zod';

/** What a deployment was made with, as far as it decides whether its account will do: stands in the metadata of its data stack. */
export const deployedSettings = z.object({
  name: z.string(),
  /** The business's config, relative to `cdk/`. */
  business: z.string(),
  rawBuckets: z.array(z.string()),
  tables: z
    .object({ databases: z.array(z.string()), locations: z.array(z.string()), lakeFormation: z.boolean() })
    .optional(),
  /** Most memory of a function. */
  functionMegabytes: z.number(),
  /** Files of scores written at once, each by a function. */
  shardsAtOnce: z.number(),
  /** ARNs of the keys that the functions may decrypt the raw files with, beside the deployment's own. */
  rawKeys: z.array(z.string()),
});

export type DeployedSettings = z.infer<typeof deployedSettings>;

/** Where the settings stand in a template's metadata. */
export const settingsKey = 'Holdfast';

export type DeployedStack = 'data' | 'pipeline' | 'serving';

/** Name of a deployment's stack. */
export const stackName = (deployment: string, stack: DeployedStack): string =>
  `Holdfast-${deployment}-${stack}`;
