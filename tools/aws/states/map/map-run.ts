/** What DescribeMapRun tells of a distributed Map. */
export interface MapRun {
  readonly arn: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  /** Items; with a batcher, those of a batch count together. */
  readonly items: Counts;
  /** Child executions. */
  readonly executions: Counts;
  /** Most child executions at work at the same time. */
  mostAtOnce: number;
}

export interface Counts {
  running: number;
  succeeded: number;
  failed: number;
}

export const noneYet = (): Counts => ({ running: 0, succeeded: 0, failed: 0 });
