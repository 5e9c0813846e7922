import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type DeployedSettings, deployedSettings, settingsKey, stackName } from '../../contracts/deployed.ts';
import { ConfigError } from '../../contracts/errors.ts';
import type { Account } from '../../platform/aws/account/open-account.ts';

/** A template, and its metadata, as far as they are read. */
const template = z.object({ Metadata: z.unknown() });
const ours = z.object({ [settingsKey]: deployedSettings });

/**
 * The settings of a deployment: as `cdk synth` wrote them last, which is what will be deployed; else as it is deployed.
 * @throws ConfigError where there is neither
 */
export async function settingsOf(
  name: string,
  synthesised: string,
  account: Account,
): Promise<DeployedSettings> {
  const stack = stackName(name, 'data');
  const metadata =
    (await written(join(synthesised, `${stack}.template.json`))) ?? (await deployed(stack, account));
  const parsed = ours.safeParse(metadata);
  if (parsed.success) return parsed.data[settingsKey];
  throw new ConfigError(
    metadata === null
      ? `There is no deployment ${name}: neither ${stack} in ${account.region} nor its template in ${synthesised}. Run \`npx cdk synth\` first, or name another region or deployment`
      : `${stack} was made by an older version, which did not say with what: run \`npx cdk synth\` first`,
  );
}

async function written(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return template.safeParse(JSON.parse(text)).data?.Metadata ?? {};
  } catch {
    throw new ConfigError(
      `${path} is not valid JSON: it is truncated or was edited by hand. Run \`npx cdk synth\` again`,
    );
  }
}

async function deployed(stack: string, account: Account): Promise<unknown> {
  return (await account.stack(stack)) === null ? null : await account.metadataOf(stack);
}
