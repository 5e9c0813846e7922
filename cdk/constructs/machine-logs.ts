import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LogLevel, type LogOptions } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** What a state machine logs: each step without its data, kept for three months. */
export const machineLogs = (scope: Construct): LogOptions => ({
  destination: new LogGroup(scope, 'Log', {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  }),
  level: LogLevel.ALL,
  includeExecutionData: false,
});
