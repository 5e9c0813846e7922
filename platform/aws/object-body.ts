import { setTimeout as wait } from 'node:timers/promises';
import { GetObjectCommand, type GetObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { TransientError } from '../../contracts/errors.ts';
import { isRetryable } from './errors.ts';

/** Tries of what the SDK does not try again itself: a body cut off half-way, a put that met another. */
export const tries = 4;
export const pause = (attempt: number) => wait(50 * 2 ** attempt);

/** The body comes after the answer's head, where the SDK no longer tries again; it is verified by its checksum. */
export async function wholeBody(client: S3Client, input: GetObjectCommandInput): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { Body } = await client.send(new GetObjectCommand(input));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      if (attempt === tries || !isBrokenBody(error)) throw error;
      await pause(attempt);
    }
  }
}

/** The body as it comes; where it is cut off, the rest is fetched, of the same version of the object. */
export async function* streamedBody(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
): AsyncGenerator<Uint8Array> {
  let at = 0;
  let tag: string | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      const from = at === 0 ? {} : { Range: `bytes=${at}-`, IfMatch: tag };
      const { Body, ETag } = await client.send(new GetObjectCommand({ ...place, ...from }));
      tag ??= ETag;
      for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) {
        at += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      if (isDamaged(error))
        throw new TransientError('What arrived is not what its checksum says', { cause: error });
      if (attempt === tries || !isBrokenBody(error)) throw error;
      await pause(attempt);
    }
  }
}

/** An error that did not pass through the SDK's own attempts: the body was cut off, or is not what the checksum says. */
function isBrokenBody(error: unknown): boolean {
  if (!(error instanceof Error) || '$metadata' in error) return false;
  return isRetryable(error) || isDamaged(error) || /aborted|premature/i.test(error.message);
}

const isDamaged = (error: unknown): boolean =>
  error instanceof Error && /checksum mismatch/i.test(error.message);
