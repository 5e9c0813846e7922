import { z } from 'zod';

/** Everything a team must choose to deploy Holdfast. Horizons, lists and sources are chosen in the business's holdfast.yaml. */

const hour = z.number().int().min(0).max(23);
const minute = z.number().int().min(0).max(59);
const days = z.number().int().positive();

const minutesOf = (time: { hour: number; minute: number }): number => 60 * time.hour + time.minute;

const schedulesSchema = z
  .strictObject({
    /** Every night: check, features, scores, lists. By the clock of `business.timeZone`, summer time included. */
    nightly: z.strictObject({ hour, minute }).prefault({ hour: 3, minute: 0 }),
    /** Lists that are not published by then raise an alarm. */
    listsDue: z.strictObject({ hour, minute }).prefault({ hour: 6, minute: 0 }),
    /** Looks at what has arrived every so many minutes, beside whenever files land. */
    pulse: z.strictObject({ everyMinutes: z.number().int().min(1).max(1440) }).prefault({ everyMinutes: 5 }),
    /** Trains a challenger; the champion scores on unless it is beaten. Well before the night's run. */
    training: z
      .strictObject({ weekDay: z.enum(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']), hour, minute })
      .prefault({ weekDay: 'SAT', hour: 12, minute: 0 }),
  })
  .refine(({ nightly, listsDue }) => minutesOf(listsDue) > minutesOf(nightly), {
    path: ['listsDue'],
    message: 'lists cannot be due before the run of their day has begun: later than schedules.nightly',
  });

const limitsSchema = z.strictObject({
  /** A query that would read more is stopped. */
  scanGigabytesPerQuery: z.number().min(0.01, 'Athena takes no limit below 10 MB: 0.01').default(200),
  /** An alarm, not a stop: all queries of a day together. A terabyte costs about 5 dollars. */
  scanGigabytesPerDay: z.number().positive().default(1000),
  /** An alarm well before the config's `checks.maxBadShare` stops a run. */
  badRowPercent: z.number().positive().default(1),
  /**
   * Most memory of a function. A new account has 3,008 MB; ask for more under Service Quotas, then say so here (up to 10,240):
   * training takes more memory, and two cores instead of one and a half.
   */
  functionMegabytes: z.number().int().min(1769).max(10_240).default(3008),
  /** Files of scores written at once, each by a function of its own. */
  shardsAtOnce: z.number().int().min(1).max(1000).default(100),
});

const retentionSchema = z.strictObject({
  /** Older versions of objects are kept so long, so that a mistake can be undone. */
  olderVersionsDays: days.default(30),
  /** What a run wrote on its way (features, labels, clean rows, scores) goes after so many days; lists, ledger and models stay. */
  runDays: days.default(180),
  /** What queries leave behind. */
  scratchDays: days.default(3),
  logs: z.enum(['one month', 'three months', 'one year']).default('three months'),
});

const tablesSchema = z.strictObject({
  /** Glue databases of the tables and views that the config's `inputs.….table` name, and of those that a view reads. */
  databases: z.array(z.string().regex(/^[a-z0-9_-]+$/, 'lower-case letters, digits, _ and -')).min(1),
  /** Where the files of these tables lie: `s3://bucket/folder/`, as narrow as you like. */
  locations: z
    .array(z.string().regex(/^s3:\/\/[^/*]+\/([^*]*\/)?$/, 's3://bucket/folder/, with / at its end'))
    .min(1),
  /** Lake Formation governs them: the roles may then ask it for access, which you grant there. */
  lakeFormation: z.boolean().default(false),
});

const keyArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
    'the ARN of a key, arn:aws:kms:REGION:ACCOUNT:key/ID',
  );

const deploymentSchema = z.strictObject({
  /** Stands in the name of each stack: several deployments live side by side in one account. */
  name: z.string().regex(/^[a-z][a-z0-9]{1,15}$/, 'lower-case letters and digits, 2 to 16'),
  /** Left out: the account and region of the credentials that deploy. */
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  region: z.string().optional(),
  /** The business's config, relative to this folder. Its files are sought in `raw/` of the data bucket, or at their URIs. */
  business: z.string().endsWith('.yaml'),
  /** Further buckets that the config's `s3://` URIs read from. */
  rawBuckets: z
    .array(
      z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of one bucket, without s3:// and *'),
    )
    .default([]),
  /** ARNs of KMS keys that raw files of other buckets or tables are encrypted with: plan and check may decrypt with them. */
  rawKeys: z.array(keyArn).default([]),
  /** ARNs of KMS keys that the secrets of webhooks are encrypted with, where these are keys of yours. */
  secretKeys: z.array(keyArn).default([]),
  /**
   * Encrypts buckets, results of queries and the alert topic: `new` makes a key with the data stack, an ARN names one of yours in
   * the same region. Left out: S3's and AWS's own keys. What lies there already keeps the encryption that it was written with.
   */
  key: z.union([z.literal('new'), keyArn]).optional(),
  /** What may be read of the Glue catalogue, where the config names tables of it. Left out: nothing. */
  tables: tablesSchema.optional(),
  /** Who is told when something fails. Left out: subscribe to the topic yourselves. */
  alertEmail: z.email().optional(),
  schedules: schedulesSchema.prefault({}),
  limits: limitsSchema.prefault({}),
  retention: retentionSchema.prefault({}),
  /** `wasm`: a plain function. `native`: a container with the native TensorFlow, faster from a few hundred thousand rows on. */
  trainingBackend: z.enum(['wasm', 'native']).default('wasm'),
});

export type Deployment = z.infer<typeof deploymentSchema>;

/** @throws ZodError naming each setting that does not fit */
export const deployment = (settings: z.input<typeof deploymentSchema>): Deployment =>
  deploymentSchema.parse(settings);
