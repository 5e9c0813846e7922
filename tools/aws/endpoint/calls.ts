/** One call that reached an endpoint, in the words of an IAM policy. */
export interface Call {
  /** Access key of the caller, which names the function whose role must allow the call. */
  readonly caller: string;
  /** IAM action, such as `s3:PutObject`. */
  readonly action: string;
  /** ARN of what it acts on. */
  readonly resource: string;
  /** Name of the operation in the API, such as `CopyObject`, which may need several actions. */
  readonly operation: string;
  /** What the request says of itself, by the condition keys of a policy: `s3:if-none-match`. */
  readonly context?: Readonly<Record<string, string>>;
  /** The service that made the call on the caller's behalf: Athena reads S3 and Glue with the caller's rights. */
  readonly through?: string;
}

/** What a caller's role must allow for a call. */
export type Grant = Pick<Call, 'action' | 'resource' | 'through'>;

export const region = 'eu-central-1';
export const account = '000000000000';

export const objectArn = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}/${key}`;
export const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;

/** ARN of a resource of this region and account, such as `arnOf('athena', 'workgroup/holdfast')`. */
export const arnOf = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
