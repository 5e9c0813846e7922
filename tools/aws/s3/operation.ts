import type { Answer } from '../endpoint/answer.ts';
import { bucketArn, type Grant, objectArn } from '../endpoint/calls.ts';
import type { Uploads } from './multipart.ts';
import type { ObjectShelf } from './objects.ts';
import type { S3Request } from './request.ts';
import { writeXml, type Xml } from './xml.ts';

export interface S3World {
  readonly shelf: ObjectShelf;
  readonly uploads: Uploads;
}

/** One operation of the API: what it needs leave for, and what it does. */
export interface Operation {
  readonly name: string;
  readonly grants: (request: S3Request) => readonly Grant[];
  readonly run: (request: S3Request, world: S3World) => Answer | Promise<Answer>;
}

export const onObject =
  (action: string) =>
  ({ bucket, key }: S3Request): Grant[] => [{ action, resource: objectArn(bucket, key) }];

export const onBucket =
  (action: string) =>
  ({ bucket }: S3Request): Grant[] => [{ action, resource: bucketArn(bucket) }];

export const xmlAnswer = (root: string, content: Xml): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: writeXml(root, content),
});
