import {
  createBucket,
  deleteBucket,
  deleteObjects,
  getBucketLocation,
  headBucket,
  listObjects,
  putBucketVersioning,
} from './bucket-operations.ts';
import { copyObject, uploadPartCopy } from './copy-operations.ts';
import { S3Error } from './error.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  uploadPart,
} from './multipart-operations.ts';
import {
  deleteObject,
  getObject,
  getTagging,
  headObject,
  putObject,
  putTagging,
} from './object-operations.ts';
import type { Operation } from './operation.ts';
import type { S3Request } from './request.ts';

/** Operations by method and what marks the request: a name in the query, or the header of a copy. */
const ofBuckets: Readonly<Record<string, Operation>> = {
  PUT: createBucket,
  'PUT versioning': putBucketVersioning,
  HEAD: headBucket,
  GET: listObjects,
  'GET location': getBucketLocation,
  DELETE: deleteBucket,
  'POST delete': deleteObjects,
};

const ofObjects: Readonly<Record<string, Operation>> = {
  PUT: putObject,
  'PUT copy': copyObject,
  'PUT tagging': putTagging,
  'PUT uploadId': uploadPart,
  'PUT uploadId copy': uploadPartCopy,
  GET: getObject,
  'GET tagging': getTagging,
  'GET uploadId': listParts,
  HEAD: headObject,
  DELETE: deleteObject,
  'DELETE uploadId': abortMultipartUpload,
  'POST uploads': createMultipartUpload,
  'POST uploadId': completeMultipartUpload,
};

const marks = ['versioning', 'location', 'delete', 'tagging', 'uploadId', 'uploads'];

/** The operation that a request asks for. @throws S3Error where this endpoint has none */
export function routeOf({ method, bucket, key, query, headers }: S3Request): Operation {
  const mark = marks.find((name) => query.has(name));
  const copies = method === 'PUT' && headers['x-amz-copy-source'] !== undefined;
  const asked = [method, mark, copies ? 'copy' : undefined].filter(Boolean).join(' ');
  const operation = (key === '' ? ofBuckets : ofObjects)[asked];
  if (bucket === '' || operation === undefined) {
    throw new S3Error(501, 'NotImplemented', `This endpoint does not know ${asked}`);
  }
  return operation;
}
