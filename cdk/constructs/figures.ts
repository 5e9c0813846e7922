import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from '../stacks/data.ts';

/** Where the functions of a deployment write their figures. */
export const metricNamespace = ({ name }: Deployment): string => `Holdfast/${name}`;

/** A figure that a function leaves, its worst of an hour, or of a shorter time. */
export const figure = (
  deployment: Deployment,
  metricName: string,
  period: Duration = Duration.hours(1),
): Metric =>
  new Metric({
    namespace: metricNamespace(deployment),
    metricName,
    dimensionsMap: { service: 'holdfast' },
    statistic: Stats.MAXIMUM,
    period,
  });

/** A figure's least of half an hour: above zero where it was never zero. */
export const leastOf = (deployment: Deployment, metricName: string): Metric =>
  figure(deployment, metricName, Duration.minutes(30)).with({ statistic: Stats.MINIMUM });

/** Bytes that the pipeline's queries have read in a day. */
export const scannedBytes = ({ queries }: DataStack): Metric =>
  new Metric({
    namespace: 'AWS/Athena',
    metricName: 'ProcessedBytes',
    dimensionsMap: { WorkGroup: queries.workgroup },
    statistic: Stats.SUM,
    period: Duration.days(1),
  });
