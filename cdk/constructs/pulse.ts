import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';
import { shapesOf } from './shapes.ts';

export interface PulseProps {
  readonly deployment: Deployment;
  readonly data: DataStack;
  readonly pulse: IFunction;
}

/** Files that land together are one pulse. */
const window = Duration.minutes(1);

/**
 * Starts a pulse where files land: their events wait in a queue for a minute, so that a hundred files are one pulse. Two may
 * run at once: whichever is second finds everything written. Other buckets must send their events themselves (docs/deploy.md).
 */
export class Pulse extends Construct {
  /** Landings that no pulse could take up. */
  readonly missed: Queue;

  constructor(scope: Construct, id: string, { deployment, data, pulse }: PulseProps) {
    super(scope, id);
    const closed = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.missed = new Queue(this, 'Missed', { ...closed, retentionPeriod: Duration.days(14) });
    const landed = new Queue(this, 'Landed', {
      ...closed,
      visibilityTimeout: Duration.minutes(6 * shapesOf({}).pulse!.minutes),
      deadLetterQueue: { queue: this.missed, maxReceiveCount: 3 },
    });
    const targets = [new SqsQueue(landed)];
    const name = data.buckets.data.bucketName;
    new Rule(this, 'FilesLand', { targets, eventPattern: landingIn([name], { key: [{ prefix: 'raw/' }] }) });
    if (deployment.rawBuckets.length > 0)
      new Rule(this, 'FilesLandElsewhere', { targets, eventPattern: landingIn(deployment.rawBuckets) });
    pulse.addEventSource(
      new SqsEventSource(landed, { batchSize: 1000, maxBatchingWindow: window, maxConcurrency: 2 }),
    );
  }
}

const landingIn = (buckets: readonly string[], object?: object): EventPattern => ({
  source: ['aws.s3'],
  detailType: ['Object Created'],
  detail: { bucket: { name: [...buckets] }, ...(object ? { object } : {}) },
});
