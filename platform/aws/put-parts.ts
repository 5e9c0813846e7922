import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** S3 takes 10,000 parts of an object, none but the last smaller than 5 MB: of these, objects of up to 160 GB. */
export const partBytes = 16 * 2 ** 20;

interface Upload {
  readonly place: { readonly Bucket: string; readonly Key: string };
  readonly condition: { readonly IfNoneMatch?: string; readonly IfMatch?: string };
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Uploads an object in parts, one of which is in memory at a time. The object is there, whole, when S3 has put them together, and
 * the condition is asked then. Where that fails S3 is told to forget the parts; of a process that is killed, the bucket's
 * lifecycle rule does.
 */
export async function putParts(
  client: S3Client,
  parts: AsyncIterable<Uint8Array>,
  { place, condition, metadata }: Upload,
): Promise<void> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...place, Metadata: metadata }));
  const upload = { ...place, UploadId };
  try {
    const done: CompletedPart[] = [];
    for await (const Body of parts) {
      const PartNumber = done.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      done.push({ PartNumber, ETag });
    }
    const whole = { ...upload, ...condition, MultipartUpload: { Parts: done } };
    await client.send(new CompleteMultipartUploadCommand(whole));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}

/** The same bytes in parts as S3 takes them, the last as long as it is; of nothing one that is empty. */
export async function* inPartsOf(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  let part = Buffer.alloc(size);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      if (filled === size) {
        yield part;
        [part, filled] = [Buffer.alloc(size), 0];
      }
      const some = chunk.subarray(from, from + size - filled);
      part.set(some, filled);
      filled += some.length;
      from += some.length;
    }
  }
  yield part.subarray(0, filled);
}
