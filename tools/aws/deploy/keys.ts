import type { Call } from '../endpoint/calls.ts';
import type { Resolve, Resource } from './template.ts';

/** ARN of the customer's key that a bucket or a topic is encrypted with, by its own ARN. */
export type Keys = ReadonlyMap<string, string>;

interface Encrypted {
  readonly BucketEncryption?: {
    readonly ServerSideEncryptionConfiguration: readonly {
      readonly ServerSideEncryptionByDefault: { readonly KMSMasterKeyID?: string };
    }[];
  };
  readonly KmsMasterKeyId?: string;
}

/** The keys of every bucket and topic that has one. */
export function keysOf(resources: Readonly<Record<string, Resource>>, resolve: Resolve): Keys {
  const keys = new Map<string, string>();
  for (const [id, { Type, Properties = {} }] of Object.entries(resources)) {
    if (Type !== 'AWS::S3::Bucket' && Type !== 'AWS::SNS::Topic') continue;
    const { BucketEncryption, KmsMasterKeyId } = resolve<Encrypted>(Properties);
    const [rule] = BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
    const key = KmsMasterKeyId ?? rule?.ServerSideEncryptionByDefault.KMSMasterKeyID;
    if (key !== undefined) keys.set(resolve({ 'Fn::GetAtt': [id, 'Arn'] }), key);
  }
  return keys;
}

/** What else a call asks of its caller's role where what it touches is encrypted: S3 and SNS use the key with the caller's rights. */
const asks: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'sns:Publish': ['kms:GenerateDataKey', 'kms:Decrypt'],
};

/** The calls, each followed by its uses of a key. */
export const withKeys = (calls: readonly Call[], keys: Keys): Call[] =>
  calls.flatMap((call) => {
    const resource = keys.get(call.resource.split('/')[0]!);
    const actions = resource === undefined ? [] : (asks[call.action] ?? []);
    return [call, ...actions.map((action) => ({ ...call, action, resource: resource! }))];
  });
