import { type DeployedSettings, stackName } from '../../contracts/deployed.ts';
import type { Account } from '../../platform/aws/account/open-account.ts';
import { type Finding, fault, fine, type Look, warning } from './finding.ts';

/** The oldest `cdk bootstrap` that the stacks can be deployed with. */
const oldestBootstrap = 6;
/** A night needs a few functions at a time beside its shards. */
const spareFunctions = 5;

/** What of an account and region decides whether a deployment comes up and its nights run. */
export const accountLooks = (account: Account, settings: DeployedSettings): Look[] => [
  { about: 'bootstrap', at: async () => [await bootstrap(account)] },
  { about: 'function memory', at: async () => [await memory(account, settings)] },
  { about: 'functions at once', at: async () => [await functionsAtOnce(account, settings)] },
  { about: 'database default', at: async () => [await defaultDatabase(account)] },
  { about: 'Lake Formation', at: async () => [await lakeFormation(account, settings)] },
  { about: 'stacks', at: () => stacks(account, settings) },
];

async function bootstrap(account: Account): Promise<Finding> {
  const about = 'bootstrap';
  const found = await account.stack('CDKToolkit');
  const version = Number(found?.outputs.BootstrapVersion ?? 0);
  if (version >= oldestBootstrap) return fine(about, `version ${version}`);
  const says = found === null ? `${account.region} was never bootstrapped` : `version ${version} is too old`;
  return fault(about, says, `npx cdk bootstrap aws://ACCOUNT/${account.region}`);
}

async function memory(account: Account, { functionMegabytes: wanted }: DeployedSettings): Promise<Finding> {
  const about = 'function memory';
  const most = await account.functionMegabytes(wanted);
  if (most >= wanted) return fine(about, `functions may have the ${wanted} MB of limits.functionMegabytes`);
  return fault(
    about,
    `limits.functionMegabytes is ${wanted}, but this account gives a function ${most} MB: the pipeline stack would roll back`,
    `Ask AWS for more (a support case for Lambda's function memory), or set limits.functionMegabytes to ${most}.`,
  );
}

async function functionsAtOnce(account: Account, { shardsAtOnce }: DeployedSettings): Promise<Finding> {
  const about = 'functions at once';
  const most = await account.functionsAtOnce();
  if (most >= shardsAtOnce + spareFunctions) return fine(about, `the account runs ${most}`);
  return warning(
    about,
    `the account runs ${most} at once, limits.shardsAtOnce asks for ${shardsAtOnce}: with more files of features than that, scoring is refused functions`,
    `Ask for more under Service Quotas (Lambda, concurrent executions), or set limits.shardsAtOnce to ${Math.max(1, most - spareFunctions)}.`,
  );
}

async function defaultDatabase(account: Account): Promise<Finding> {
  const about = 'database default';
  if (await account.hasDatabase('default')) return fine(about, 'is in the Glue catalogue');
  return fault(
    about,
    'is not in the Glue catalogue, and Athena looks it up before it runs anything',
    'aws glue create-database --database-input Name=default',
  );
}

async function lakeFormation(account: Account, { tables }: DeployedSettings): Promise<Finding> {
  const about = 'Lake Formation';
  if (!(await account.isLakeFormationStrict()))
    return fine(about, 'new databases are open to roles that IAM allows');
  const also =
    tables && !tables.lakeFormation ? ' Set tables.lakeFormation, and grant plan and check SELECT.' : '';
  return warning(
    about,
    'strict mode: new databases are closed to roles it does not name, and each session of queries creates one',
    `Grant the roles of the functions CREATE_DATABASE there, or keep IAMAllowedPrincipals for holdfast_*.${also}`,
  );
}

async function stacks(account: Account, { name }: DeployedSettings): Promise<Finding[]> {
  const found = await Promise.all(
    (['data', 'pipeline', 'serving'] as const).map(async (part) => {
      const stack = stackName(name, part);
      return { stack, there: await account.stack(stack) };
    }),
  );
  const findings = found.map(({ stack, there }) => stackFinding(stack, there?.status));
  const kept = found[0]!.there === null && (await account.hasDatabase(`holdfast_${name}`));
  return kept ? [...findings, leftDatabase(name)] : findings;
}

function stackFinding(about: string, status: string | undefined): Finding {
  if (status === undefined) return fine(about, 'not deployed yet');
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return fine(about, status);
  if (/IN_PROGRESS$/.test(status)) return warning(about, status, 'Wait for it to finish, then check again.');
  return fault(
    about,
    status,
    'Look at the stack’s events in CloudFormation; one that was never complete must be deleted before it is deployed again.',
  );
}

const leftDatabase = (name: string): Finding =>
  fault(
    `database holdfast_${name}`,
    'is in the Glue catalogue, left by an earlier deployment of this name: the data stack cannot create it again',
    `aws glue delete-database --name holdfast_${name} (its tables go, the files stay), or import it into the stack.`,
  );
