import { PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { type Lake, placeOf } from '../../tools/aws/athena/lake.ts';

/** The lake of an S3 server, as the Athena endpoint looks at it. */
export function s3Lake(client: S3Client): Lake {
  return {
    list: async (location) => {
      const { bucket, key: Prefix } = placeOf(location);
      const found: { uri: string; size: number }[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix })) {
        for (const { Key = '', Size = 0 } of page.Contents ?? []) {
          const hidden = /^([_.]|$)/.test(Key.split('/').at(-1) ?? '');
          if (!hidden) found.push({ uri: `s3://${bucket}/${Key}`, size: Size });
        }
      }
      return found;
    },
    put: async (uri, bytes) => {
      const { bucket, key } = placeOf(uri);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
    },
  };
}
