import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** One JSON line per remark; the run's id is appended by the entry. Events are never logged whole. */
export const logger = new Logger({ serviceName: 'holdfast' });

/** Figures for alarms and the dashboard, written through the log; the deployment sets the namespace. */
export const metrics = new Metrics({ serviceName: 'holdfast' });
