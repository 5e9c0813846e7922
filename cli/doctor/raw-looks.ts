import type { Config, InputConfig } from '../../contracts/config/config.ts';
import type { DeployedSettings } from '../../contracts/deployed.ts';
import { write } from '../../pipeline/reports/format.ts';
import type { LookedAtObject } from '../../platform/aws/account/looked-at.ts';
import type { Account } from '../../platform/aws/account/open-account.ts';
import { resolveUri } from '../../platform/aws/resolve-uri.ts';
import { type Finding, fault, fine, type Look, warning } from './finding.ts';

const dayMs = 86_400_000;
const freshDays = 3;

export interface RawPlace {
  readonly account: Account;
  readonly settings: DeployedSettings;
  /** Name of the data bucket. */
  readonly bucket: string;
  /** ARN of the deployment's own key, where it has one. */
  readonly key: string | undefined;
  readonly now: Date;
}

/** The inputs of a config where a deployment reads them. */
export const rawLooks = (config: Config, place: RawPlace): Look[] =>
  Object.entries(config.inputs).map(([name, input]) => ({
    about: `inputs.${name}`,
    at: () => lookAt(`inputs.${name}`, input, place),
  }));

async function lookAt(about: string, input: InputConfig, place: RawPlace): Promise<Finding[]> {
  if (input.file === undefined)
    return [fine(about, `the table ${input.table}, which plan and check look up`)];
  if (input.format === 'json' || input.format === 'excel')
    return [fault(about, `${input.format} is read on a laptop only`, 'Provide it as CSV or Parquet.')];
  const uri = resolveUri(`s3://${place.bucket}/raw/holdfast.yaml`, input.file);
  const bucket = uri.split('/')[2] ?? '';
  if (bucket !== place.bucket && !place.settings.rawBuckets.includes(bucket))
    return [
      fault(
        about,
        `${uri} is in a bucket that plan and check may not read`,
        `Name ${bucket} under rawBuckets in cdk/deployments.ts and deploy.`,
      ),
    ];
  const objects = await place.account.objects(uri, input.format);
  if (objects.length === 0)
    return [
      fault(
        about,
        `there is no ${uri}, and no ${input.format} object with rows under it`,
        'Upload the export, or correct the path.',
      ),
    ];
  return [presence(about, objects), ...keysOf(about, objects, place), ...freshness(about, objects, place)];
}

function presence(about: string, objects: readonly LookedAtObject[]): Finding {
  const bytes = objects.reduce((sum, one) => sum + one.bytes, 0);
  const files = objects.length === 1 ? '1 object' : `${objects.length} objects`;
  return fine(about, `${files}, ${write.number(bytes / 1e9, 2)} GB; can be read`);
}

/** A key that no setting names refuses the functions, whatever the person who looks may do. */
function keysOf(about: string, objects: readonly LookedAtObject[], { settings, key }: RawPlace): Finding[] {
  const known = new Set([...settings.rawKeys, key]);
  const foreign = new Set(objects.flatMap(({ kmsKey }) => (kmsKey && !known.has(kmsKey) ? [kmsKey] : [])));
  return [...foreign].map((arn) =>
    warning(
      about,
      `objects are encrypted with ${arn}, which the functions may not use; only the AWS-managed key of S3 (aws/s3) needs no grant`,
      'Name it under rawKeys in cdk/deployments.ts and let its policy allow this account.',
    ),
  );
}

function freshness(about: string, objects: readonly LookedAtObject[], { now }: RawPlace): Finding[] {
  const last = Math.max(...objects.map(({ changed }) => changed.getTime()));
  const age = Math.floor((now.getTime() - last) / dayMs);
  if (age <= freshDays) return [];
  return [
    warning(
      about,
      `was last written ${age} days ago; a nightly run assumes that the data ends on its own day`,
      'Check whether the export still runs. A source that has ended is named in the config (`ended`).',
    ),
  ];
}
