import { readBody } from '../endpoint/http-server.ts';
import { receive } from './body.ts';
import { checksumHeaders } from './checksums.ts';
import { checkWrite } from './conditional.ts';
import { headOf } from './object-operations.ts';
import { type Operation, onObject, xmlAnswer } from './operation.ts';
import type { S3Request } from './request.ts';
import { textsOf } from './xml.ts';

const uploadId = ({ query }: S3Request): string => query.get('uploadId') ?? '';

export const createMultipartUpload: Operation = {
  name: 'CreateMultipartUpload',
  grants: onObject('s3:PutObject'),
  run: (request, { uploads }) => {
    const { bucket, key } = request;
    const UploadId = uploads.begin(bucket, key, headOf(request));
    return xmlAnswer('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId });
  },
};

export const uploadPart: Operation = {
  name: 'UploadPart',
  grants: onObject('s3:PutObject'),
  run: async (request, { uploads }) => {
    const received = await receive(request.message, request.payload);
    const part = uploads.addPart(uploadId(request), Number(request.query.get('partNumber')), received);
    return { status: 200, headers: { etag: part.etag, ...checksumHeaders(part.checksums) } };
  },
};

export const completeMultipartUpload: Operation = {
  name: 'CompleteMultipartUpload',
  grants: onObject('s3:PutObject'),
  run: async (request, { shelf, uploads }) => {
    const { bucket, key, headers, message } = request;
    const numbers = textsOf((await readBody(message)).toString(), 'PartNumber').map(Number);
    checkWrite(headers, shelf.find(bucket, key));
    const object = uploads.complete(uploadId(request), numbers);
    return xmlAnswer('CompleteMultipartUploadResult', { Bucket: bucket, Key: key, ETag: object.etag });
  },
};

export const abortMultipartUpload: Operation = {
  name: 'AbortMultipartUpload',
  grants: onObject('s3:AbortMultipartUpload'),
  run: (request, { uploads }) => {
    uploads.abort(uploadId(request));
    return { status: 204 };
  },
};

export const listParts: Operation = {
  name: 'ListParts',
  grants: onObject('s3:ListMultipartUploadParts'),
  run: (request, { uploads }) =>
    xmlAnswer('ListPartsResult', {
      Bucket: request.bucket,
      Key: request.key,
      UploadId: uploadId(request),
      Part: uploads
        .parts(uploadId(request))
        .map(([PartNumber, { etag, size }]) => ({ PartNumber, ETag: etag, Size: size })),
    }),
};
