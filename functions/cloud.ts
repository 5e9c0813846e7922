import { AthenaClient } from '@aws-sdk/client-athena';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import type { Config } from '../contracts/config/config.ts';
import { type Environment, readEnvironment } from '../contracts/environment.ts';
import type { Progress } from '../contracts/ports/progress.ts';
import type { ListInputs } from '../contracts/ports/raw-files.ts';
import type { RunEnvironment } from '../pipeline/stages/run.ts';
import { openAthenaWarehouse } from '../platform/aws/athena-warehouse.ts';
import { clientSettings } from '../platform/aws/client-settings.ts';
import { awsError } from '../platform/aws/errors.ts';
import { type CloudInput, findCloudInputs, listCloudInputs } from '../platform/aws/inputs.ts';
import { type BusEvent, putEvent } from '../platform/aws/put-event.ts';
import { s3Store } from '../platform/aws/s3-store.ts';
import { sweepForgotten } from '../platform/aws/sessions.ts';
import { sweepEarlier } from '../platform/aws/sweep-earlier.ts';
import type { Attempts } from './attempts.ts';
import { logger } from './log.ts';

/** What a function reaches: the two ports on AWS, and the user's files. */
export interface Cloud extends RunEnvironment {
  findInputs(config: Config): Promise<CloudInput[]>;
  readonly listInputs: ListInputs;
  /** Puts an event on the bus, under the deployment's name. */
  tell(event: BusEvent): Promise<void>;
  /** Ends what others have left that were killed; a function that runs beside others of its kind asks for it by itself. */
  sweep(): Promise<void>;
}

/** Clients live as long as the function is warm. */
interface Connection {
  readonly names: Environment;
  readonly s3: S3Client;
  readonly athena: AthenaClient;
  readonly bus: EventBridgeClient;
}

let connection: Connection | undefined;

/**
 * The cloud that the function's environment names.
 * @param signal ends the queries of this call
 * @param attempts by which attempts at the same work know each other's queries; undefined where there is one attempt only
 */
export function openCloud(signal: AbortSignal, attempts: Attempts | undefined): Cloud {
  connection ??= connect();
  return reach(connection, signal, attempts);
}

const connect = (): Connection => ({
  names: readEnvironment(process.env),
  s3: new S3Client(clientSettings()),
  athena: new AthenaClient(clientSettings()),
  bus: new EventBridgeClient(clientSettings()),
});

function reach(
  { names, s3, athena, bus }: Connection,
  signal: AbortSignal,
  attempts: Attempts | undefined,
): Cloud {
  const mark = attempts?.mark;
  const { HOLDFAST_BUCKET: bucket } = names;
  const { HOLDFAST_SCRATCH: scratch, HOLDFAST_WORKGROUP: workgroup } = names;
  const store = s3Store({ client: s3, bucket });
  const database = names.HOLDFAST_DATABASE;
  const results = `${scratch}results/`;
  const queries = { athena, workgroup, results, signal, mark, running: new Set<string>() };
  let sweeping: Promise<void> | undefined;
  const sweep = async () => {
    if (attempts !== undefined) sweeping ??= sweepEarlier(queries, { ...attempts, database });
    await sweeping;
  };
  const swept = async () => {
    if (attempts?.before === undefined) await sweep();
  };
  let forgotten: Promise<void> | undefined;
  const sweepOld = async () => {
    const before = new Date(Date.now() - longestSession);
    await sweepForgotten(queries, { s3, scratch, database, before }).catch((error) => {
      logger.warn('what an earlier run has left is not swept yet', awsError(error, 'sweep'));
    });
  };
  const openWarehouse = async () => {
    await swept();
    forgotten ??= sweepOld();
    await forgotten;
    return openAthenaWarehouse({ athena, s3, store, scratch, database, mark, workgroup, signal });
  };
  const findInputs = async (config: Config) => {
    if (asksTables(config)) await swept();
    return findCloudInputs({ s3, configUri: names.HOLDFAST_RAW, queries }, config);
  };
  const listInputs = listCloudInputs({ s3, configUri: names.HOLDFAST_RAW });
  const tell = ({ detail, ...event }: BusEvent) =>
    putEvent(bus, { ...event, detail: { deployment: names.HOLDFAST_DEPLOYMENT, ...detail } });
  return { store, openWarehouse, progress, findInputs, listInputs, tell, sweep };
}

/** No function, and no query of it, is at work for so long. */
const longestSession = 24 * 3_600_000;

const asksTables = ({ inputs }: Config): boolean =>
  Object.values(inputs).some((input) => 'table' in input && input.table !== undefined);

/** Progress goes to the log: counts and names, never rows. */
const progress: Progress = {
  stage: (stage) => logger.info('stage', { stage }),
  note: (text) => logger.info(text),
  fraction: () => {},
};
