/** List prices in dollars, us-east-1, as published in November 2026 or last seen before: check them before you count on them. */
export const prices = {
  /** Of a terabyte (10¹² bytes) that Athena reads; ten megabytes of a query at least. */
  athenaTerabyte: 5,
  lambdaGigabyteSecond: 0.0000133334,
  lambdaRequest: 0.2e-6,
  stateTransition: 25e-6,
  s3Put: 5e-6,
  s3Get: 0.4e-6,
  s3GigabyteMonth: 0.023,
} as const;

/** What cannot be measured without an account. */
export const assumptions = {
  /** Athena's own time for a query, whatever it reads: queue, plan, start. */
  secondsPerQuery: 3,
  /** Athena does a query's work on so many cores, each as fast as the one that DuckDB was measured on. */
  athenaCores: 40,
  /** Bytes a second of one stream from S3, in which plan reads every raw file for its fingerprint. */
  streamBytes: 80e6,
  /** Bytes of a file of features: Athena decides; what is below 16 MB in all becomes one file. */
  shardBytes: 64e6,
  oneFileBytes: 16 << 20,
  /** Time for a function to start and load the model. */
  startSeconds: 4,
  /** Requests of one shard's function: its listing, the ranges of the columns it reads, what it writes. */
  getsPerShard: 40,
  putsPerShard: 3,
  /** Athena reads objects by ranges of so many bytes. */
  bytesPerGet: 8e6,
  /** Nights whose files are kept: `retention.runDays`. */
  nightsKept: 180,
  /** `limits.shardsAtOnce` */
  shardsAtOnce: 100,
  /** Rows that the measured training learned from, and `training.maxRows`: it is taken to grow in proportion, and grows less. */
  rowsTrained: 60_000,
  rowsLearned: 200_000,
  /** States that a run enters, and each shard's execution. */
  statesPerRun: 11,
  statesPerShard: 2,
  /** Memory of the functions in gigabytes, as the deployment sets it. */
  memory: {
    plan: 1.769,
    check: 3.008,
    features: 1.769,
    train: 10.24,
    shard: 1.769,
    score: 1.769,
    health: 3.008,
    list: 3.008,
  },
} as const;
