import { AthenaClient, GetDatabaseCommand } from '@aws-sdk/client-athena';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateSummaryCommand,
} from '@aws-sdk/client-cloudformation';
import { GetDataLakeSettingsCommand, LakeFormationClient } from '@aws-sdk/client-lakeformation';
import {
  GetAccountSettingsCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { ConfigError } from '../../../contracts/errors.ts';
import { clientSettings } from '../client-settings.ts';
import { awsError, errorName } from '../errors.ts';
import type { LookedAtObject, LookedAtStack } from './looked-at.ts';
import { lookAtObjects } from './objects.ts';

/** An account and region as a deployment meets it. Nothing is changed by looking. */
export interface Account {
  readonly region: string;
  /** A stack by name; null where there is none. */
  stack(name: string): Promise<LookedAtStack | null>;
  /** Metadata of a deployed stack's template. */
  metadataOf(stack: string): Promise<unknown>;
  hasDatabase(name: string): Promise<boolean>;
  /** Whether databases made from now on are closed to whoever Lake Formation does not name. */
  isLakeFormationStrict(): Promise<boolean>;
  /** How many functions may run at once. */
  functionsAtOnce(): Promise<number>;
  /** Most memory that a function may have, as far as `wanted`: less where the account gives less. */
  functionMegabytes(wanted: number): Promise<number>;
  /** The files of an input: those under a folder, or the one object. */
  objects(uri: string, format: string): Promise<LookedAtObject[]>;
}

/** @throws ConfigError where the SDK finds no region or no credentials */
export async function openAccount(): Promise<Account> {
  const settings = { ...clientSettings(), maxAttempts: 3 };
  const formation = new CloudFormationClient(settings);
  const region = await formation.config.region().catch(() => {
    throw new ConfigError(
      'There is no region: set AWS_REGION, or a region in the profile that AWS_PROFILE names',
    );
  });
  await formation.config.credentials().catch((cause) => {
    throw new ConfigError('There are no AWS credentials: sign in (`aws sso login`), or set AWS_PROFILE', {
      cause,
    });
  });
  const athena = new AthenaClient(settings);
  const lambda = new LambdaClient(settings);
  const lake = new LakeFormationClient(settings);
  const s3 = new S3Client({ ...settings, followRegionRedirects: true });
  const named = <T>(doing: string, answer: Promise<T>): Promise<T> =>
    answer.catch((cause) => {
      throw awsError(cause, doing);
    });
  return {
    region,
    stack: (name) => named(`look at the stack ${name}`, stackOf(formation, name)),
    metadataOf: async (StackName) => {
      const asked = formation.send(new GetTemplateSummaryCommand({ StackName }));
      return JSON.parse((await named(`read the template of ${StackName}`, asked)).Metadata ?? '{}');
    },
    hasDatabase: (name) => named(`look for the database ${name}`, hasDatabase(athena, name)),
    isLakeFormationStrict: async () => {
      const asked = lake.send(new GetDataLakeSettingsCommand({}));
      const { DataLakeSettings: found } = await named('read the settings of Lake Formation', asked);
      const open = (found?.CreateDatabaseDefaultPermissions ?? []).some(
        ({ Principal }) => Principal?.DataLakePrincipalIdentifier === 'IAM_ALLOWED_PRINCIPALS',
      );
      return !open;
    },
    functionsAtOnce: async () => {
      const { AccountLimit } = await named(
        'read the limits of Lambda',
        lambda.send(new GetAccountSettingsCommand({})),
      );
      return AccountLimit?.ConcurrentExecutions ?? 0;
    },
    functionMegabytes: (wanted) => named('ask for the memory of a function', memoryOf(lambda, wanted)),
    objects: (uri, format) => lookAtObjects(s3, uri, format),
  };
}

async function stackOf(formation: CloudFormationClient, StackName: string): Promise<LookedAtStack | null> {
  try {
    const { Stacks: [found] = [] } = await formation.send(new DescribeStacksCommand({ StackName }));
    const outputs = (found?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [
      OutputKey,
      OutputValue,
    ]);
    return found === undefined
      ? null
      : { status: found.StackStatus ?? 'unknown', outputs: Object.fromEntries(outputs) };
  } catch (error) {
    if (/does not exist/.test(String((error as Error).message))) return null;
    throw error;
  }
}

async function hasDatabase(athena: AthenaClient, DatabaseName: string): Promise<boolean> {
  try {
    await athena.send(new GetDatabaseCommand({ CatalogName: 'AwsDataCatalog', DatabaseName }));
    return true;
  } catch (error) {
    if (/not.?found/i.test(`${errorName(error)} ${(error as Error).message}`)) return false;
    throw error;
  }
}

/** A function that no one has, so that asking for its memory changes nothing: what AWS refuses first is the size, then the name. */
const noFunction = 'holdfast-doctor-asks-for-no-function';

async function memoryOf(lambda: LambdaClient, wanted: number): Promise<number> {
  try {
    await lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: noFunction, MemorySize: wanted }),
    );
  } catch (error) {
    if (errorName(error) === 'ResourceNotFoundException') return wanted;
    const most = /memory ?size[\s\S]*less than or equal to (\d+)/i.exec((error as Error).message)?.[1];
    if (most !== undefined) return Number(most);
    throw error;
  }
  return wanted;
}
