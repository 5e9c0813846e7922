import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  DockerImageCode,
  DockerImageFunction,
  type FunctionOptions,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import { type Access, accessStatements, type BusinessAccess } from './access.ts';

const root = join(import.meta.dirname, '../..');

export interface StageFunctionProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
  readonly stage: string;
  readonly access: Access;
  readonly business: BusinessAccess;
  readonly memoryMegabytes: number;
  readonly minutes: number;
  /** Folder of its bundled code; null: it runs in a container with the native TensorFlow. */
  readonly code: string | null;
  readonly metricNamespace: string;
}

/** One Lambda function of the pipeline: its code, its log, and a role that may do what its stage does and no more. */
export class StageFunction extends Construct {
  readonly function: IFunction;

  constructor(scope: Construct, id: string, props: StageFunctionProps) {
    super(scope, id);
    const { deployment, data, access, business } = props;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    for (const statement of accessStatements(access, data, deployment, business)) role.addToPolicy(statement);
    const logGroup = new LogGroup(this, 'Log', {
      retention: logDays[deployment.retention.logs],
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(role);
    const options: FunctionOptions = {
      description: `Holdfast ${deployment.name}: ${props.stage}`,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      memorySize: Math.min(props.memoryMegabytes, deployment.limits.functionMegabytes),
      timeout: Duration.minutes(props.minutes),
      environment: environment(props),
    };
    this.function =
      props.code === null ? containerFunction(this, options) : bundledFunction(this, props.code, options);
  }
}

const logDays = {
  'one month': RetentionDays.ONE_MONTH,
  'three months': RetentionDays.THREE_MONTHS,
  'one year': RetentionDays.ONE_YEAR,
} as const;

function environment({
  deployment,
  data,
  metricNamespace,
  code,
}: StageFunctionProps): Record<string, string> {
  const { buckets, queries } = data;
  return {
    HOLDFAST_DEPLOYMENT: deployment.name,
    HOLDFAST_BUCKET: buckets.data.bucketName,
    HOLDFAST_RAW: buckets.data.s3UrlForObject('raw/'),
    HOLDFAST_SCRATCH: queries.scratchUri,
    HOLDFAST_DATABASE: queries.database,
    HOLDFAST_WORKGROUP: queries.workgroup,
    POWERTOOLS_METRICS_NAMESPACE: metricNamespace,
    NODE_OPTIONS: '--enable-source-maps',
    // A backend that does not start is an error there, never a slow one in its place.
    HOLDFAST_BACKEND: code === null ? 'native' : 'wasm',
  };
}

const bundledFunction = (scope: Construct, code: string, options: FunctionOptions): IFunction =>
  new LambdaFunction(scope, 'Function', {
    ...options,
    code: Code.fromAsset(code),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
  });

/** Built when it is deployed, by whoever deploys; synthesis only takes the fingerprint of what goes in. */
function containerFunction(scope: Construct, options: FunctionOptions): IFunction {
  return new DockerImageFunction(scope, 'Function', {
    ...options,
    architecture: Architecture.X86_64,
    code: DockerImageCode.fromImageAsset(root, {
      file: 'cdk/training.Dockerfile',
      exclude: [
        '*',
        '!package.json',
        '!package-lock.json',
        '!bundling.mjs',
        '!code-version.mjs',
        '!cdk/training.Dockerfile',
        '!cdk/build-training.mjs',
        '!functions',
        '!contracts',
        '!models',
        '!pipeline',
        '!platform',
      ],
    }),
  });
}
