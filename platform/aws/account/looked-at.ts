export interface LookedAtStack {
  /** CloudFormation's word, such as `CREATE_COMPLETE`. */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface LookedAtObject {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
  readonly changed: Date;
  /** ARN of the KMS key that it is encrypted with, where it is one. */
  readonly kmsKey: string | null;
}
